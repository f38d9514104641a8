import { Decimal128, Double, Int32 } from 'bson';
import { fail, failAt } from '../../errors.js';
import { doubleOfDecimal, type Rounding, roundDecimal, writeDecimal } from '../decimal.js';
import { fitsInt, integerOf, kindOf, toDecimal, toDouble, toInteger, wholeNumberOf } from '../numbers.js';
import { isNullish, isNumber, type NumberValue, typeName } from '../values.js';
import { missing, type OperatorCompiler, ranged } from './types.js';

/** `$round` and `$trunc`: to a number of places, which may be negative. */
export function rounded(rounding: Rounding): OperatorCompiler {
  return (operand, compiler, name) => {
    const [value = missing, place] = ranged(operand, compiler, name, 1, 2);
    return (frame) => {
      const number = value(frame);
      const places = place ? place(frame) : new Int32(0);
      if (isNullish(number) || isNullish(places)) return null;
      if (!isNumber(number)) return failAt(51081, `${name} only supports numeric types, not ${typeName(number)}`);
      const digits = wholeNumberOf(places);
      if (digits === undefined || !fitsInt(digits))
        return failAt(51082, `precision argument to ${name} must be a integral value`);
      if (digits < -20n || digits > 100n) {
        failAt(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
      }
      return roundNumber(number, Number(digits), rounding);
    };
  };
}

function roundNumber(value: NumberValue, places: number, rounding: Rounding): unknown {
  const kind = kindOf(value);
  if (kind === 'decimal') return writeDecimal(roundDecimal(toDecimal(value), places, rounding));
  if (kind === 'double') {
    const double = toDouble(value);
    if (!Number.isFinite(double)) return value;
    if (places === 0) return new Double(rounding === 'toward-zero' ? Math.trunc(double) : roundHalfEven(double));
    const decimal = toDecimal(Decimal128.fromString(String(double)));
    const result = doubleOfDecimal(roundDecimal(decimal, places, rounding));
    return new Double(Object.is(double, -0) || (double < 0 && result === 0) ? -Math.abs(result) : result);
  }
  if (places >= 0) return value;
  const exact = toDecimal(value);
  const result = roundDecimal(exact, places, rounding);
  return integerOf(toInteger(writeDecimal(result)), kind) ?? fail('Overflow', 'integer overflow in $round');
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
