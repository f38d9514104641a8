import { type Document, isDocument } from '../bson/types.js';
import type { Engine } from '../engine.js';
import { fail } from '../errors.js';
import { compilePipeline, type Leading } from '../language/aggregate.js';
import type { Collection } from '../storage/catalog.js';
import { nameOf } from './arguments.js';
import type { Context } from './context.js';

/** What is read in the end, and what is done with it first. */
export interface Source {
  name: string;
  collection: Collection | undefined;
  /** The pipelines of the views that were gone through, the innermost first. */
  stages: Document[];
}

/** How many views may stand on one another. */
const MOST_VIEWS = 20;

/** Whether it is a view: it holds nothing itself. */
export const isView = (collection: Collection | undefined): boolean => typeof collection?.options.viewOn === 'string';

/** Follows views down to the collection that they stand on. Refuses a circle of views. */
export function sourceOf(engine: Engine, database: string, name: string): Source {
  let at = name;
  let stages: Document[] = [];
  for (let depth = 0; depth <= MOST_VIEWS; depth++) {
    const collection = engine.catalog.find(database, at);
    const { viewOn, pipeline } = collection?.options ?? {};
    if (typeof viewOn !== 'string') return { name: at, collection, stages };
    stages = [...(Array.isArray(pipeline) ? pipeline.filter(isDocument) : []), ...stages];
    at = viewOn;
  }
  return fail('ViewDepthLimitExceeded', `View depth too deep or view cycle detected; maximum depth is ${MOST_VIEWS}`);
}

const NOT_ON_VIEWS = new Set(
  'insert update delete findAndModify findandmodify createIndexes dropIndexes deleteIndexes listIndexes collStats collstats validate'.split(
    ' ',
  ),
);

/** Refuses commands that only a collection can fulfil. */
export function refuseViews(engine: Engine, database: string, name: string, about: unknown): void {
  if (!NOT_ON_VIEWS.has(name) || typeof about !== 'string') return;
  if (isView(engine.catalog.find(database, about)))
    fail('CommandNotSupportedOnView', `Namespace ${database}.${about} is a view, not a collection`);
}

/** The options of a view that is to be made or changed; refuses a pipeline that is none, and a circle of views. */
export function viewOptions({ engine, database, command, now }: Context): Document {
  const { viewOn, pipeline } = command;
  if (viewOn === undefined) {
    if (pipeline !== undefined) fail('InvalidOptions', "'pipeline' requires 'viewOn' to also be specified");
    return {};
  }
  if (typeof viewOn !== 'string') return fail('TypeMismatch', "'viewOn' must be a string");
  if (viewOn === '') fail('BadValue', "'viewOn' cannot be empty");
  if (pipeline !== undefined && !Array.isArray(pipeline)) return fail('TypeMismatch', "'pipeline' must be an array");
  const { memoryLimit } = engine;
  const { output } = compilePipeline(pipeline ?? [], {
    database,
    collection: viewOn,
    now,
    memoryLimit,
    read: () => [],
  });
  if (output)
    fail('OptionNotSupportedOnView', `The aggregation stage ${output.stage} cannot be used in a view definition`);
  const name = command[nameOf(command)];
  for (let at: unknown = viewOn; typeof at === 'string'; at = engine.catalog.find(database, at)?.options.viewOn) {
    if (at === name) fail('GraphContainsCycle', `View cycle detected: ${database}.${name} stands on itself`);
  }
  return { viewOn, pipeline: pipeline ?? [] };
}

/** The stages that do the same as what may be asked of a collection directly. */
export function stagesOfLeading({ filter, sort, skip, limit }: Leading): Document[] {
  return [
    { $match: filter },
    ...(sort && Object.keys(sort).length > 0 ? [{ $sort: sort }] : []),
    ...(skip ? [{ $skip: skip }] : []),
    ...(limit ? [{ $limit: limit }] : []),
  ];
}
