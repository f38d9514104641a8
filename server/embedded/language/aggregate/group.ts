import { Int32 } from 'bson';
import { fail, failAt } from '../../errors.js';
import { compareValues } from '../compare.js';
import { compilerOf } from '../expression/compile.js';
import type { Evaluate, Frame } from '../expression/types.js';
import { keyOf } from '../keys.js';
import { fitsInt, toDouble, wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import { type Document, isDocument, isNumber, rankOf, setField, typeName } from '../values.js';
import { type Accumulator, type AccumulatorFactory, compileAccumulator, isAccumulator } from './accumulators.js';
import { type Memory, memoryOf } from './memory.js';
import type { Stage, StageContext, StageTable } from './types.js';

type Outputs = readonly (readonly [string, AccumulatorFactory])[];

/** The accumulators of a group's fields. */
function outputsOf(spec: Document, context: StageContext): Outputs {
  const compiler = compilerOf(context);
  return Object.keys(spec).map((name) => {
    const operand = spec[name];
    if (name.includes('.')) failAt(40235, `The field name '${name}' cannot contain '.'`);
    if (name.startsWith('$')) failAt(40236, `The field name '${name}' cannot be an operator name`);
    if (!isDocument(operand) || Object.keys(operand).length === 0)
      failAt(40234, `The field '${name}' must be an accumulator object`);
    const operators = Object.keys(operand);
    if (operators.length !== 1) failAt(40238, `The field '${name}' must specify one accumulator`);
    const [operator = ''] = operators;
    if (!operator.startsWith('$')) failAt(40234, `The field '${name}' must be an accumulator object`);
    if (!isAccumulator(operator)) failAt(15952, `unknown group operator '${operator}'`);
    return [name, compileAccumulator(operator, operand[operator], compiler)] as const;
  });
}

function group(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand)) failAt(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(operand, '_id')) failAt(15955, 'a group specification must include an _id');
  const { _id: id, ...fields } = operand;
  const evaluate = compilerOf(context).compile(id);
  const outputs = outputsOf(fields, context);
  return function* (input) {
    const memory = memoryOf(context, '$group');
    const frame: Frame = { root: undefined, slots: [] };
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const document of input) {
      frame.root = document;
      const value = evaluate(frame) ?? null;
      const key = keyOf(value, context.collator);
      let found = groups.get(key);
      if (!found) {
        memory.hold(value);
        // The number n of $firstN and its like may speak of the group's key.
        const moment: Frame = { root: isDocument(value) ? value : {}, slots: [] };
        found = { id: value, accumulators: outputs.map(([, make]) => make(moment)) };
        groups.set(key, found);
      }
      gather(found.accumulators, frame, memory);
    }
    for (const { id: value, accumulators } of groups.values()) yield grouped(value, outputs, accumulators);
  };
}

/** Gives a document to the accumulators of its group, and counts what they hold more than before. */
function gather(accumulators: readonly Accumulator[], frame: Frame, memory: Memory): void {
  for (const accumulator of accumulators) {
    const before = accumulator.bytes?.() ?? 0;
    accumulator.add(frame);
    if (accumulator.bytes) memory.holdBytes(accumulator.bytes() - before);
  }
}

function grouped(id: unknown, outputs: Outputs, accumulators: readonly Accumulator[]): Document {
  const result: Document = { _id: id };
  outputs.forEach(([name], i) => {
    setField(result, name, accumulators[i]?.result() ?? null);
  });
  return result;
}

const COUNTED = { count: { $sum: new Int32(1) } };

function bucket(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand))
    failAt(40201, `Argument to $bucket stage must be an object, but found type: ${typeName(operand)}.`);
  for (const name of Object.keys(operand)) {
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name))
      failAt(40197, `Unrecognized option to $bucket: ${name}.`);
  }
  const { groupBy, boundaries, output = COUNTED } = operand;
  if (groupBy === undefined || !Array.isArray(boundaries)) {
    if (boundaries !== undefined && !Array.isArray(boundaries))
      failAt(40200, `The $bucket 'boundaries' field must be an array, but found type: ${typeName(boundaries)}.`);
    failAt(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  if (!(typeof groupBy === 'string' && groupBy.startsWith('$')) && !isDocument(groupBy)) {
    failAt(
      40202,
      `The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression, but found: ${show(groupBy)}.`,
    );
  }
  if (!isDocument(output))
    failAt(40196, `The $bucket 'output' field must be an object, but found type: ${typeName(output)}.`);
  checkBoundaries(boundaries);
  const bounds: unknown[] = boundaries;
  const hasDefault = Object.hasOwn(operand, 'default');
  if (hasDefault) checkDefault(operand.default, bounds);
  const by = compilerOf(context).compile(groupBy);
  return bucketed(output, context, (frame) => {
    const value = by(frame);
    const place = bounds.findLastIndex((bound) => compareValues(value, bound, context.collator) >= 0);
    if (place >= 0 && place < bounds.length - 1) return bounds[place];
    if (hasDefault) return operand.default;
    return failAt(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  });
}

function checkBoundaries(boundaries: readonly unknown[]): void {
  if (boundaries.length < 2)
    failAt(
      40192,
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    );
  boundaries.forEach((bound, i) => {
    if (i === 0) return;
    const before = boundaries[i - 1];
    if (rankOf(before) !== rankOf(bound))
      failAt(
        40193,
        `All values in the the 'boundaries' option to $bucket must have the same type. Found conflicting types ${typeName(before)} and ${typeName(bound)}.`,
      );
    if (compareValues(before, bound) >= 0)
      failAt(40194, "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order");
  });
}

function checkDefault(value: unknown, bounds: readonly unknown[]): void {
  const sameType = rankOf(value) === rankOf(bounds[0]);
  if (sameType && compareValues(value, bounds[0]) >= 0 && compareValues(value, bounds.at(-1)) < 0) {
    failAt(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  }
}

/** Groups by a key and answers the groups in the order of their keys. */
function bucketed(output: Document, context: StageContext, by: Evaluate): Stage {
  const outputs = outputsOf(output, context);
  return function* (input) {
    const memory = memoryOf(context, '$group');
    const frame: Frame = { root: undefined, slots: [] };
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const document of input) {
      frame.root = document;
      const value = by(frame);
      const key = keyOf(value, context.collator);
      let found = groups.get(key);
      if (!found) {
        found = { id: value, accumulators: outputs.map(([, make]) => make({ root: {}, slots: [] })) };
        groups.set(key, found);
      }
      gather(found.accumulators, frame, memory);
    }
    const sorted = [...groups.values()].sort((a, b) => compareValues(a.id, b.id, context.collator));
    for (const { id, accumulators } of sorted) yield grouped(id, outputs, accumulators);
  };
}

function bucketAuto(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand))
    failAt(40240, `The argument to $bucketAuto must be an object, but found type: ${typeName(operand)}.`);
  for (const name of Object.keys(operand)) {
    if (!['groupBy', 'buckets', 'output', 'granularity'].includes(name))
      failAt(40245, `Unrecognized option to $bucketAuto: ${name}.`);
  }
  const { groupBy, buckets, output = COUNTED } = operand;
  if (groupBy === undefined || buckets === undefined)
    failAt(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  if (!isNumber(buckets))
    failAt(40241, `The $bucketAuto 'buckets' field must be a numeric value, but found type: ${typeName(buckets)}.`);
  const whole = wholeNumberOf(buckets);
  if (whole === undefined || !fitsInt(whole))
    failAt(
      40242,
      `The $bucketAuto 'buckets' field must be representable as a 32-bit integer, but found ${show(buckets)}.`,
    );
  if (whole <= 0n) failAt(40243, `The $bucketAuto 'buckets' field must be greater than 0, but found: ${whole}.`);
  if (!isDocument(output))
    failAt(40244, `The $bucketAuto 'output' field must be an object, but found type: ${typeName(output)}.`);
  if (Object.hasOwn(operand, 'granularity'))
    fail('CommandNotSupported', "The $bucketAuto 'granularity' is not supported by the embedded store");
  const evaluate = compilerOf(context).compile(groupBy);
  const outputs = outputsOf(output, context);
  const count = toDouble(buckets);
  return function* (input) {
    const frame: Frame = { root: undefined, slots: [] };
    const memory = memoryOf(context, '$bucketAuto');
    const entries = [...input].map((document) => {
      memory.hold(document);
      frame.root = document;
      return { document, value: evaluate(frame) ?? null };
    });
    entries.sort((a, b) => compareValues(a.value, b.value, context.collator));
    yield* autoBuckets(entries, count, outputs, memory);
  };
}

function* autoBuckets(
  entries: readonly { document: Document; value: unknown }[],
  count: number,
  outputs: Outputs,
  memory: Memory,
): Iterable<Document> {
  const size = Math.max(1, Math.round(entries.length / count));
  let from = 0;
  for (let made = 0; from < entries.length; made++) {
    let to = made === count - 1 ? entries.length : Math.min(entries.length, from + size);
    // Equal values stay together.
    while (to < entries.length && compareValues(entries[to]?.value, entries[to - 1]?.value) === 0) to++;
    const frame: Frame = { root: undefined, slots: [] };
    const accumulators = outputs.map(([, make]) => make({ root: {}, slots: [] }));
    for (const { document } of entries.slice(from, to)) {
      frame.root = document;
      gather(accumulators, frame, memory);
    }
    const min = entries[from]?.value;
    const max = to < entries.length ? entries[to]?.value : entries[to - 1]?.value;
    yield grouped({ min, max }, outputs, accumulators);
    from = to;
  }
}

function sortByCount(operand: unknown, context: StageContext): Stage {
  const isPath = typeof operand === 'string' && operand.startsWith('$');
  const isExpression = isDocument(operand) && Object.keys(operand)[0]?.startsWith('$');
  if (!isPath && !isExpression) {
    if (isDocument(operand))
      failAt(40147, `the sortByCount field must be defined as a $-prefixed path or an expression inside an object`);
    if (typeof operand === 'string')
      failAt(40148, 'the sortByCount field must be defined as a $-prefixed path or an expression inside an object');
    failAt(40149, 'the sortByCount field must be specified as a string or as an object');
  }
  const run = group({ _id: operand, ...COUNTED }, context);
  return (input) => [...run(input)].sort((a, b) => compareValues(b.count, a.count));
}

/** Stages that group documents. */
export const GROUPS: StageTable = {
  $group: group,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $sortByCount: sortByCount,
};
