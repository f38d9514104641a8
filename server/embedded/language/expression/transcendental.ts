import { Decimal as Real } from 'decimal.js';
import { type Decimal, decimalOfParts } from '../decimal.js';

// Functions of decimals that no finite number of steps computes, to more digits than a Decimal128 has.

/** Some digits more than are kept, and exponents a little wider than a Decimal128's: what is beyond is infinite or zero. */
const Wide = Real.clone({ precision: 42, rounding: Real.ROUND_HALF_EVEN, maxE: 6300, minE: -6400 });
/** Beyond these e to their power is infinite or zero for a Decimal128. */
const LARGEST_POWER = 14_200;
const SMALLEST_POWER = -14_300;
/** From here on the hyperbolic tangent is one, to 34 digits. */
const FLAT = 50;

/** A power of ten beyond which what is added or taken away is beyond all digits. */
const FAR = 40;

type Function = (value: Real) => Real;

function toReal(value: Decimal): Real {
  if (value.kind === 'nan') return new Wide(Number.NaN);
  const sign = value.negative ? '-' : '';
  return new Wide(value.kind === 'infinite' ? `${sign}Infinity` : `${sign}${value.digits}e${value.exponent}`);
}

function fromReal(value: Real): Decimal {
  if (value.isNaN()) return { kind: 'nan' };
  const negative = value.isNegative();
  if (!value.isFinite()) return { kind: 'infinite', negative };
  const [mantissa = '0', power = '0'] = value.abs().toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const exponent = Number(power) - fraction.length;
  // A whole number is written out as far as there are digits for it.
  const zeros = exponent > 0 && whole.length + fraction.length + exponent <= 34 ? exponent : 0;
  return decimalOfParts(negative, BigInt(whole + fraction) * 10n ** BigInt(zeros), exponent - zeros);
}

function exponential(value: Real): Real {
  if (value.gt(LARGEST_POWER)) return new Wide(Number.POSITIVE_INFINITY);
  return value.lt(SMALLEST_POWER) ? new Wide(0) : value.exp();
}

/** Of an angle beyond 10^900 too few digits of pi are known: its place on the circle is none. */
const ofAngle =
  (run: Function): Function =>
  (value) =>
    value.e > 900 ? new Wide(Number.NaN) : run(value);

const byExponentials =
  (join: (a: Real, b: Real) => Real, small: Function): Function =>
  (value) =>
    value.isFinite() && value.abs().gte(1) ? join(exponential(value), exponential(value.neg())).div(2) : small(value);

const FUNCTIONS = {
  exp: exponential,
  ln: (value) => value.ln(),
  log10: (value) => value.log(10),
  sin: ofAngle((value) => value.sin()),
  cos: ofAngle((value) => value.cos()),
  tan: ofAngle((value) => value.tan()),
  asin: (value) => value.asin(),
  acos: (value) => value.acos(),
  atan: (value) => (value.e > FAR ? new Wide(0).acos().times(value.isNegative() ? -1 : 1) : value.atan()),
  sinh: byExponentials(
    (a, b) => a.minus(b),
    (value) => value.sinh(),
  ),
  cosh: byExponentials(
    (a, b) => a.plus(b),
    (value) => value.cosh(),
  ),
  tanh: (value) => (value.abs().gt(FLAT) ? new Wide(value.isNegative() ? -1 : 1) : value.tanh()),
  asinh: (value) => {
    if (!value.isFinite() || value.isZero() || value.e < -FAR) return value;
    return value.e > FAR
      ? value
          .abs()
          .times(2)
          .ln()
          .times(value.isNegative() ? -1 : 1)
      : value.asinh();
  },
  acosh: (value) => (value.isFinite() && value.e > FAR ? value.times(2).ln() : value.acosh()),
  atanh: (value) => value.atanh(),
} satisfies Record<string, Function>;

/** The names of functions of one decimal; those of doubles are called the same. */
export type FunctionName = keyof typeof FUNCTIONS;

/** A function of a decimal. */
export const functionOfDecimal = (name: FunctionName, value: Decimal): Decimal =>
  fromReal(FUNCTIONS[name](toReal(value)));

/** The logarithm to a base. */
export const logarithmOfDecimal = (value: Decimal, base: Decimal): Decimal => fromReal(toReal(value).log(toReal(base)));

/** A power. */
export const powerOfDecimal = (base: Decimal, exponent: Decimal): Decimal =>
  fromReal(toReal(base).pow(toReal(exponent)));

/** The angle of a point. */
export const arcTangentOfDecimals = (y: Decimal, x: Decimal): Decimal => fromReal(Wide.atan2(toReal(y), toReal(x)));
