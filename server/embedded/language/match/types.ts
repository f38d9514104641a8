import { fail } from '../../errors.js';
import { wholeNumberOf } from '../numbers.js';
import { isNumber, TYPE_NUMBERS, typeNumber } from '../values.js';
import { type Condition, each } from './node.js';

const NUMBERS = [1, 16, 18, 19];
const KNOWN = new Set(TYPE_NUMBERS.values());

/** The numbers of the types that `$type` (or `bsonType`) names: a name, a number or several. */
export function typesOf(operand: unknown, operator = '$type'): ReadonlySet<number> {
  const types = new Set<number>();
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) fail('FailedToParse', `${operator} must match at least one type`);
  for (const item of list) for (const type of typesOfOne(item)) types.add(type);
  return types;
}

function typesOfOne(operand: unknown): readonly number[] {
  if (typeof operand === 'string') {
    if (operand === 'number') return NUMBERS;
    const type = TYPE_NUMBERS.get(operand);
    return type === undefined ? fail('BadValue', `Unknown type name alias: ${operand}`) : [type];
  }
  if (!isNumber(operand)) fail('TypeMismatch', 'type must be represented as a number or a string');
  const type = wholeNumberOf(operand);
  if (type === undefined || !KNOWN.has(Number(type)))
    fail('BadValue', `Invalid numerical type code: ${String(operand)}`);
  return [Number(type)];
}

/** `$type`. */
export function typeCondition(operand: unknown): Condition {
  const types = typesOf(operand);
  return each((value, exists) => exists && types.has(typeNumber(value)));
}
