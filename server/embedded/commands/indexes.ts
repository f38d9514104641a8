import { Int32 } from 'bson';
import { type Document, isDocument } from '../bson/types.js';
import { encodeDocument } from '../bson.js';
import { fail } from '../errors.js';
import { buildIndexes } from '../indexes/build.js';
import type { Index } from '../indexes/definition.js';
import { existsAlready, idIndexOf, knownOptions, parseIndex } from '../indexes/specification.js';
import { ownCollation } from '../query.js';
import { type Collection, isClustered } from '../storage/catalog.js';
import { booleanField, checkFields, documentsField, missingField, targetOf, typeName } from './arguments.js';
import { firstBatch } from './batch.js';
import { ensureCollection } from './collection.js';
import { batchSizeOf } from './collections.js';
import type { Handler } from './context.js';
import { checkWriteConcern } from './write.js';

export const createIndexes: Handler = async (context) => {
  const { engine, command, database } = context;
  checkFields(command, ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions']);
  checkWriteConcern(command);
  const { name } = targetOf(context);
  const specs = documentsField(command, 'indexes');
  if (!specs) return missingField('createIndexes.indexes');
  if (specs.length === 0) fail('BadValue', 'Must specify at least one index to create');
  const { collection: of } = targetOf(context);
  if (specs.some((spec) => spec.clustered !== undefined) && !(of && isClustered(of)))
    fail(
      'CannotCreateIndex',
      "Cannot create an index with the 'clustered' option on a collection that is not clustered",
    );
  const own = ownCollation(of);
  const isLenient = booleanField(command, 'ignoreUnknownIndexOptions');
  const asked = specs.map((spec) => parseIndex(inherited(isLenient ? knownOptions(spec) : spec, own)));
  const begun = await engine.writes.run(() => {
    const present = engine.catalog.find(database, name);
    const known = present?.indexes ?? [{ ...idIndexOf({}), id: 0 }];
    const wanted = notThereYet(asked, known, !present || present.documents === 0);
    if (known.length + wanted.length > 64) fail('CannotCreateIndex', 'add index fails, too many indexes');
    const collection = ensureCollection(engine, database, name);
    const before = collection.indexes.length;
    const added = wanted.map((index) =>
      engine.catalog.addIndex(collection, { ...index, ready: collection.documents === 0 }),
    );
    return { collection, isNew: !present, before, added };
  });
  await buildIndexes(engine, begun.collection, begun.added);
  return {
    numIndexesBefore: new Int32(begun.before),
    numIndexesAfter: new Int32(begun.before + begun.added.length),
    createdCollectionAutomatically: begun.isNew,
    ...(begun.added.length === 0 && { note: 'all indexes already exist' }),
    ok: 1,
  };
};

/** The indexes that there are not yet; refuses one that clashes with another, or is asked for twice. */
function notThereYet(
  asked: readonly Omit<Index, 'id'>[],
  there: readonly Index[],
  isEmpty: boolean,
): Omit<Index, 'id'>[] {
  const wanted: Omit<Index, 'id'>[] = [];
  for (const index of asked) {
    if (existsAlready(index, there)) continue;
    if (
      existsAlready(
        index,
        wanted.map((one) => ({ ...one, id: 0 })),
      )
    )
      refuseTwice(index.name, isEmpty);
    wanted.push(index);
  }
  return wanted;
}

function refuseTwice(name: string, isEmpty: boolean): never {
  if (isEmpty) return fail('IndexAlreadyExists', `Identical index already exists: ${name}`);
  return fail('OperationFailed', 'Cannot build two identical indexes. Try again without duplicate indexes.');
}

/** An index has its collection's collation where it does not say another. */
function inherited(spec: Document, collation: Document | undefined): Document {
  const isOfId = isDocument(spec.key) && Object.keys(spec.key).join() === '_id';
  return collation && !isOfId && spec.collation === undefined ? { ...spec, collation } : spec;
}

export const dropIndexes: Handler = async (context) => {
  const { engine, command } = context;
  checkFields(command, ['index']);
  const { collection, namespace } = targetOf(context);
  if (command.index === undefined || command.index === null) missingField('dropIndexes.index');
  return engine.writes.run(() => {
    if (!collection || collection.dropped) return fail('NamespaceNotFound', `ns not found ${namespace}`);
    const was = collection.indexes.length;
    for (const index of chosen(collection, command.index)) engine.catalog.dropIndex(collection, index);
    return { nIndexesWas: new Int32(was), ok: 1 };
  });
};

/** The indexes that are named by name, list of names, key pattern or "*". */
function chosen(collection: Collection, asked: unknown): Index[] {
  if (asked === '*') return collection.indexes.slice(1);
  const names = Array.isArray(asked) ? asked : [asked];
  return names.map((name) => {
    if (typeof name !== 'string' && !isDocument(name)) {
      return fail(
        'TypeMismatch',
        `BSON field 'dropIndexes.index' is the wrong type '${typeName(name)}', expected types '[string, object]'`,
      );
    }
    const index = collection.indexes.find((one) => (isDocument(name) ? sameKey(one, name) : one.name === name));
    if (!index)
      return fail(
        'IndexNotFound',
        `index not found with name [${isDocument(name) ? JSON.stringify(name) : String(name)}]`,
      );
    if (index === collection.indexes[0]) return fail('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}

const sameKey = (index: Index, key: Document): boolean =>
  isDocument(index.shown.key) && encodeDocument(index.shown.key).equals(encodeDocument(key));

export const listIndexes: Handler = async (context) => {
  const { engine, command, pace } = context;
  checkFields(command, ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo']);
  const { collection, namespace } = targetOf(context);
  if (!collection) return fail('NamespaceNotFound', `ns does not exist: ${namespace}`);
  const shown = collection.indexes.map((index) => encodeDocument(index.shown));
  return firstBatch(engine, shown.values(), { namespace, batchSize: batchSizeOf(command) }, pace);
};
