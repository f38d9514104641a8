import { Int32, Long } from 'bson';
import { failAt } from '../../errors.js';
import { compileExpression, compilerOf } from '../expression/compile.js';
import type { Frame } from '../expression/types.js';
import { compileFilterWith } from '../match.js';
import { wholeNumberOf } from '../numbers.js';
import { addToPlan, computeFields, dropFields, emptyPlan, type Plan } from '../project/tree.js';
import { compileProjectStage } from '../project.js';
import { show } from '../show.js';
import { compileSorter, type Sorter } from '../sort.js';
import { type Document, isDocument, isNumber, setField, typeName } from '../values.js';
import { memoryOf } from './memory.js';
import type { Stage, StageContext, StageTable } from './types.js';
import { unwind } from './unwind.js';

/** A stage that makes one document of each. */
function mapping(run: (document: Document) => Document): Stage {
  return function* (input) {
    for (const document of input) yield run(document);
  };
}

function match(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand)) failAt(15959, 'the match filter must be an expression in an object');
  const filter = compileFilterWith(operand, {
    collation: context.environment?.collation,
    now: context.now,
    variables: context.variables,
  });
  return function* (input) {
    for (const document of input) if (filter.matches(document)) yield document;
  };
}

function project(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand)) failAt(15969, '$project specification must be an object');
  return mapping(compileProjectStage(operand, context));
}

function addFields(operand: unknown, context: StageContext, name: string): Stage {
  if (!isDocument(operand)) failAt(40272, `${name} specification stage must be an object, got ${typeName(operand)}`);
  const plan = emptyPlan();
  planFields(plan, operand, '', context);
  const frame: Frame = { root: undefined, slots: [] };
  return mapping((document) => {
    frame.root = document;
    return computeFields(plan, document, frame);
  });
}

function planFields(plan: Plan, spec: Document, prefix: string, context: StageContext): void {
  const compiler = compilerOf(context);
  for (const name of Object.keys(spec)) {
    const value = spec[name];
    const path = prefix + name;
    if (name === '') failAt(40352, 'FieldPath cannot be constructed with empty string');
    if (name.endsWith('.')) failAt(40353, "FieldPath must not end with a '.'.");
    if (name.split('.').includes('')) failAt(15998, 'FieldPath field names may not be empty strings.');
    if (name.split('.').some((part) => part.startsWith('$')))
      failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    const nested =
      isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value).some((field) => field.startsWith('$'));
    if (nested) planFields(plan, value, `${path}.`, context);
    else addToPlan(plan, path, { kind: 'compute', evaluate: compiler.compile(value) });
  }
}

function unset(operand: unknown): Stage {
  const paths = Array.isArray(operand) ? operand : [operand];
  if (!Array.isArray(operand) && typeof operand !== 'string')
    failAt(31002, '$unset specification must be a string or an array');
  if (paths.length === 0) failAt(31119, '$unset specification must be a string or an array with at least one field');
  const plan = emptyPlan();
  for (const path of paths) {
    if (typeof path !== 'string')
      failAt(31120, '$unset specification must be a string or an array containing only string values');
    if (path === '') failAt(40352, 'FieldPath cannot be constructed with empty string');
    if (path.startsWith('$'))
      failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    addToPlan(plan, path, { kind: 'drop' });
  }
  return mapping((document) => dropFields(plan, document));
}

function replaceRoot(operand: unknown, context: StageContext, name: string): Stage {
  if (name === '$replaceRoot') {
    if (!isDocument(operand))
      failAt(40229, `expected an object as specification for $replaceRoot stage, got ${typeName(operand)}`);
    if (!Object.hasOwn(operand, 'newRoot'))
      failAt(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
    for (const field of Object.keys(operand))
      if (field !== 'newRoot') failAt(40415, `BSON field '$replaceRoot.${field}' is an unknown field.`);
  }
  const evaluate = compileExpression(
    name === '$replaceRoot' && isDocument(operand) ? operand.newRoot : operand,
    context,
  );
  return mapping((document) => {
    const root = evaluate(document);
    if (isDocument(root)) return root;
    return failAt(
      40228,
      `'${name === '$replaceRoot' ? 'newRoot' : 'replacement document'}' expression must evaluate to an object, but resulting value was: ${root === undefined ? 'MISSING' : show(root)}. Type of resulting value: '${typeName(root)}'. Input document: ${show(document)}`,
    );
  });
}

/** The whole number that `$limit`, `$skip` and the like take. */
export function countOf(operand: unknown, name: string): number {
  const code = name === '$skip' ? 5107200 : 5107201;
  const whole = isNumber(operand) ? wholeNumberOf(operand) : undefined;
  if (whole === undefined)
    return failAt(code, `invalid argument to ${name} stage: Expected a number in: ${name}: ${show(operand)}`);
  if (whole < 0n)
    return failAt(
      code,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${show(operand)}`,
    );
  return Number(whole);
}

function limit(operand: unknown): Stage {
  if (!isNumber(operand))
    failAt(5107201, `invalid argument to $limit stage: Expected a number in: $limit: ${show(operand)}`);
  const most = countOf(operand, '$limit');
  if (most === 0) failAt(15958, 'the limit must be positive');
  return function* (input) {
    let taken = 0;
    for (const document of input) {
      yield document;
      if (++taken >= most) return;
    }
  };
}

function skip(operand: unknown): Stage {
  if (!isNumber(operand))
    failAt(5107200, `invalid argument to $skip stage: Expected a number in: $skip: ${show(operand)}`);
  const count = countOf(operand, '$skip');
  return function* (input) {
    let passed = 0;
    for (const document of input) if (passed++ >= count) yield document;
  };
}

function sort(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand)) failAt(15973, 'the $sort key specification must be an object');
  if (Object.keys(operand).length === 0) failAt(15976, '$sort stage must have at least one sort key');
  const sorter = compileSorter(operand, context.collator);
  return (input) => {
    const memory = memoryOf(context, '$sort');
    return sortedBy(sorter, input, (document) => memory.hold(document));
  };
}

/** Documents in the order of a sorter; equal ones stay in the order in which they came. */
export function sortedBy(
  sorter: Sorter,
  input: Iterable<Document>,
  hold: (document: Document) => void = () => undefined,
): Document[] {
  const entries: { document: Document; key: readonly unknown[] }[] = [];
  for (const document of input) {
    hold(document);
    entries.push({ document, key: sorter.keyOf(document) });
  }
  return entries.sort((a, b) => sorter.compareKeys(a.key, b.key)).map(({ document }) => document);
}

function count(operand: unknown): Stage {
  if (typeof operand !== 'string') failAt(40156, 'the count field must be a non-empty string');
  if (operand === '') failAt(40156, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) failAt(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('\0')) failAt(40159, 'the count field cannot contain a null byte');
  if (operand.includes('.')) failAt(40160, "the count field cannot contain '.'");
  return function* (input) {
    let counted = 0;
    for (const _ of input) counted++;
    if (counted > 0) yield { [operand]: counted < 2 ** 31 ? new Int32(counted) : Long.fromNumber(counted) };
  };
}

function sample(operand: unknown): Stage {
  if (!isDocument(operand)) failAt(28745, 'the $sample stage specification must be an object');
  for (const name of Object.keys(operand))
    if (name !== 'size') failAt(28748, `unrecognized option to $sample: ${name}`);
  if (!Object.hasOwn(operand, 'size')) failAt(28749, '$sample stage must specify a size');
  if (!isNumber(operand.size)) failAt(28746, 'size argument to $sample must be a number');
  const size = wholeNumberOf(operand.size) ?? -1n;
  if (size <= 0n) failAt(28747, 'size argument to $sample must not be negative');
  return (input) => {
    const all = [...input];
    for (let i = 0; i < Math.min(Number(size), all.length); i++) {
      const other = i + Math.floor(Math.random() * (all.length - i));
      const [a, b] = [all[i], all[other]];
      if (a && b) [all[i], all[other]] = [b, a];
    }
    return all.slice(0, Number(size));
  };
}

/** `$redact`: each level of a document is kept, pruned or gone into. */
function redact(operand: unknown, context: StageContext): Stage {
  const keep = { keep: true };
  const prune = { prune: true };
  const descend = { descend: true };
  const variables: Document = { ...context.variables, KEEP: keep, PRUNE: prune, DESCEND: descend };
  const { inner, slots } = compilerOf({ ...context, variables }).within(['CURRENT']);
  const decide = inner.compile(operand);
  const frame: Frame = { root: undefined, slots: [] };
  const at = (value: Document): Document | undefined => {
    frame.slots[slots[0] ?? 0] = value;
    const decision = decide(frame);
    if (decision === keep) return value;
    if (decision === prune) return undefined;
    if (decision !== descend)
      return failAt(
        17053,
        `$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned ${show(decision)}`,
      );
    const result: Document = {};
    for (const name of Object.keys(value)) {
      const inside = within(value[name]);
      if (inside !== undefined) setField(result, name, inside);
    }
    return result;
  };
  const within = (value: unknown): unknown => {
    if (isDocument(value)) return at(value);
    return Array.isArray(value) ? value.map(within).filter((item) => item !== undefined) : value;
  };
  return function* (input) {
    for (const document of input) {
      frame.root = document;
      const kept = at(document);
      if (kept) yield kept;
    }
  };
}

function documents(operand: unknown, context: StageContext): Stage {
  const list = compileExpression(operand, context)({});
  if (!Array.isArray(list) || !list.every(isDocument))
    failAt(5858203, 'an array of documents is expected as the argument of $documents');
  return () => list;
}

/** Stages that look at one document after another, or only at their number and order. */
export const SIMPLE: StageTable = {
  $match: match,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceRoot,
  $limit: limit,
  $skip: skip,
  $sort: sort,
  $count: count,
  $unwind: unwind,
  $sample: sample,
  $redact: redact,
  $documents: documents,
};
