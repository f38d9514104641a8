import { countValue, numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { encodeDocument, MAX_DOCUMENT_BYTES } from '../bson.js';
import { fail } from '../errors.js';
import { compilePipeline, type Leading, type Pipeline, type PipelineEnvironment } from '../language/aggregate.js';
import { ownCollation, prepareRead, type ReadSpec, readResults, readRows } from '../query.js';
import type { Collection } from '../storage/catalog.js';
import {
  booleanField,
  checkFields,
  collationField,
  documentField,
  missingField,
  scaleField,
  targetOf,
} from './arguments.js';
import { firstBatch } from './batch.js';
import { batchSizeOf, statsOf } from './collections.js';
import type { Context, Handler, Target } from './context.js';
import { countedBy, countOf } from './counting.js';
import { explainRead } from './explain-read.js';
import { writeOutput } from './output.js';
import { isView, sourceOf, stagesOfLeading } from './views.js';

const FIELDS = 'pipeline explain allowDiskUse cursor bypassDocumentValidation collation hint let isMapReduceCommand';

export const aggregate: Handler = async (context) => {
  const { engine, command, pace } = context;
  checkFields(command, FIELDS.split(' '));
  if (command.cursor === undefined && command.explain === undefined) {
    return fail('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
  }
  const { target, stages } = aggregateTarget(context);
  const pipeline = compilePipeline([...stages, ...stagesOf(command)], environmentOf(context, target));
  const spec = specOf(command, pipeline.leading);
  if (booleanField(command, 'explain')) return explainPipeline(context, target, pipeline, spec, false);
  const options = { namespace: target.namespace, batchSize: batchSizeOf(command) };
  if (pipeline.output) {
    await writeOutput(context, pipeline.output, documentsOf(context, target.collection, spec, pipeline));
    return firstBatch(engine, [][Symbol.iterator](), options, pace);
  }
  const counted = countedBy(pipeline.rest);
  if (counted) {
    const count = await countOf(context, target.collection, prepareRead(engine, target.collection, spec, context.now));
    return firstBatch(engine, encoded(counted(count)), options, pace);
  }
  const results = pipeline.restIsEmpty
    ? readResults(engine, target.collection, prepareRead(engine, target.collection, spec, context.now))
    : encoded(documentsOf(context, target.collection, spec, pipeline));
  return firstBatch(engine, results, options, pace);
};

function stagesOf({ pipeline }: Document): unknown[] {
  if (pipeline === undefined || pipeline === null) return missingField('aggregate.pipeline');
  if (!Array.isArray(pipeline)) return fail('TypeMismatch', "'pipeline' option must be specified as an array");
  return pipeline;
}

/** Says how an `aggregate` would be answered. */
export async function explainAggregate(context: Context, withExecution: boolean): Promise<Document> {
  const { target, stages } = aggregateTarget(context);
  const pipeline = compilePipeline([...stages, ...stagesOf(context.command)], environmentOf(context, target));
  return explainPipeline(context, target, pipeline, specOf(context.command, pipeline.leading), withExecution);
}

/** The plan of what is read, followed by the stages that work on it. */
async function explainPipeline(
  context: Context,
  target: Target,
  pipeline: Pipeline,
  spec: ReadSpec,
  withExecution: boolean,
): Promise<Document> {
  const { command } = context;
  const isCount = !pipeline.output && countedBy(pipeline.rest) !== undefined;
  const about: Context = { ...context, command: { [isCount ? 'count' : 'find']: target.name } };
  const { explainVersion, queryPlanner, executionStats, ...rest } = await explainRead(about, spec, withExecution);
  const plan: Document = { queryPlanner, ...(executionStats !== undefined && { executionStats }) };
  if (pipeline.restIsEmpty && !pipeline.output) return { explainVersion, ...plan, ...rest, command };
  const stages = pipeline.rest;
  return { explainVersion, stages: [{ $cursor: plan }, ...stages], ...rest, command };
}

/** The documents that further stages make of what a view, or a collection, holds. */
export function documentsThrough(context: Context, name: string, stages: readonly Document[]): Iterable<Document> {
  const { engine, database, command } = context;
  const source = sourceOf(engine, database, name);
  const target: Target = { ...source, namespace: `${database}.${name}` };
  const pipeline = compilePipeline([...source.stages, ...stages], environmentOf(context, target));
  return documentsOf(context, source.collection, specOf(command, pipeline.leading), pipeline);
}

/** What an `aggregate` reads, and the stages of views before its own; `aggregate: 1` is about the database. */
function aggregateTarget(context: Context): { target: Target; stages: Document[] } {
  const { aggregate: about } = context.command;
  if (typeof about === 'string') {
    const { name, namespace } = targetOf(context);
    const { stages, ...source } = sourceOf(context.engine, context.database, name);
    return { target: { ...source, namespace }, stages };
  }
  if (numberOf(about) !== 1)
    fail('FailedToParse', "Invalid command format: the 'aggregate' field must specify a collection name or 1");
  const name = '$cmd.aggregate';
  return { target: { name, namespace: `${context.database}.${name}`, collection: undefined }, stages: [] };
}

function specOf(command: Document, leading: Leading): ReadSpec {
  return {
    filter: leading.filter,
    sort: leading.sort,
    skip: leading.skip ?? 0,
    limit: leading.limit ?? 0,
    hint: command.hint,
    collation: collationField(command),
    variables: documentField(command, 'let'),
  };
}

function documentsOf(
  context: Context,
  collection: Collection | undefined,
  spec: ReadSpec,
  pipeline: Pipeline,
): Iterable<Document> {
  if (pipeline.startsWithoutCollection) return pipeline.run([]);
  return pipeline.run(foundDocuments(context, collection, spec));
}

function* foundDocuments(
  { engine, now, pace }: Context,
  collection: Collection | undefined,
  spec: ReadSpec,
): Generator<Document> {
  const read = prepareRead(engine, collection, spec, now);
  for (const row of readRows(engine, collection, read)) {
    // Others have their turn between batches only, but the command's time is watched over all along.
    pace.isOver();
    if (row !== null) yield row.document;
  }
}

/** What a document may have beyond the largest that is stored, while it is only shown. */
const SHOWN_BYTES = MAX_DOCUMENT_BYTES + 16 * 1024;

function* encoded(documents: Iterable<Document>): Generator<Buffer, void, undefined> {
  for (const document of documents) {
    const bytes = encodeDocument(document);
    if (bytes.length > SHOWN_BYTES) {
      fail(
        'BSONObjectTooLarge',
        `PlanExecutor error during aggregation :: caused by :: BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${SHOWN_BYTES}`,
      );
    }
    yield bytes;
  }
}

const COLL_STATS = new Set(['storageStats', 'count', 'targetAllNodes']);
const COLL_STATS_ELSEWHERE = new Set(['latencyStats', 'queryExecStats']);

function environmentOf(context: Context, { name, namespace, collection }: Target): PipelineEnvironment {
  const { engine, database, command, now } = context;
  const collation = collationField(command) ?? ownCollation(collection);
  const isDatabase = command.aggregate !== undefined && typeof command.aggregate !== 'string';
  return {
    database,
    collection: isDatabase ? null : name,
    collation,
    now,
    variables: documentField(command, 'let'),
    memoryLimit: engine.memoryLimit,
    read: (other, leading) => {
      if (isView(engine.catalog.find(database, other)))
        return documentsThrough(context, other, stagesOfLeading(leading));
      return foundDocuments(context, engine.catalog.find(database, other), {
        ...leading,
        sort: leading.sort,
        // Also where the other collection has a collation of its own.
        collation: collation ?? { locale: 'simple' },
      });
    },
    indexed: (other, field) =>
      engine.catalog.find(database, other)?.indexes.some((index) => index.ready && index.fields[0]?.path === field) ??
      false,
    sessions: () => (isDocument(command.lsid) ? [{ _id: command.lsid, lastUse: now }] : []),
    indexStats: () =>
      (collection?.indexes ?? []).map((index) => ({
        name: index.name,
        key: index.shown.key,
        host: 'embedded',
        accesses: { ops: countValue(0), since: engine.startedAt },
        spec: index.shown,
      })),
    collStats(options) {
      if (!collection)
        return fail(
          'NamespaceNotFound',
          `Unable to retrieve storageStats in $collStats stage :: caused by :: Collection [${namespace}] not found.`,
        );
      for (const name of Object.keys(options)) {
        if (COLL_STATS_ELSEWHERE.has(name))
          fail('CommandNotSupported', `${name} of $collStats is not supported by the embedded store`);
        if (!COLL_STATS.has(name)) fail('Location40415', `BSON field '$collStats.${name}' is an unknown field.`);
      }
      const stats: Document = { ns: namespace, host: 'embedded', localTime: now };
      if (isDocument(options.storageStats)) stats.storageStats = statsOf(collection, scaleField(options.storageStats));
      if (isDocument(options.count)) stats.count = countValue(collection.documents);
      return [stats];
    },
  };
}
