import { fail } from '../errors.js';
import { compileStages, stageOf } from './aggregate/pipeline.js';
import { countOf } from './aggregate/simple.js';
import type { Leading, PipelineEnvironment, StageContext } from './aggregate/types.js';
import { collatorOf } from './collation.js';
import { evaluateLet } from './expression/compile.js';
import { type Document, isDocument, isNumber } from './values.js';

export type { Leading, PipelineEnvironment } from './aggregate/types.js';

/** A compiled pipeline: what the reader of the collection may do, and what is done with its documents. */
export interface Pipeline {
  leading: Leading;
  /** Runs the stages after the leading ones. */
  run(source: Iterable<Document>): Iterable<Document>;
  restIsEmpty: boolean;
  /** The stages after the leading ones, as they were given. */
  rest: readonly unknown[];
  /** The last stage, when it writes; the store executes it. */
  output?: { stage: '$out' | '$merge'; spec: unknown };
  /** Whether the first stage brings its own documents. */
  startsWithoutCollection: boolean;
}

const WITHOUT_COLLECTION = new Set(['$documents', '$collStats', '$indexStats', '$currentOp', '$listLocalSessions']);

/** Compiles a pipeline; refuses what MongoDB refuses, with its codes. */
export function compilePipeline(stages: readonly unknown[], environment: PipelineEnvironment): Pipeline {
  const context: StageContext = {
    environment,
    collator: collatorOf(environment.collation),
    now: environment.now,
    variables: evaluateLet(environment.variables, environment.now),
  };
  const named = stages.map(stageOf);
  const last = named.at(-1);
  const output = last ? outputOf(last) : undefined;
  const body = output ? stages.slice(0, -1) : stages;
  compileStages(body, context);
  const { leading, count } = leadingOf(body);
  const rest = body.slice(count);
  const run = compileStages(rest, context);
  const first = named[0]?.[0];
  if (first === undefined || !WITHOUT_COLLECTION.has(first)) {
    if (environment.collection === null) {
      fail(
        'InvalidNamespace',
        `{aggregate: 1} is not valid for '${first ?? 'an empty pipeline'}'; a collection is required.`,
      );
    }
  } else if (first === '$documents' && environment.collection !== null) {
    fail('InvalidNamespace', "'$documents' can only be run with {aggregate: 1}");
  }
  return {
    leading,
    run,
    restIsEmpty: rest.length === 0,
    rest: stages.slice(count),
    ...(output ? { output } : {}),
    startsWithoutCollection: first !== undefined && WITHOUT_COLLECTION.has(first),
  };
}

function outputOf([stage, spec]: [string, unknown]): { stage: '$out' | '$merge'; spec: unknown } | undefined {
  return stage === '$out' || stage === '$merge' ? { stage, spec } : undefined;
}

/** Takes `$match`, `$sort`, `$skip` and `$limit` from the front as far as one read can do them in that order. */
function leadingOf(stages: readonly unknown[]): { leading: Leading; count: number } {
  const filters: Document[] = [];
  const leading: Leading = { filter: {} };
  let count = 0;
  for (const stage of stages) {
    const [name, operand] = stageOf(stage);
    if (name === '$match' && isDocument(operand) && leading.skip === undefined && leading.limit === undefined) {
      // A filter after a sort gives the same as one before it.
      if (Object.keys(operand).length > 0) filters.push(operand);
    } else if (
      name === '$sort' &&
      isDocument(operand) &&
      !leading.sort &&
      leading.skip === undefined &&
      leading.limit === undefined
    ) {
      leading.sort = operand;
    } else if (name === '$skip' && isNumber(operand) && leading.skip === undefined && leading.limit === undefined) {
      leading.skip = countOf(operand, name);
    } else if (name === '$limit' && isNumber(operand) && leading.limit === undefined) {
      leading.limit = countOf(operand, name);
    } else break;
    count++;
  }
  const [only] = filters;
  leading.filter = only === undefined ? {} : filters.length === 1 ? only : { $and: filters };
  return { leading, count };
}
