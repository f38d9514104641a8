import { Decimal128, Double } from 'bson';
import { failAt } from '../../errors.js';
import { type Decimal, decimalOfDouble, decimalOfInteger, multiplyDecimals, writeDecimal } from '../decimal.js';
import { integerOf, kindOf, toDecimal, toDouble, toInteger, wholeNumberOf, widerKind } from '../numbers.js';
import { isNullish, isNumber, typeName } from '../values.js';

/** A double as decimal with all its digits, for results that never were shorter. */
export function preciseDecimal(value: number): Decimal {
  return Number.isFinite(value) && value !== 0
    ? toDecimal(Decimal128.fromString(String(value)))
    : decimalOfDouble(value);
}

function decimalPower(base: Decimal, exponent: number): Decimal {
  let result: Decimal = decimalOfInteger(1n);
  for (let i = 0; i < exponent; i++) result = multiplyDecimals(result, base);
  return result;
}

/** `$pow`: whole numbers stay whole where 64 bits hold them. */
export function power(base: unknown, exponent: unknown): unknown {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumber(base)) return failAt(28762, `$pow's base must be numeric, not ${typeName(base)}`);
  if (!isNumber(exponent)) return failAt(28763, `$pow's exponent must be numeric, not ${typeName(exponent)}`);
  const kind = widerKind(kindOf(base), kindOf(exponent));
  if (toDouble(base) === 0 && toDouble(exponent) < 0) {
    failAt(28764, '$pow cannot take a base of 0 and a negative exponent');
  }
  const rough = toDouble(base) ** toDouble(exponent);
  if (kind === 'decimal') {
    const whole = wholeNumberOf(exponent);
    const few = whole !== undefined && whole >= 0n && whole <= 1000n;
    return writeDecimal(few ? decimalPower(toDecimal(base), Number(whole)) : preciseDecimal(rough));
  }
  if (kind === 'double' || toDouble(exponent) < 0) return new Double(rough);
  if (Math.abs(rough) > 2 ** 64) return new Double(rough);
  return integerOf(toInteger(base) ** toInteger(exponent), kind) ?? new Double(rough);
}

/** `$log` to a base. */
export function logarithm(value: unknown, base: unknown): unknown {
  if (isNullish(value) || isNullish(base)) return null;
  if (!isNumber(value)) return failAt(28756, `$log's argument must be numeric, not ${typeName(value)}`);
  if (!isNumber(base)) return failAt(28757, `$log's base must be numeric, not ${typeName(base)}`);
  const argument = toDouble(value);
  const root = toDouble(base);
  if (argument <= 0) failAt(28758, `$log's argument must be a positive number, but is ${argument}`);
  if (root <= 0 || root === 1) failAt(28759, `$log's base must be a positive number not equal to 1, but is ${root}`);
  const result = Math.log(argument) / Math.log(root);
  const decimal = value instanceof Decimal128 || base instanceof Decimal128;
  return decimal ? writeDecimal(preciseDecimal(result)) : new Double(result);
}
