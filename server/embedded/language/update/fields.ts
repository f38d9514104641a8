import { Double, Int32, Timestamp } from 'bson';
import { fail } from '../../errors.js';
import { compareValues, identicalValues } from '../compare.js';
import { decimalOfInteger, writeDecimal } from '../decimal.js';
import { addNumbers, kindOf, longOf, multiplyNumbers } from '../numbers.js';
import { show } from '../show.js';
import { type Document, fieldOf, isDocument, isLong, isNumber, type NumberValue, typeName } from '../values.js';
import { type ApplyContext, type Operator, REMOVED, UNCHANGED } from './node.js';

/** An operator on the value of a field; undefined for names that are none of these. */
export function fieldOperator(name: string, path: string, operand: unknown): Operator | undefined {
  switch (name) {
    case '$set':
      return setTo(operand);
    case '$setOnInsert': {
      const set = setTo(operand);
      return {
        creates: true,
        apply: (current, exists, context, at) => (context.insert ? set.apply(current, exists, context, at) : UNCHANGED),
      };
    }
    case '$unset':
      return { creates: false, toleratesScalars: true, apply: (_, exists) => (exists ? REMOVED : UNCHANGED) };
    case '$inc':
    case '$mul':
      return calculated(name, path, operand);
    case '$min':
    case '$max':
      return extreme(name, operand);
    case '$currentDate':
      return currentDate(operand);
    case '$bit':
      return bitwise(operand);
    default:
      return undefined;
  }
}

/** Stores a value; the same value stored already is no change. */
export function setTo(operand: unknown): Operator {
  return {
    creates: true,
    apply: (current, exists) => (exists && identicalValues(current, operand) ? UNCHANGED : operand),
  };
}

/** How error messages name the document that is being updated. */
export function documentName(context: ApplyContext): string {
  return `{_id: ${'_id' in context.root ? show(context.root._id) : 'no id'}}`;
}

function calculated(name: '$inc' | '$mul', path: string, operand: unknown): Operator {
  if (!isNumber(operand)) {
    const verb = name === '$inc' ? 'increment' : 'multiply';
    fail('TypeMismatch', `Cannot ${verb} with non-numeric argument: {${path}: ${show(operand)}}`);
  }
  const calculate = name === '$inc' ? addNumbers : multiplyNumbers;
  return {
    creates: true,
    apply(current, exists, context, at) {
      if (!exists) return name === '$inc' ? operand : zeroOf(operand);
      if (!isNumber(current)) {
        const field = at.split('.').at(-1) ?? at;
        fail(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type. ${documentName(context)} has the field '${field}' of non-numeric type ${typeName(current)}`,
        );
      }
      const result = calculate(current, operand);
      if (result === undefined) {
        fail(
          'BadValue',
          `Failed to apply ${name} operations to current value (${typed(current)}) for document ${documentName(context)}`,
        );
      }
      return identicalValues(current, result) ? UNCHANGED : result;
    },
  };
}

function typed(value: NumberValue): string {
  return `(Number${kindOf(value) === 'int' ? 'Int' : 'Long'})${String(value)}`;
}

function zeroOf(value: NumberValue): NumberValue {
  switch (kindOf(value)) {
    case 'int':
      return new Int32(0);
    case 'long':
      return longOf(0n);
    case 'double':
      return new Double(0);
    case 'decimal':
      return writeDecimal(decimalOfInteger(0n));
  }
}

function extreme(name: '$min' | '$max', operand: unknown): Operator {
  const sign = name === '$min' ? 1 : -1;
  return {
    creates: true,
    apply: (current, exists) => (exists && compareValues(current, operand) * sign <= 0 ? UNCHANGED : operand),
  };
}

function currentDate(operand: unknown): Operator {
  const type = isDocument(operand) ? typeOfDate(operand) : 'date';
  if (typeof operand !== 'boolean' && !isDocument(operand)) {
    fail(
      'BadValue',
      `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
    );
  }
  return {
    creates: true,
    apply: (_, __, { now }) =>
      type === 'date' ? new Date(now) : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }),
  };
}

function typeOfDate(operand: Document): 'date' | 'timestamp' {
  for (const name of Object.keys(operand)) {
    if (name !== '$type') fail('BadValue', `Unrecognized $currentDate option: ${name}`);
  }
  const type = fieldOf(operand, '$type');
  if (type === 'date' || type === 'timestamp') return type;
  return fail(
    'BadValue',
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date/timestamp'}}}",
  );
}

type BitStep = (bits: bigint) => bigint;

function bitwise(operand: unknown): Operator {
  if (!isDocument(operand)) {
    fail(
      'BadValue',
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  const names = Object.keys(operand);
  if (names.length === 0) {
    fail('BadValue', 'You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}');
  }
  let long = false;
  const steps = names.map((name): BitStep => {
    const bits = operand[name];
    if (name !== 'and' && name !== 'or' && name !== 'xor') {
      fail(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${show(bits)}}`,
      );
    }
    if (!(bits instanceof Int32 || isLong(bits))) {
      fail(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(bits)}' is not supported here: {${name}: ${show(bits)}}`,
      );
    }
    long ||= isLong(bits);
    const mask = bits instanceof Int32 ? BigInt(bits.value) : bits.toBigInt();
    return name === 'and' ? (value) => value & mask : name === 'or' ? (value) => value | mask : (value) => value ^ mask;
  });
  return {
    creates: true,
    apply(current, exists, context, at) {
      const start = exists ? current : new Int32(0);
      if (!(start instanceof Int32 || isLong(start))) {
        fail(
          'BadValue',
          `Cannot apply $bit to a value of non-integral type.${documentName(context)} has the field ${at.split('.').at(-1)} of non-integer type ${typeName(current)}`,
        );
      }
      const bits = steps.reduce(
        (value, step) => step(value),
        start instanceof Int32 ? BigInt(start.value) : start.toBigInt(),
      );
      const result = long || isLong(start) ? longOf(bits) : new Int32(Number(bits));
      return exists && identicalValues(current, result) ? UNCHANGED : result;
    },
  };
}
