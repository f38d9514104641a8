import { fail, failAt } from '../../errors.js';
import { compareValues, equalValues } from '../compare.js';
import { compileExpression } from '../expression/compile.js';
import { stepDate } from '../expression/date-steps.js';
import { zoneNamed } from '../expression/zones.js';
import { keyOf } from '../keys.js';
import { addNumbers, kindOf, toDouble } from '../numbers.js';
import { valueAt } from '../paths.js';
import { show } from '../show.js';
import { type Document, isDocument, isNullish, isNumber, type NumberValue, typeName } from '../values.js';
import { memoryOf } from './memory.js';
import { partitions } from './partition.js';
import { SERIES } from './series.js';
import type { Stage, StageContext, StageTable } from './types.js';
import { setAt } from './unwind.js';

type Filler = { path: readonly string[]; valuesOf: (documents: readonly Document[]) => unknown[] };

function fill(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand))
    fail('FailedToParse', `the $fill stage specification must be an object, found ${typeName(operand)}`);
  for (const name of Object.keys(operand)) {
    if (!['partitionBy', 'partitionByFields', 'sortBy', 'output'].includes(name))
      failAt(40415, `BSON field '$fill.${name}' is an unknown field.`);
  }
  const { partitionBy, partitionByFields, sortBy, output } = operand;
  if (!isDocument(output)) failAt(40414, "BSON field '$fill.output' is missing but a required field");
  if (partitionBy !== undefined && partitionByFields !== undefined)
    failAt(6050204, "Maximum one of 'partitionBy' and 'partitionByFields' can be specified in '$fill'");
  if (sortBy !== undefined && !isDocument(sortBy))
    fail('TypeMismatch', "BSON field '$fill.sortBy' is the wrong type, expected type 'object'");
  const by = Array.isArray(partitionByFields)
    ? Object.fromEntries(partitionByFields.map((name, i) => [`f${i}`, `$${String(name)}`]))
    : partitionBy;
  const fillers = Object.keys(output).map((name) => fillerOf(name, output[name], sortBy, context));
  const divide = partitions(by, sortBy, context, '$fill');
  return function* (input) {
    for (const documents of divide(input)) {
      const columns = fillers.map(({ path, valuesOf }) => ({ path, values: valuesOf(documents) }));
      for (const [place, document] of documents.entries()) {
        yield columns.reduce((result, { path, values }) => setAt(result, path, values[place] ?? null), document);
      }
    }
  };
}

function fillerOf(name: string, spec: unknown, sortBy: Document | undefined, context: StageContext): Filler {
  const path = name.split('.');
  if (!isDocument(spec)) fail('FailedToParse', `The '${name}' output of $fill must be an object`);
  const [key, ...others] = Object.keys(spec);
  if (others.length > 0 || (key !== 'value' && key !== 'method'))
    failAt(6050200, "Each fill output must specify exactly one of 'value' or 'method'");
  if (key === 'value') {
    const evaluate = compileExpression(spec.value, context);
    return {
      path,
      valuesOf: (documents) =>
        documents.map((document) => {
          const value = valueAt(document, path);
          return isNullish(value) ? evaluate(document) : value;
        }),
    };
  }
  const method =
    spec.method === 'locf'
      ? '$locf'
      : spec.method === 'linear'
        ? '$linearFill'
        : failAt(6050202, `Method must be either locf or linear`);
  const series = SERIES.get(method);
  if (!series) return fail('InternalError', `no ${method}`);
  return { path, valuesOf: series(`$${name}`, undefined, sortBy, context, method) };
}

interface Density {
  path: readonly string[];
  partition: readonly (readonly string[])[];
  step: (value: unknown) => unknown;
  bounds: 'full' | 'partition' | readonly [unknown, unknown];
}

function densify(operand: unknown, context: StageContext): Stage {
  const density = densityOf(operand);
  return function* (input) {
    const memory = memoryOf(context, '$densify');
    const documents: Document[] = [];
    const aside: Document[] = [];
    for (const document of input) {
      memory.hold(document);
      const value = valueAt(document, density.path);
      if (isNullish(value)) aside.push(document);
      else if (!isNumber(value) && !(value instanceof Date))
        failAt(5733201, 'Densify field type must be numeric or a date');
      else documents.push(document);
    }
    yield* aside;
    const at = (document: Document | undefined): unknown => valueAt(document ?? {}, density.path);
    documents.sort((a, b) => compareValues(at(a), at(b)));
    const full: [unknown, unknown] = [at(documents[0]), at(documents.at(-1))];
    for (const part of partsOf(documents, density)) yield* dense(part, density, full, at);
  };
}

function partsOf(documents: readonly Document[], { partition }: Density): Document[][] {
  const parts = new Map<string, Document[]>();
  for (const document of documents) {
    const key = keyOf(partition.map((path) => valueAt(document, path)));
    const part = parts.get(key);
    if (part) part.push(document);
    else parts.set(key, [document]);
  }
  return [...parts.values()];
}

/** The documents of one part with those that fill its gaps; explicit bounds leave out their upper end. */
function* dense(
  part: readonly Document[],
  density: Density,
  full: readonly [unknown, unknown],
  at: (document: Document | undefined) => unknown,
): Iterable<Document> {
  const { bounds, step } = density;
  const explicit = bounds !== 'full' && bounds !== 'partition';
  const [low, high] = bounds === 'full' ? full : bounds === 'partition' ? [at(part[0]), at(part.at(-1))] : bounds;
  const within = (value: unknown): boolean => compareValues(value, high) < (explicit ? 0 : 1);
  const made = (value: unknown): Document => {
    const keys = density.partition.reduce<Document>((result, path) => {
      const key = valueAt(part[0] ?? {}, path);
      return key === undefined ? result : setAt(result, path, key);
    }, {});
    return setAt(keys, density.path, value);
  };
  let next = low;
  for (const document of part) {
    const value = at(document);
    for (; within(next) && compareValues(next, value) < 0; next = step(next)) yield made(next);
    if (equalValues(next, value)) next = step(next);
    yield document;
  }
  for (; within(next); next = step(next)) yield made(next);
}

function densityOf(operand: unknown): Density {
  if (!isDocument(operand))
    fail('FailedToParse', `The $densify stage specification must be an object, found ${typeName(operand)}`);
  for (const name of Object.keys(operand)) {
    if (!['field', 'partitionByFields', 'range'].includes(name))
      failAt(40415, `BSON field '$densify.${name}' is an unknown field.`);
  }
  const { field, partitionByFields = [], range } = operand;
  if (typeof field !== 'string') return failAt(40414, "BSON field '$densify.field' is missing but a required field");
  if (!isDocument(range)) return failAt(40414, "BSON field '$densify.range' is missing but a required field");
  if (!Array.isArray(partitionByFields))
    return fail('TypeMismatch', "BSON field '$densify.partitionByFields' is the wrong type, expected type 'array'");
  const { step, bounds, unit } = range;
  if (!isNumber(step) || toDouble(step) <= 0)
    return failAt(5733401, 'The step parameter in a range statement must be a strictly positive numeric value');
  if (Array.isArray(bounds)) checkBounds(bounds, step);
  else if (bounds !== 'full' && bounds !== 'partition')
    return failAt(5946800, "Bounds string must either be 'full' or 'partition', or a two-element array");
  if (bounds === 'partition' && partitionByFields.length === 0)
    failAt(
      5733408,
      "one may not specify the bounds as 'partition' without specifying a non-empty array of partitionByFields. You may have meant to specify 'full' bounds.",
    );
  if (unit !== undefined && typeof unit !== 'string')
    fail('TypeMismatch', "BSON field '$densify.range.unit' is the wrong type, expected type 'string'");
  return {
    path: field.split('.'),
    partition: partitionByFields.map((name) => String(name).split('.')),
    step: (value) => stepped(value, step, unit),
    bounds: Array.isArray(bounds) ? [bounds[0], bounds[1]] : bounds,
  };
}

function checkBounds(bounds: readonly unknown[], step: NumberValue): void {
  const [low, high] = bounds;
  if (bounds.length !== 2) failAt(5733403, 'a bounding array in a range statement must have exactly two elements');
  const numbers = isNumber(low) && isNumber(high);
  if (!(numbers || (low instanceof Date && high instanceof Date)) || compareValues(low, high) > 0)
    failAt(
      5733402,
      'a bounding array in a range statement must be an ascending array of either two dates or two numbers',
    );
  if (numbers && !(kindOf(low) === kindOf(high) && kindOf(high) === kindOf(step)))
    failAt(5876900, 'Upper bound, lower bound, and step must all have the same type');
}

function stepped(value: unknown, step: unknown, unit: string | undefined): unknown {
  const utc = zoneNamed('UTC');
  if (value instanceof Date) {
    if (unit === undefined || !utc || !isNumber(step))
      return failAt(6053600, "'unit' must be specified to densify dates");
    return stepDate(value, unit, toDouble(step), utc);
  }
  if (unit !== undefined)
    failAt(6053600, `Encountered numeric densify value in collection when step has a date unit: ${show(value)}`);
  return isNumber(value) && isNumber(step) ? addNumbers(value, step) : value;
}

/** Stages that fill gaps. */
export const FILLS: StageTable = { $fill: fill, $densify: densify };
