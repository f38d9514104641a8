import { Binary, Int32, ObjectId } from 'bson';
import { failAt } from '../../errors.js';
import { compareTexts } from '../compare.js';
import { toDouble } from '../numbers.js';
import { show } from '../show.js';
import { isNullish, isNumber, textOf, typeName } from '../values.js';
import { textOfScalar } from './text.js';
import {
  binary,
  fixed,
  missing,
  named,
  type OperatorCompiler,
  type OperatorTable,
  optionally,
  ranged,
  stepwise,
  unary,
} from './types.js';

/** The text that string operators see: null and missing are empty, numbers and dates are written out. */
function coerced(value: unknown): string {
  if (isNullish(value)) return '';
  const written = typeof value === 'boolean' || value instanceof ObjectId || value instanceof Binary;
  return (
    (written ? undefined : textOfScalar(value)) ??
    failAt(16007, `can't convert from BSON type ${typeName(value)} to String`)
  );
}

const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (char) => char.toLowerCase());
const asciiUpper = (text: string): string => text.replace(/[a-z]/g, (char) => char.toUpperCase());

const SPACES = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

function trim(left: boolean, right: boolean): OperatorCompiler {
  return (operand, compiler, name) => {
    const spec = named(operand, name, ['input'], ['chars'], {
      notObject: 50696,
      unknown: 50694,
      missing: { input: 50695 },
    });
    const input = optionally(spec, 'input', compiler) ?? missing;
    const chars = optionally(spec, 'chars', compiler);
    return (frame) => {
      const text = input(frame);
      if (isNullish(text)) return null;
      if (typeof text !== 'string')
        return failAt(
          50699,
          `${name} requires its input to be a string, got ${show(text)} (of type ${typeName(text)}) instead.`,
        );
      const set = chars ? chars(frame) : SPACES;
      if (isNullish(set)) return null;
      if (typeof set !== 'string')
        return failAt(
          50700,
          `${name} requires 'chars' to be a string, got ${show(set)} (of type ${typeName(set)}) instead.`,
        );
      return trimmed(text, new Set(set), left, right);
    };
  };
}

function trimmed(text: string, set: ReadonlySet<string>, left: boolean, right: boolean): string {
  const points = [...text];
  let start = 0;
  let end = points.length;
  while (left && start < end && set.has(points[start] ?? '')) start++;
  while (right && end > start && set.has(points[end - 1] ?? '')) end--;
  return points.slice(start, end).join('');
}

function split(text: unknown, separator: unknown): unknown {
  if (isNullish(text) || isNullish(separator)) return null;
  const whole = textOf(text);
  const by = textOf(separator);
  if (whole === undefined)
    return failAt(
      40085,
      `$split requires an expression that evaluates to a string as a first argument, found: ${typeName(text)}`,
    );
  if (by === undefined)
    return failAt(
      40086,
      `$split requires an expression that evaluates to a string as a second argument, found: ${typeName(separator)}`,
    );
  if (by === '') return failAt(40087, '$split requires a non-empty separator');
  return whole.split(by);
}

function indexIn(unit: 'bytes' | 'points'): OperatorCompiler {
  return (operand, compiler, name) => {
    const parts = ranged(operand, compiler, name, 2, 4);
    return (frame) => {
      const [text, sought, start, end] = parts.map((part) => part(frame));
      if (isNullish(text)) return null;
      if (typeof text !== 'string')
        return failAt(
          unit === 'bytes' ? 40091 : 40093,
          `${name} requires a string as the first argument, found: ${typeName(text)}`,
        );
      if (typeof sought !== 'string')
        return failAt(
          unit === 'bytes' ? 40092 : 40094,
          `${name} requires a string as the second argument, found: ${typeName(sought)}`,
        );
      const from = parts.length > 2 ? boundOf(start, name, 'starting') : 0;
      const to = parts.length > 3 ? boundOf(end, name, 'ending') : Number.POSITIVE_INFINITY;
      return new Int32(unit === 'bytes' ? indexOfBytes(text, sought, from, to) : indexOfPoints(text, sought, from, to));
    };
  };
}

function boundOf(value: unknown, name: string, which: string): number {
  const number = isNumber(value) ? toDouble(value) : Number.NaN;
  if (!Number.isInteger(number))
    return failAt(
      40096,
      `${name} requires an integral ${which} index, found a value of type: ${typeName(value)}, with value: "${show(value)}"`,
    );
  return number < 0 ? failAt(40097, `${name} requires a nonnegative ${which} index, found: ${number}`) : number;
}

function indexOfBytes(text: string, sought: string, from: number, to: number): number {
  const bytes = Buffer.from(text);
  const needle = Buffer.from(sought);
  const end = Math.min(to, bytes.length);
  if (from > bytes.length || end < from) return -1;
  return bytes.subarray(0, end).indexOf(needle, from);
}

function indexOfPoints(text: string, sought: string, from: number, to: number): number {
  const points = [...text];
  const needle = [...sought];
  const end = Math.min(to, points.length);
  if (from > points.length) return -1;
  for (let i = from; i + needle.length <= end; i++) {
    if (needle.every((point, k) => points[i + k] === point)) return i;
  }
  return -1;
}

function substringOfPoints(text: unknown, start: unknown, length: unknown): string {
  const points = [...coerced(text)];
  const from = isNumber(start)
    ? toDouble(start)
    : failAt(34450, `$substrCP: starting index must be a numeric type (is BSON type ${typeName(start)})`);
  if (!Number.isInteger(from))
    failAt(34451, '$substrCP: starting index cannot be represented as a 32-bit integral value');
  const count = isNumber(length)
    ? toDouble(length)
    : failAt(34452, `$substrCP: length must be a numeric type (is BSON type ${typeName(length)})`);
  if (!Number.isInteger(count)) failAt(34453, '$substrCP: length cannot be represented as a 32-bit integral value');
  if (count < 0) failAt(34454, '$substrCP: length must be a nonnegative integer.');
  if (from < 0) failAt(34455, '$substrCP: the starting index must be nonnegative integer.');
  return points.slice(from, from + count).join('');
}

function substringOfBytes(text: unknown, start: unknown, length: unknown): string {
  const bytes = Buffer.from(coerced(text));
  const from = isNumber(start)
    ? Math.trunc(toDouble(start))
    : failAt(16034, `$substrBytes:  starting index must be a numeric type (is BSON type ${typeName(start)})`);
  const count = isNumber(length)
    ? Math.trunc(toDouble(length))
    : failAt(16035, `$substrBytes:  length must be a numeric type (is BSON type ${typeName(length)})`);
  if (from < 0) failAt(50752, `$substrBytes:  starting index must be non-negative (got: ${from})`);
  if (from >= bytes.length) return '';
  const end = count < 0 ? bytes.length : Math.min(bytes.length, from + count);
  const inside = (place: number): boolean => ((bytes[place] ?? 0) & 0xc0) === 0x80;
  if (inside(from)) failAt(28656, '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.');
  if (end < bytes.length && inside(end))
    failAt(28657, '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.');
  return bytes.subarray(from, end).toString();
}

const ternary =
  (run: (a: unknown, b: unknown, c: unknown) => unknown): OperatorCompiler =>
  (operand, compiler, name) => {
    const [a = missing, b = missing, c = missing] = fixed(operand, compiler, name, 3);
    return (frame) => run(a(frame), b(frame), c(frame));
  };

function replace(all: boolean): OperatorCompiler {
  return (operand, compiler, name) => {
    const fields = ['input', 'find', 'replacement'];
    const spec = named(operand, name, fields, [], {
      notObject: 51751,
      unknown: 51750,
      missing: { input: 51749, find: 51748, replacement: 51747 },
    });
    const parts = fields.map((field) => compiler.compile(spec[field]));
    return (frame) => {
      const values = parts.map((part) => part(frame));
      values.forEach((value, i) => {
        if (!isNullish(value) && typeof value !== 'string')
          failAt(51746 - i, `${name} requires that '${fields[i]}' be a string, found: ${show(value)}`);
      });
      const [input, find, replacement] = values;
      if (typeof input !== 'string' || typeof find !== 'string' || typeof replacement !== 'string') return null;
      return all ? input.replaceAll(find, () => replacement) : input.replace(find, () => replacement);
    };
  };
}

/** Operators on strings. */
export const STRINGS: OperatorTable = {
  $concat: stepwise((parts, frame) => {
    let text = '';
    for (const part of parts) {
      const value = part(frame);
      if (isNullish(value)) return null;
      text += textOf(value) ?? failAt(16702, `$concat only supports strings, not ${typeName(value)}`);
    }
    return text;
  }),
  $toLower: unary((value) => asciiLower(coerced(value))),
  $toUpper: unary((value) => asciiUpper(coerced(value))),
  $strcasecmp: binary((a, b) => new Int32(Math.sign(compareTexts(asciiUpper(coerced(a)), asciiUpper(coerced(b)))))),
  $trim: trim(true, true),
  $ltrim: trim(true, false),
  $rtrim: trim(false, true),
  $split: binary(split),
  $strLenBytes: unary((value) =>
    typeof value === 'string'
      ? new Int32(Buffer.byteLength(value))
      : failAt(34473, `$strLenBytes requires a string argument, found: ${typeName(value)}`),
  ),
  $strLenCP: unary((value) =>
    typeof value === 'string'
      ? new Int32([...value].length)
      : failAt(34471, `$strLenCP requires a string argument, found: ${typeName(value)}`),
  ),
  $indexOfBytes: indexIn('bytes'),
  $indexOfCP: indexIn('points'),
  $substr: ternary(substringOfBytes),
  $substrBytes: ternary(substringOfBytes),
  $substrCP: ternary(substringOfPoints),
  $replaceOne: replace(false),
  $replaceAll: replace(true),
};
