import { Binary, Double, Int32, Long } from 'bson';
import { countValue } from '../bson/numbers.js';
import type { Document } from '../bson/types.js';
import { encodeDocument } from '../bson.js';
import { fail } from '../errors.js';
import { ID_INDEX } from '../indexes/specification.js';
import { compileFilter } from '../language/match.js';
import { type Collection, isClustered } from '../storage/catalog.js';
import {
  booleanField,
  checkFields,
  collectionName,
  countField,
  documentField,
  scaleField,
  targetOf,
} from './arguments.js';
import { firstBatch } from './batch.js';
import { cappedOptions, resizedOptions } from './capped.js';
import { clusteredOptions, expireAfter, expiryField } from './clustered.js';
import { checkDatabaseName } from './collection.js';
import { imagesField, optionsOf } from './collection-options.js';
import type { Handler } from './context.js';
import { modifyIndex } from './modify-index.js';
import { isView, viewOptions } from './views.js';
import { checkWriteConcern } from './write.js';

const CREATE_FIELDS =
  'capped autoIndexId idIndex size max storageEngine validator validationLevel validationAction indexOptionDefaults viewOn pipeline collation changeStreamPreAndPostImages timeseries expireAfterSeconds clusteredIndex encryptedFields temp flags';

const NOT_HAD = ['timeseries', 'encryptedFields'];

export const create: Handler = async (context) => {
  const { engine, command, database } = context;
  checkFields(command, CREATE_FIELDS.split(' '));
  checkWriteConcern(command);
  for (const field of NOT_HAD) {
    if (command[field] !== undefined && command[field] !== false) {
      fail('CommandNotSupported', `create with ${field} is not supported by the embedded store`);
    }
  }
  const { name, namespace } = targetOf(context);
  const options = {
    ...cappedOptions(command),
    ...clusteredOptions(command),
    ...optionsOf(context),
    ...(imagesField(command) && { changeStreamPreAndPostImages: { enabled: true } }),
    ...viewOptions(context),
  };
  await engine.writes.run(() => {
    const existing = engine.catalog.find(database, name);
    if (!existing) engine.catalog.create(database, name, options);
    else if (!encodeDocument(existing.options).equals(encodeDocument(options))) {
      fail('NamespaceExists', `namespace ${namespace} already exists, but with different options: {}`);
    }
  });
  return { ok: 1 };
};

export const collMod: Handler = async (context) => {
  const { engine, command } = context;
  checkFields(command, [
    'validator',
    'validationLevel',
    'validationAction',
    'index',
    'viewOn',
    'pipeline',
    'changeStreamPreAndPostImages',
    'expireAfterSeconds',
    'cappedSize',
    'cappedMax',
    'dryRun',
  ]);
  const { collection, namespace } = targetOf(context);
  return engine.writes.run(() => {
    if (!collection || collection.dropped) return fail('NamespaceNotFound', `ns does not exist: ${namespace}`);
    const images = imagesField(command);
    const changes = {
      ...optionsOf(context),
      ...resizedOptions(command, collection),
      ...(images && { changeStreamPreAndPostImages: { enabled: true } }),
      ...viewOptions(context),
    };
    const expiry = expiryField(command, collection);
    const dryRun = booleanField(command, 'dryRun');
    const reply = modifyIndex(engine, collection, documentField(command, 'index'), dryRun);
    if (dryRun) return reply;
    const { changeStreamPreAndPostImages, ...others } = collection.options;
    const kept = images === false || changeStreamPreAndPostImages === undefined ? others : collection.options;
    collection.options = { ...kept, ...changes };
    if (expiry !== undefined) expireAfter(collection, expiry);
    engine.catalog.save(collection);
    return reply;
  });
};

export const drop: Handler = async (context) => {
  const { engine, database } = context;
  checkWriteConcern(context.command);
  const { name, namespace } = targetOf(context);
  return engine.writes.run(() => {
    const collection = engine.catalog.find(database, name);
    // Since 7.0, to drop what is not there is no mistake.
    if (!collection) return { ok: 1 };
    engine.catalog.drop(collection);
    if (isView(collection)) return { ns: namespace, ok: 1 };
    return { nIndexesWas: new Int32(collection.indexes.length), ns: namespace, ok: 1 };
  });
};

export const dropDatabase: Handler = async ({ engine, database, command }) => {
  checkWriteConcern(command);
  return engine.writes.run(() => {
    const collections = engine.catalog.list(database);
    for (const collection of collections) engine.catalog.drop(collection);
    return collections.length > 0 ? { dropped: database, ok: 1 } : { ok: 1 };
  });
};

export const renameCollection: Handler = async ({ engine, command, database }) => {
  if (database !== 'admin') fail('Unauthorized', 'renameCollection may only be run against the admin database.');
  checkFields(command, ['to', 'dropTarget']);
  const [from, to] = [namespaceOf(command.renameCollection), namespaceOf(command.to)];
  const dropTarget =
    command.dropTarget !== undefined && !(command.dropTarget instanceof Binary) && booleanField(command, 'dropTarget');
  return engine.writes.run(() => {
    const source = engine.catalog.find(from.database, from.name);
    if (!source) return fail('NamespaceNotFound', `Source collection ${from.database}.${from.name} does not exist`);
    if (isView(source)) return fail('CommandNotSupportedOnView', `cannot rename view: ${from.database}.${from.name}`);
    const target = engine.catalog.find(to.database, to.name);
    if (source === target) return fail('IllegalOperation', "Can't rename a collection to itself");
    if (target && !dropTarget) return fail('NamespaceExists', 'target namespace exists');
    if (target) engine.catalog.drop(target);
    engine.catalog.rename(source, to.database, to.name);
    return { ok: 1 };
  });
};

function namespaceOf(value: unknown): { database: string; name: string } {
  const dot = typeof value === 'string' ? value.indexOf('.') : -1;
  if (typeof value !== 'string' || dot < 1) fail('InvalidNamespace', `Invalid namespace: ${String(value)}`);
  const database = value.slice(0, dot);
  checkDatabaseName(database);
  return { database, name: collectionName(database, value.slice(dot + 1), 'to') };
}

export const listCollections: Handler = async (context) => {
  const { engine, command, database, pace, now } = context;
  checkFields(command, ['filter', 'nameOnly', 'authorizedCollections', 'cursor']);
  const nameOnly = booleanField(command, 'nameOnly');
  const filter = compileFilter(documentField(command, 'filter') ?? {}, { now });
  const found = engine.catalog
    .list(database)
    .map((collection) => described(collection))
    .filter((entry) => filter.matches(entry))
    .map((entry) => (nameOnly ? { name: entry.name, type: entry.type } : entry));
  const namespace = `${database}.$cmd.listCollections`;
  return firstBatch(engine, found.map(encodeDocument).values(), { namespace, batchSize: batchSizeOf(command) }, pace);
};

function described(collection: Collection): Document {
  return {
    name: collection.name,
    ...(isView(collection)
      ? { type: 'view', options: collection.options, info: { readOnly: true } }
      : {
          type: 'collection',
          options: collection.options,
          info: { readOnly: false, uuid: collection.uuid },
          ...(!isClustered(collection) && { idIndex: collection.indexes[0]?.shown ?? ID_INDEX }),
        }),
  };
}

/** The batch size that a command's `cursor` asks for. */
export function batchSizeOf(command: Document): number | undefined {
  const cursor = documentField(command, 'cursor');
  return cursor ? countField(cursor, 'batchSize') : undefined;
}

export const listDatabases: Handler = ({ engine, command, database, now }) => {
  if (database !== 'admin') fail('Unauthorized', 'listDatabases may only be run against the admin database.');
  checkFields(command, ['filter', 'nameOnly', 'authorizedDatabases']);
  const sizes = new Map<string, number>();
  for (const collection of engine.catalog.list()) {
    sizes.set(collection.database, (sizes.get(collection.database) ?? 0) + collection.bytes);
  }
  const filter = compileFilter(documentField(command, 'filter') ?? {}, { now });
  const databases = [...sizes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, size]) => ({ name, sizeOnDisk: Long.fromNumber(size), empty: false }))
    .filter((entry) => filter.matches(entry));
  if (booleanField(command, 'nameOnly')) return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
  const totalSize = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return {
    databases,
    totalSize: Long.fromNumber(totalSize),
    totalSizeMb: Long.fromNumber(Math.floor(totalSize / 1048576)),
    ok: 1,
  };
};

export const collStats: Handler = (context) => {
  checkFields(context.command, ['scale']);
  const { collection, namespace } = targetOf(context);
  const scale = scaleField(context.command);
  return { ns: namespace, ...statsOf(collection, scale), ok: 1 };
};

/** Sizes and counts of a collection, in units of `scale` bytes. */
export function statsOf(collection: Collection | undefined, scale: number): Document {
  if (!collection)
    return {
      size: 0,
      count: 0,
      numOrphanDocs: 0,
      storageSize: 0,
      totalSize: 0,
      nindexes: 0,
      totalIndexSize: 0,
      indexSizes: {},
      scaleFactor: scale,
    };
  const { documents, bytes, indexes } = collection;
  const size = countValue(Math.floor(bytes / scale));
  return {
    size,
    count: countValue(documents),
    ...(documents > 0 && { avgObjSize: countValue(Math.floor(bytes / documents)) }),
    numOrphanDocs: 0,
    storageSize: size,
    totalSize: size,
    nindexes: indexes.length,
    indexBuilds: indexes.filter((index) => !index.ready).map((index) => index.name),
    totalIndexSize: 0,
    indexSizes: Object.fromEntries(indexes.map((index) => [index.name, 0])),
    capped: collection.options.capped === true,
    ...(collection.options.capped === true && {
      maxSize: collection.options.size,
      max: collection.options.max ?? new Int32(0),
    }),
    scaleFactor: scale,
  };
}

export const dbStats: Handler = ({ engine, command, database }) => {
  checkFields(command, ['scale', 'freeStorage']);
  const scale = scaleField(command);
  const all = engine.catalog.list(database);
  const collections = all.filter((collection) => !isView(collection));
  const documents = collections.reduce((sum, collection) => sum + collection.documents, 0);
  const bytes = collections.reduce((sum, collection) => sum + collection.bytes, 0);
  return {
    db: database,
    collections: Long.fromNumber(collections.length),
    views: Long.fromNumber(all.length - collections.length),
    objects: Long.fromNumber(documents),
    avgObjSize: new Double(documents > 0 ? bytes / documents : 0),
    dataSize: new Double(bytes / scale),
    storageSize: new Double(bytes / scale),
    indexes: Long.fromNumber(collections.reduce((sum, collection) => sum + collection.indexes.length, 0)),
    indexSize: new Double(0),
    totalSize: new Double(bytes / scale),
    scaleFactor: Long.fromNumber(scale),
    ok: 1,
  };
};

/** Refuses a collection that is not there. */
export function existing({ collection, namespace }: ReturnType<typeof targetOf>): Collection {
  return collection ?? fail('NamespaceNotFound', `ns does not exist: ${namespace}`);
}
