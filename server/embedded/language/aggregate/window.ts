import { fail, failAt } from '../../errors.js';
import { compilerOf } from '../expression/compile.js';
import type { Frame } from '../expression/types.js';
import { show } from '../show.js';
import { type Document, isDocument, typeName } from '../values.js';
import { type Accumulator, compileAccumulator, isAccumulator } from './accumulators.js';
import { boundsOf } from './bounds.js';
import { partitions } from './partition.js';
import { SERIES, type Series } from './series.js';
import type { Stage, StageContext, StageTable } from './types.js';
import { setAt } from './unwind.js';

const NOT_IN_WINDOWS = new Set(['$mergeObjects', '$accumulator']);

function setWindowFields(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand))
    fail('FailedToParse', `the $setWindowFields stage specification must be an object, found ${typeName(operand)}`);
  for (const name of Object.keys(operand)) {
    if (!['partitionBy', 'sortBy', 'output'].includes(name))
      failAt(40415, `BSON field '$setWindowFields.${name}' is an unknown field.`);
  }
  const { partitionBy, sortBy, output } = operand;
  if (output === undefined) failAt(40414, "BSON field '$setWindowFields.output' is missing but a required field");
  if (!isDocument(output))
    fail(
      'TypeMismatch',
      `BSON field '$setWindowFields.output' is the wrong type '${typeName(output)}', expected type 'object'`,
    );
  if (sortBy !== undefined && !isDocument(sortBy))
    fail(
      'TypeMismatch',
      `BSON field '$setWindowFields.sortBy' is the wrong type '${typeName(sortBy)}', expected type 'object'`,
    );
  const fields = Object.keys(output).map((name) => ({
    path: name.split('.'),
    series: seriesOf(name, output[name], sortBy, context),
  }));
  const divide = partitions(partitionBy, sortBy, context, '$setWindowFields');
  return function* (input) {
    for (const documents of divide(input)) {
      const columns = fields.map(({ path, series }) => ({ path, values: series(documents) }));
      for (const [place, document] of documents.entries()) {
        yield columns.reduce((result, { path, values }) => setAt(result, path, values[place] ?? null), document);
      }
    }
  };
}

function seriesOf(field: string, spec: unknown, sortBy: Document | undefined, context: StageContext): Series {
  if (field.startsWith('$'))
    failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
  if (!isDocument(spec)) return fail('FailedToParse', `The field '${field}' must be an object`);
  const { window, ...functions } = spec;
  const [name, ...others] = Object.keys(functions);
  if (name === undefined) return fail('FailedToParse', 'Expected a $-prefixed window function');
  if (others.length > 0) fail('FailedToParse', `Window function found an unknown argument: ${others[0]}`);
  if (!name.startsWith('$')) fail('FailedToParse', `Expected a $-prefixed window function, found: ${show(spec)}`);
  const compile = SERIES.get(name);
  if (compile) return compile(functions[name], window, sortBy, context, name);
  if (!isAccumulator(name) || NOT_IN_WINDOWS.has(name))
    return fail('FailedToParse', `Unrecognized window function, ${name}`);
  return accumulated(name, functions[name], window, sortBy, context);
}

function accumulated(
  name: string,
  operand: unknown,
  window: unknown,
  sortBy: Document | undefined,
  context: StageContext,
): Series {
  const bounds = boundsOf(window, sortBy);
  const make = compileAccumulator(name, operand, compilerOf(context));
  const start = (): Accumulator => make({ root: {}, slots: [] });
  const add = (accumulator: Accumulator, documents: readonly Document[], from: number, to: number): void => {
    const frame: Frame = { root: undefined, slots: [] };
    for (let i = from; i < to; i++) {
      frame.root = documents[i];
      accumulator.add(frame);
    }
  };
  return (documents) => {
    if (bounds.whole) {
      const all = start();
      add(all, documents, 0, documents.length);
      return documents.map(() => all.result());
    }
    let running = start();
    let added = 0;
    return documents.map((_, place) => {
      const { from, to } = bounds.spanAt(place, documents);
      if (!bounds.growing) running = start();
      add(running, documents, bounds.growing ? added : from, to);
      added = Math.max(added, to);
      return running.result();
    });
  };
}

/** Stages that look at the neighbours of each document. */
export const WINDOWS: StageTable = { $setWindowFields: setWindowFields };
