import { fail, failAt } from '../../errors.js';
import { compareValues } from '../compare.js';
import { stepDate } from '../expression/date-steps.js';
import { zoneNamed } from '../expression/zones.js';
import { addNumbers, toDouble, wholeNumberOf } from '../numbers.js';
import { valueAt } from '../paths.js';
import { show } from '../show.js';
import { type Document, isDocument, isNumber, typeName } from '../values.js';

/** The half-open span of places in a partition that a window covers around one place. */
interface Span {
  from: number;
  to: number;
}

/** A window: the span around a place, and whether it begins with the partition (so that it only grows). */
export interface WindowBounds {
  growing: boolean;
  whole: boolean;
  spanAt(place: number, documents: readonly Document[]): Span;
}

const WHOLE: WindowBounds = {
  growing: true,
  whole: true,
  spanAt: (_, documents) => ({ from: 0, to: documents.length }),
};

/** Reads `window` of an output field; without one the window is the whole partition. */
export function boundsOf(window: unknown, sortBy: Document | undefined): WindowBounds {
  if (window === undefined) return WHOLE;
  if (!isDocument(window))
    fail('FailedToParse', `'window' field must be an object, but found type: ${typeName(window)}`);
  const { documents, range, unit } = window;
  for (const name of Object.keys(window)) {
    if (!['documents', 'range', 'unit'].includes(name))
      fail('FailedToParse', `'window' field can only contain 'documents' or 'range' and 'unit', but found: ${name}`);
  }
  if (documents !== undefined && range !== undefined) {
    fail('FailedToParse', "Window bounds can specify either 'documents' or 'unit', not both.");
  }
  if (documents !== undefined) {
    if (unit !== undefined) fail('FailedToParse', "Window bounds can specify either 'documents' or 'unit', not both.");
    return documentBounds(documents, sortBy);
  }
  if (range !== undefined) return rangeBounds(range, unit, sortBy);
  return unit === undefined
    ? WHOLE
    : fail('FailedToParse', "Window bounds can only specify 'unit' with range-based bounds.");
}

type Bound = 'unbounded' | 'current' | number;

function pairOf(bounds: unknown, name: string): [unknown, unknown] {
  if (!Array.isArray(bounds) || bounds.length !== 2)
    fail('FailedToParse', `Window bounds must be a 2-element array: ${name}: ${show(bounds)}`);
  return [bounds[0], bounds[1]];
}

function documentBounds(bounds: unknown, sortBy: Document | undefined): WindowBounds {
  const [low, high] = pairOf(bounds, 'documents').map((bound): Bound => {
    if (bound === 'unbounded' || bound === 'current') return bound;
    if (!isNumber(bound)) return fail('FailedToParse', `Window bounds must be 'unbounded', 'current', or a number.`);
    return Number(wholeNumberOf(bound) ?? fail('FailedToParse', `Numeric document-based bounds must be an integer`));
  });
  if (low === undefined || high === undefined) return WHOLE;
  if (low === 'unbounded' && high === 'unbounded') return WHOLE;
  if (!sortBy) failAt(5339901, 'Document-based bounds require a sortBy');
  const offset = (bound: Bound): number => (bound === 'current' ? 0 : bound === 'unbounded' ? 0 : bound);
  if (low !== 'unbounded' && high !== 'unbounded' && offset(low) > offset(high)) {
    failAt(5339900, `Lower bound must not exceed upper bound: ${show(bounds)}`);
  }
  return {
    growing: low === 'unbounded',
    whole: false,
    spanAt(place, { length }) {
      const from = low === 'unbounded' ? 0 : Math.max(0, place + offset(low));
      const to = high === 'unbounded' ? length : Math.min(length, place + offset(high) + 1);
      return { from: Math.min(from, length), to: Math.max(to, 0) };
    },
  };
}

function rangeBounds(bounds: unknown, unit: unknown, sortBy: Document | undefined): WindowBounds {
  const [low, high] = pairOf(bounds, 'range');
  for (const bound of [low, high]) {
    if (bound !== 'unbounded' && bound !== 'current' && !isNumber(bound))
      fail('FailedToParse', "Window bounds must be 'unbounded', 'current', or a number.");
  }
  const [name, ...others] = Object.keys(sortBy ?? {});
  if (!sortBy || name === undefined || others.length > 0)
    failAt(5339902, 'Range-based bounds require sortBy a single field');
  if (toDouble(isNumber(sortBy[name]) ? sortBy[name] : -1) !== 1)
    failAt(5339902, 'Range-based bounds require an ascending sortBy');
  if (unit !== undefined && typeof unit !== 'string') fail('TypeMismatch', "'unit' must be a string");
  const parts = name.split('.');
  const edge = (value: unknown, bound: unknown): unknown => (bound === 'current' ? value : shifted(value, bound, unit));
  return {
    growing: false,
    whole: false,
    spanAt(place, documents) {
      const at = (i: number): unknown => valueAt(documents[i] ?? {}, parts);
      const value = at(place);
      checkRangeValue(value, unit);
      const lowest = low === 'unbounded' ? undefined : edge(value, low);
      const highest = high === 'unbounded' ? undefined : edge(value, high);
      let from = low === 'unbounded' ? 0 : documents.findIndex((_, i) => compareValues(at(i), lowest) >= 0);
      if (from < 0) from = documents.length;
      const to =
        high === 'unbounded'
          ? documents.length
          : documents.findLastIndex((_, i) => compareValues(at(i), highest) <= 0) + 1;
      return { from, to };
    },
  };
}

function checkRangeValue(value: unknown, unit: unknown): void {
  if (unit === undefined) {
    if (!isNumber(value))
      failAt(5429414, `Invalid range: Expected the sortBy field to be a number, but it was ${typeName(value)}`);
  } else if (!(value instanceof Date))
    failAt(5429513, `Invalid range: Expected the sortBy field to be a Date, but it was ${typeName(value)}`);
}

function shifted(value: unknown, by: unknown, unit: unknown): unknown {
  const utc = zoneNamed('UTC');
  if (value instanceof Date && typeof unit === 'string' && isNumber(by) && utc)
    return stepDate(value, unit, toDouble(by), utc);
  return isNumber(value) && isNumber(by) ? addNumbers(value, by) : value;
}

/** The path of the one field that a function such as `$derivative` is sorted by. */
export function timeOf(sortBy: Document | undefined, name: string): readonly string[] {
  const [field, ...others] = Object.keys(sortBy ?? {});
  if (field === undefined || others.length > 0)
    return failAt(5543001, `${name} requires a sortBy with exactly one element`);
  return field.split('.');
}
