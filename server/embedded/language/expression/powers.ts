import { Decimal128, Double } from 'bson';
import { failAt } from '../../errors.js';
import { addDecimals, readDecimal, writeDecimal } from '../decimal.js';
import { integerOf, kindOf, roughly, toDecimal, toDouble, toInteger, widerKind } from '../numbers.js';
import { isNullish, isNumber, typeName } from '../values.js';
import { logarithmOfDecimal, powerOfDecimal } from './transcendental.js';

/** The zero of most places: added to a number, it makes its digits as many as a decimal can have. */
const FINEST_ZERO = readDecimal(Decimal128.fromString('0E-6176'));

/** `$pow`: whole numbers stay whole where 64 bits hold them. */
export function power(base: unknown, exponent: unknown): unknown {
  if (isNullish(base) || isNullish(exponent)) return null;
  if (!isNumber(base)) return failAt(28762, `$pow's base must be numeric, not ${typeName(base)}`);
  if (!isNumber(exponent)) return failAt(28763, `$pow's exponent must be numeric, not ${typeName(exponent)}`);
  const kind = widerKind(kindOf(base), kindOf(exponent));
  if (roughly(base) === 0 && toDouble(exponent) < 0) {
    failAt(28764, '$pow cannot take a base of 0 and a negative exponent');
  }
  if (kind === 'decimal')
    return writeDecimal(addDecimals(powerOfDecimal(toDecimal(base), toDecimal(exponent)), FINEST_ZERO));
  const rough = toDouble(base) ** toDouble(exponent);
  if (kind === 'double' || toDouble(exponent) < 0) return new Double(rough);
  if (Math.abs(rough) > 2 ** 64) return new Double(rough);
  return integerOf(toInteger(base) ** toInteger(exponent), kind) ?? new Double(rough);
}

/** `$log` to a base. */
export function logarithm(value: unknown, base: unknown): unknown {
  if (isNullish(value) || isNullish(base)) return null;
  if (!isNumber(value)) return failAt(28756, `$log's argument must be numeric, not ${typeName(value)}`);
  if (!isNumber(base)) return failAt(28757, `$log's base must be numeric, not ${typeName(base)}`);
  const argument = roughly(value);
  const root = roughly(base);
  if (argument <= 0) failAt(28758, `$log's argument must be a positive number, but is ${argument}`);
  if (root <= 0 || root === 1) failAt(28759, `$log's base must be a positive number not equal to 1, but is ${root}`);
  const decimal = value instanceof Decimal128 || base instanceof Decimal128;
  if (decimal) return writeDecimal(logarithmOfDecimal(toDecimal(value), toDecimal(base)));
  return new Double(Math.log(argument) / Math.log(root));
}
