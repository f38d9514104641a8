import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { keyOfValue, MARK } from '../indexes/encode.js';
import {
  afterMark,
  beforeMark,
  EVERYTHING,
  type Interval,
  intersect,
  marksBetween,
  pointAt,
  united,
} from './intervals.js';

/** What a filter demands of one field: keys in these intervals, at least. */
export interface Predicate {
  path: string;
  intervals: Interval[];
  /** Whether a single value in the intervals is all that it demands. */
  exact: boolean;
  /** Whether a document without the field cannot fulfil it. */
  present: boolean;
  /** Whether it is about one element of an array (`$elemMatch`), so that others of the same group may be combined with it. */
  group: number | null;
}

/** A filter as the planner sees it: all predicates hold, and of each `or` at least one arm. */
export interface Conditions {
  predicates: Predicate[];
  ors: Document[][];
  /** Whether predicates and ors say everything that the filter says. */
  complete: boolean;
}

const OPERATORS_WITHOUT_KEYS = new Set(['$options']);

/** Takes a filter apart. Under a collation nothing is said about strings, whose keys are in plain order. */
export function conditionsOf(filter: Document, hasCollation = false): Conditions {
  const conditions: Conditions = { predicates: [], ors: [], complete: true };
  collect(filter, conditions, hasCollation);
  return conditions;
}

function collect(filter: Document, out: Conditions, hasCollation: boolean): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(value)) {
      for (const part of value) if (isDocument(part)) collect(part, out, hasCollation);
    } else if (name === '$or' && Array.isArray(value)) {
      const arms = value.filter(isDocument);
      const [only] = arms;
      if (arms.length === 1 && only) collect(only, out, hasCollation);
      else out.ors.push(arms);
    } else if (name === '$comment') {
      // Says nothing about documents.
    } else if (name.startsWith('$')) out.complete = false;
    else collectField(name, value, out, hasCollation);
  }
}

function collectField(path: string, value: Value, out: Conditions, hasCollation: boolean): void {
  if (!isOperators(value)) {
    add(path, equality(value), out, hasCollation, value);
    return;
  }
  for (const [operator, operand] of Object.entries(value)) {
    if (OPERATORS_WITHOUT_KEYS.has(operator)) continue;
    if (operator === '$elemMatch' && isDocument(operand)) collectElement(path, operand, out, hasCollation);
    else if (operator === '$all' && Array.isArray(operand)) {
      for (const element of operand) {
        if (isOperators(element)) out.complete = false;
        else add(path, inexact(equality(element)), out, hasCollation, element);
      }
      out.complete = false;
    } else if (operator === '$regex') add(path, regex(operand, value.$options), out, hasCollation, 'text');
    else add(path, intervalsOf(operator, operand), out, hasCollation, operand);
  }
}

let groups = 0;

function collectElement(path: string, condition: Document, out: Conditions, hasCollation: boolean): void {
  const inner: Conditions = { predicates: [], ors: [], complete: true };
  if (isOperators(condition)) collectField(path, condition, inner, hasCollation);
  else {
    collect(condition, inner, hasCollation);
    for (const predicate of inner.predicates) predicate.path = `${path}.${predicate.path}`;
  }
  const group = ++groups;
  for (const predicate of inner.predicates) out.predicates.push({ ...predicate, exact: false, group });
  out.complete = false;
}

const inexact = (found: Found | undefined): Found | undefined => found && { ...found, exact: false };

function add(path: string, found: Found | undefined, out: Conditions, hasCollation: boolean, about: Value): void {
  if (!found || (hasCollation && mayHoldStrings(about))) {
    out.complete = false;
    return;
  }
  if (!found.exact) out.complete = false;
  const intervals = united(found.intervals);
  out.predicates.push({
    path,
    intervals,
    exact: found.exact,
    present: found.present ?? excludesNull(intervals),
    group: null,
  });
}

const NULLS = [marksBetween(MARK.undefined, MARK.null)];
const excludesNull = (intervals: readonly Interval[]): boolean => intersect(intervals, NULLS).length === 0;

const mayHoldStrings = (value: Value): boolean =>
  typeof value === 'string' || Array.isArray(value) || isDocument(value) || value instanceof BSONRegExp;

/** Whether a field's condition is operators, not a document to be equal to. */
function isOperators(value: Value): value is Document {
  if (!isDocument(value)) return false;
  const [first] = Object.keys(value);
  return first?.startsWith('$') === true && !['$ref', '$id', '$db'].includes(first);
}

interface Found {
  intervals: Interval[];
  exact: boolean;
  present?: boolean;
}

function intervalsOf(operator: string, operand: Value): Found | undefined {
  switch (operator) {
    case '$eq':
      return operand instanceof BSONRegExp ? exactly(pointAt(keyOfValue(operand))) : equality(operand);
    case '$in':
      return Array.isArray(operand) ? anyOf(operand) : undefined;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, operand);
    case '$exists':
      return isTrue(operand) ? { intervals: [EVERYTHING], exact: false, present: true } : undefined;
    case '$type':
      return ofType(operand);
    default:
      return undefined;
  }
}

const isTrue = (value: Value): boolean => value === true || (numberOf(value) ?? 0) !== 0;

const exactly = (...intervals: Interval[]): Found => ({ intervals, exact: true });

function equality(value: Value): Found | undefined {
  if (value instanceof BSONRegExp) return regex(value, undefined);
  if (value === undefined) return { intervals: [marksBetween(MARK.undefined, MARK.null)], exact: false };
  // Two points, not a stretch: an order that follows can be had by merging what lies at each.
  if (value === null) return exactly(pointAt(keyOfValue(undefined)), pointAt(keyOfValue(null)));
  if (Array.isArray(value)) {
    // An index has an array's elements, and only an array within an array as itself.
    const intervals = [pointAt(keyOfValue(value)), pointAt(keyOfValue(value.length === 0 ? undefined : value[0]))];
    return { intervals, exact: false };
  }
  return exactly(pointAt(keyOfValue(value)));
}

function anyOf(values: readonly Value[]): Found | undefined {
  const intervals: Interval[] = [];
  let exact = true;
  for (const value of values) {
    const found = equality(value);
    if (!found) return undefined;
    intervals.push(...found.intervals);
    exact &&= found.exact;
  }
  return { intervals, exact };
}

/** Comparisons are among values of one type only. */
function comparison(operator: '$gt' | '$gte' | '$lt' | '$lte', value: Value): Found | undefined {
  if (value === null || value === undefined || value instanceof MinKey || value instanceof MaxKey) return undefined;
  if (Array.isArray(value) || value instanceof BSONRegExp) return undefined;
  const key = keyOfValue(value);
  const number = numberOf(value);
  if (number !== undefined && Number.isNaN(number)) return operator.endsWith('e') ? exactly(pointAt(key)) : exactly();
  const mark = key[0] ?? 0;
  // NaN is the least of numbers, but less than none of them.
  const first = number === undefined ? beforeMark(mark) : { key: keyOfValue(Number.NEGATIVE_INFINITY), after: false };
  const interval: Interval = operator.startsWith('$g')
    ? { low: { key, after: operator === '$gt' }, high: afterMark(mark), point: false }
    : { low: first, high: { key, after: operator === '$lte' }, point: false };
  return exactly(interval);
}

const TYPE_MARKS: Record<string, number> = {
  string: MARK.string,
  object: MARK.object,
  objectId: MARK.objectId,
  date: MARK.date,
  number: MARK.number,
  int: MARK.number,
  long: MARK.number,
  double: MARK.number,
  decimal: MARK.number,
  bool: MARK.boolean,
  binData: MARK.binary,
  timestamp: MARK.timestamp,
};

function ofType(operand: Value): Found | undefined {
  const mark = typeof operand === 'string' ? TYPE_MARKS[operand] : undefined;
  if (mark === undefined) return undefined;
  return {
    intervals: [marksBetween(mark, mark)],
    exact: operand === 'number' || operand === 'objectId' || operand === 'date',
  };
}

/** A regular expression finds strings, and itself. With a fixed beginning it is a stretch of strings. */
function regex(operand: Value, options: Value): Found | undefined {
  const pattern = operand instanceof BSONRegExp ? operand.pattern : operand;
  const flags = typeof options === 'string' ? options : operand instanceof BSONRegExp ? operand.options : '';
  if (typeof pattern !== 'string') return undefined;
  const itself = marksBetween(MARK.regex, MARK.regex);
  const prefix = flags.replace('s', '') === '' ? fixedPrefix(pattern) : '';
  if (prefix === '') return { intervals: [marksBetween(MARK.string, MARK.string), itself], exact: false };
  // Without the two closing bytes of its key, a text stands for all that begin with it.
  const key = keyOfValue(prefix);
  const beginning: Interval = {
    low: { key, after: false },
    high: { key: key.subarray(0, -2), after: true },
    point: false,
  };
  return { intervals: [beginning, itself], exact: false };
}

/** The text that every match of a pattern begins with; empty if there is none. */
function fixedPrefix(pattern: string): string {
  const start = pattern.startsWith('^') ? 1 : pattern.startsWith('\\A') ? 2 : 0;
  if (start === 0 || pattern.includes('|')) return '';
  const found = /^(?:[^\\^$.*+?()[\]{}|]|\\[^a-zA-Z0-9])*/.exec(pattern.slice(start))?.[0] ?? '';
  const next = pattern[start + found.length];
  const text = found.replace(/\\(.)/g, '$1');
  // What may be there once or not at all does not belong to the beginning.
  return next !== undefined && '*?{'.includes(next) ? text.slice(0, -1) : text;
}
