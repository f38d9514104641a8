import { isDocument, type Value } from '../bson/types.js';
import { fail } from '../errors.js';

/** What a document has at the fields of an index: one tuple for each key. */
export interface Extracted {
  tuples: Value[][];
  /** Which fields led through or to an array. */
  multikey: boolean[];
}

interface Step {
  value: Value;
  /** Names that are still to be walked; empty when the value is the field's. */
  rest: readonly string[];
  missing: boolean;
}

const MISSING: Step = { value: null, rest: [], missing: true };

/** The values that an index has for a document, as MongoDB takes them: arrays element by element, the missing as null. */
export function extract(document: Value, paths: readonly (readonly string[])[], sparse: boolean): Extracted {
  const extracted: Extracted = { tuples: [], multikey: paths.map(() => false) };
  const start = paths.map((path): Step => ({ value: document, rest: path, missing: false }));
  expand(start, paths, sparse, extracted);
  return extracted;
}

function expand(steps: readonly Step[], paths: readonly (readonly string[])[], sparse: boolean, out: Extracted): void {
  const walked = steps.map((step, index) => walk(step, index, out));
  const spread = walked.filter((step): step is Step & { value: Value[] } => isUnspread(step));
  const [first] = spread;
  if (!first) {
    if (!(sparse && walked.every((step) => step.missing))) out.tuples.push(walked.map((step) => settled(step.value)));
    return;
  }
  const array = first.value;
  walked.forEach((step, index) => {
    if (!isUnspread(step)) return;
    if (step.value !== array) refuseParallel(paths, walked, array, index);
    out.multikey[index] = true;
  });
  if (array.length === 0) {
    const closed = walked.map((step) => (isUnspread(step) ? emptied(step) : step));
    expand(closed, paths, sparse, out);
    return;
  }
  for (const element of array)
    expand(
      walked.map((step) => (isUnspread(step) ? within(step, element) : step)),
      paths,
      sparse,
      out,
    );
}

/** An array that is a value of its own, not to be spread: the element of another one. */
class Settled {
  constructor(readonly value: Value) {}
}

function isUnspread(step: Step): step is Step & { value: Value[] } {
  return Array.isArray(step.value);
}

/** An empty array is indexed as undefined; what would be below it is missing. */
const emptied = (step: Step): Step => (step.rest.length > 0 ? MISSING : { value: undefined, rest: [], missing: false });

/** An array within an array is a value of its own. */
function within(step: Step, element: Value): Step {
  if (step.rest.length === 0) {
    return { value: Array.isArray(element) ? new Settled(element) : element, rest: [], missing: false };
  }
  if (isDocument(element)) return { value: element, rest: step.rest, missing: false };
  const [name = '', ...rest] = step.rest;
  if (Array.isArray(element) && isPosition(name) && Number(name) < element.length) {
    return { value: element[Number(name)], rest, missing: false };
  }
  return MISSING;
}

const isPosition = (name: string): boolean => /^(0|[1-9]\d*)$/.test(name);

/** Follows a path until its end or to the first array. */
function walk(step: Step, index: number, out: Extracted): Step {
  let { value } = step;
  if (value instanceof Settled) return step;
  let position = 0;
  for (; position < step.rest.length; position++) {
    const name = step.rest[position] ?? '';
    if (Array.isArray(value)) {
      if (!isPosition(name) || Number(name) >= value.length) break;
      out.multikey[index] = true;
      value = value[Number(name)];
    } else if (isDocument(value) && Object.hasOwn(value, name)) value = value[name];
    else return MISSING;
  }
  return { value, rest: position === 0 ? step.rest : step.rest.slice(position), missing: step.missing };
}

function refuseParallel(
  paths: readonly (readonly string[])[],
  steps: readonly Step[],
  array: Value[],
  index: number,
): never {
  const other = steps.findIndex((step) => step.value === array);
  const name = (at: number) => paths[at]?.at(-1) ?? '';
  fail('CannotIndexParallelArrays', `cannot index parallel arrays [${name(index)}] [${name(other)}]`);
}

const settled = (value: Value): Value => (value instanceof Settled ? value.value : value);
