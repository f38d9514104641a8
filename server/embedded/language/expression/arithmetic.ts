import { Decimal128, Double, Int32 } from 'bson';
import { fail, failAt } from '../../errors.js';
import {
  decimalOfInteger,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  type Rounding,
  readDecimal,
  remainderOfDecimals,
  roundDecimal,
  squareRootOfDecimal,
  writeDecimal,
} from '../decimal.js';
import {
  type Arithmetic,
  addNumbers,
  integerOf,
  kindOf,
  longOf,
  multiplyNumbers,
  roughly,
  subtractNumbers,
  toDecimal,
  toDouble,
  toInteger,
  widerKind,
} from '../numbers.js';
import { isLong, isNullish, isNumber, type NumberValue, typeName } from '../values.js';
import { logarithm, power } from './powers.js';
import { rounded } from './rounding.js';
import { arcTangentOfDecimals, type FunctionName, functionOfDecimal } from './transcendental.js';
import {
  binary,
  type Evaluate,
  type Frame,
  fixed,
  missing,
  type OperatorCompiler,
  type OperatorTable,
  stepwise,
  unary,
} from './types.js';

/** Adds or multiplies, going over to doubles where 64 bits are too few. */
function widening(
  a: NumberValue,
  b: NumberValue,
  exact: Arithmetic,
  rough: (a: number, b: number) => number,
): NumberValue {
  return exact(a, b) ?? new Double(rough(toDouble(a), toDouble(b)));
}

/** The sum of two numbers as expressions add them. */
export const sumOf = (a: NumberValue, b: NumberValue): NumberValue => widening(a, b, addNumbers, (x, y) => x + y);

function add(parts: readonly Evaluate[], frame: Frame): unknown {
  let sum: NumberValue = new Int32(0);
  let date: Date | undefined;
  for (const part of parts) {
    const value = part(frame);
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date) failAt(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumber(value)) sum = sumOf(sum, value);
    else fail('TypeMismatch', `$add only supports numeric or date types, not ${typeName(value)}`);
  }
  return date ? shiftedDate(date, sum, '$add') : sum;
}

/** A date some milliseconds later; fractions are rounded. */
function shiftedDate(date: Date, by: NumberValue, name: string): Date {
  const shift = kindOf(by) === 'double' || kindOf(by) === 'decimal' ? Math.round(toDouble(by)) : toDouble(by);
  if (!Number.isFinite(shift) || Math.abs(date.getTime() + shift) > 8.64e15)
    fail('Overflow', `date overflow in ${name}`);
  return new Date(date.getTime() + shift);
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (isNumber(a) && isNumber(b)) return widening(a, b, subtractNumbers, (x, y) => x - y);
  if (a instanceof Date && b instanceof Date) return longOf(BigInt(a.getTime() - b.getTime()));
  if (a instanceof Date && isNumber(b)) return shiftedDate(a, new Double(-toDouble(b)), '$subtract');
  return fail('TypeMismatch', `can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

function multiply(parts: readonly Evaluate[], frame: Frame): unknown {
  let product: NumberValue = new Int32(1);
  for (const part of parts) {
    const value = part(frame);
    if (isNullish(value)) return null;
    if (!isNumber(value)) fail('TypeMismatch', `$multiply only supports numeric types, not ${typeName(value)}`);
    product = widening(product, value, multiplyNumbers, (x, y) => x * y);
  }
  return product;
}

function divide(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    return fail('TypeMismatch', `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  if (roughly(b) === 0) fail('BadValue', "can't $divide by zero");
  if (widerKind(kindOf(a), kindOf(b)) === 'decimal') return writeDecimal(divideDecimals(toDecimal(a), toDecimal(b)));
  return new Double(toDouble(a) / toDouble(b));
}

function modulo(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b)) {
    return failAt(16611, `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  }
  const kind = widerKind(kindOf(a), kindOf(b));
  if (roughly(b) === 0) failAt(16610, "can't $mod by zero");
  if (kind === 'decimal') return writeDecimal(remainderOfDecimals(toDecimal(a), toDecimal(b)));
  if (kind === 'double') return new Double(toDouble(a) % toDouble(b));
  return integerOf(toInteger(a) % toInteger(b), kind);
}

/** An operator on one number; null stays null. */
function numeric(run: (value: NumberValue, name: string) => unknown): OperatorCompiler {
  return unary((value, name) => {
    if (isNullish(value)) return null;
    if (!isNumber(value)) return failAt(28765, `${name} only supports numeric types, not ${typeName(value)}`);
    return run(value, name);
  });
}

/** A function of doubles and of decimals. */
function real(
  name: FunctionName,
  within?: { holds: (value: number) => boolean; refuse: (name: string, value: number) => never },
) {
  const run = name === 'ln' ? Math.log : Math[name];
  return numeric((value, operator) => {
    const argument = roughly(value);
    if (within && !Number.isNaN(argument) && !within.holds(argument)) within.refuse(operator, argument);
    return value instanceof Decimal128
      ? writeDecimal(functionOfDecimal(name, toDecimal(value)))
      : new Double(run(argument));
  });
}

const positive = (code: number) => ({
  holds: (value: number) => value > 0,
  refuse: (name: string, value: number): never =>
    failAt(code, `${name}'s argument must be a positive number, but is ${value}`),
});

const inRange = (low: number, high: number, text: string) => ({
  holds: (value: number) => value >= low && value <= high,
  refuse: (name: string, value: number): never =>
    failAt(50989, `cannot apply ${name} to ${value}, value must be in ${text}`),
});

const finiteOnly = {
  holds: (value: number) => Number.isFinite(value),
  refuse: (name: string, value: number): never =>
    failAt(50989, `cannot apply ${name} to ${value}, value must be in (-inf,inf)`),
};

function absolute(value: NumberValue): unknown {
  switch (kindOf(value)) {
    case 'decimal': {
      const decimal = toDecimal(value);
      return writeDecimal(decimal.kind !== 'nan' && decimal.negative ? negateDecimal(decimal) : decimal);
    }
    case 'double':
      return new Double(Math.abs(toDouble(value)));
    default: {
      const integer = toInteger(value);
      if (integer === -(2n ** 63n)) failAt(28680, "can't take $abs of long long min");
      return integerOf(integer < 0n ? -integer : integer, kindOf(value) === 'int' ? 'int' : 'long');
    }
  }
}

const toWhole = (rounding: Rounding, onDoubles: (value: number) => number) =>
  numeric((value) => {
    if (value instanceof Decimal128) return writeDecimal(roundDecimal(toDecimal(value), 0, rounding));
    return kindOf(value) === 'double' ? new Double(onDoubles(toDouble(value))) : value;
  });

function bits(name: string, start: bigint, step: (a: bigint, b: bigint) => bigint): OperatorCompiler {
  return stepwise((parts, frame) => {
    let result = start;
    let long = false;
    for (const part of parts) {
      const value = part(frame);
      if (isNullish(value)) return null;
      if (!(value instanceof Int32 || isLong(value)))
        fail('TypeMismatch', `${name} only supports int and long operands.`);
      long ||= isLong(value);
      result = step(result, toInteger(value));
    }
    return long ? longOf(result) : new Int32(Number(result));
  });
}

const DEGREE = Math.PI / 180;
const HALF_TURN = decimalOfInteger(180n);
const PI = readDecimal(Decimal128.fromString('3.141592653589793238462643383279503'));

/** Operators on numbers. */
export const ARITHMETIC: OperatorTable = {
  $add: stepwise(add),
  $subtract: binary(subtract),
  $multiply: stepwise(multiply),
  $divide: binary(divide),
  $mod: binary(modulo),
  $abs: numeric(absolute),
  $ceil: toWhole('up', Math.ceil),
  $floor: toWhole('down', Math.floor),
  $round: rounded('half-even'),
  $trunc: rounded('toward-zero'),
  $sqrt: numeric((value) => {
    if (toDouble(value) < 0) failAt(28714, "$sqrt's argument must be greater than or equal to 0");
    if (value instanceof Decimal128) return writeDecimal(squareRootOfDecimal(toDecimal(value)));
    return new Double(Math.sqrt(toDouble(value)));
  }),
  $exp: real('exp'),
  $ln: real('ln', positive(28766)),
  $log10: real('log10', positive(28761)),
  $log: (operand, compiler, name) => {
    const [value = missing, base = missing] = fixed(operand, compiler, name, 2);
    return (frame) => logarithm(value(frame), base(frame));
  },
  $pow: binary(power),
  $sin: real('sin', finiteOnly),
  $cos: real('cos', finiteOnly),
  $tan: real('tan', finiteOnly),
  $asin: real('asin', inRange(-1, 1, '[-1,1]')),
  $acos: real('acos', inRange(-1, 1, '[-1,1]')),
  $atan: real('atan'),
  $sinh: real('sinh'),
  $cosh: real('cosh'),
  $tanh: real('tanh'),
  $asinh: real('asinh'),
  $acosh: real('acosh', inRange(1, Number.POSITIVE_INFINITY, '[1,inf]')),
  $atanh: real('atanh', inRange(-1, 1, '[-1,1]')),
  $atan2: binary((y, x) => {
    if (isNullish(y) || isNullish(x)) return null;
    if (!isNumber(y)) return failAt(51044, `$atan2 only supports numeric types, not ${typeName(y)}`);
    if (!isNumber(x)) return failAt(51045, `$atan2 only supports numeric types, not ${typeName(x)}`);
    return y instanceof Decimal128 || x instanceof Decimal128
      ? writeDecimal(arcTangentOfDecimals(toDecimal(y), toDecimal(x)))
      : new Double(Math.atan2(toDouble(y), toDouble(x)));
  }),
  $degreesToRadians: numeric((value) =>
    value instanceof Decimal128
      ? writeDecimal(divideDecimals(multiplyDecimals(toDecimal(value), PI), HALF_TURN))
      : new Double(toDouble(value) * DEGREE),
  ),
  $radiansToDegrees: numeric((value) =>
    value instanceof Decimal128
      ? writeDecimal(divideDecimals(multiplyDecimals(toDecimal(value), HALF_TURN), PI))
      : new Double(toDouble(value) / DEGREE),
  ),
  $bitAnd: bits('$bitAnd', -1n, (a, b) => a & b),
  $bitOr: bits('$bitOr', 0n, (a, b) => a | b),
  $bitXor: bits('$bitXor', 0n, (a, b) => a ^ b),
  $bitNot: unary((value) => {
    if (isNullish(value)) return null;
    if (value instanceof Int32) return new Int32(~value.value);
    if (isLong(value)) return value.not();
    if (!isNumber(value)) return failAt(28765, `$bitNot only supports numeric types, not ${typeName(value)}`);
    return fail('TypeMismatch', `$bitNot only supports int and long, not: ${typeName(value)}.`);
  }),
};
