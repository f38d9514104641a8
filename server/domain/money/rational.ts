/** An exact number in lowest terms with a denominator above 0. No ratio and no money is ever binary floating point. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Where a number goes that does not fit a grid: `nearest` is half up. */
export const DIRECTIONS = ['down', 'up', 'nearest'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A whole number, or a fraction of two of them. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const over = BigInt(numerator);
  const under = BigInt(denominator);
  if (under === 0n) throw new RangeError('A ratio needs a denominator other than 0');
  const divisor = greatestCommonDivisor(over, under) * (under < 0n ? -1n : 1n);
  return { numerator: over / divisor, denominator: under / divisor };
}

export const ZERO: Rational = ratio(0n);
export const ONE: Rational = ratio(1n);
export const HUNDRED: Rational = ratio(100n);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export const plus = (a: Rational, b: Rational): Rational =>
  ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const minus = (a: Rational, b: Rational): Rational =>
  ratio(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);

export const times = (a: Rational, b: Rational): Rational =>
  ratio(a.numerator * b.numerator, a.denominator * b.denominator);

export const over = (a: Rational, b: Rational): Rational =>
  ratio(a.numerator * b.denominator, a.denominator * b.numerator);

/** Below 0, 0 or above 0, as for sorting. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const isBelow = (a: Rational, b: Rational): boolean => compare(a, b) < 0;
export const isAbove = (a: Rational, b: Rational): boolean => compare(a, b) > 0;
export const smaller = (a: Rational, b: Rational): Rational => (isAbove(a, b) ? b : a);
export const larger = (a: Rational, b: Rational): Rational => (isBelow(a, b) ? b : a);
export const sum = (numbers: Iterable<Rational>): Rational => [...numbers].reduce(plus, ZERO);

/** The whole number below, above or nearest to it. */
export function toWhole({ numerator, denominator }: Rational, direction: Direction): bigint {
  switch (direction) {
    case 'down':
      return floor(numerator, denominator);
    case 'up':
      return -floor(-numerator, denominator);
    case 'nearest':
      return floor(2n * numerator + denominator, 2n * denominator);
  }
}

// BigInt division cuts towards 0; a floor goes down.
function floor(numerator: bigint, denominator: bigint): bigint {
  const cut = numerator / denominator;
  return numerator < 0n && cut * denominator !== numerator ? cut - 1n : cut;
}

/** The multiple of `step` (above 0) below, above or nearest to it. */
export const toMultiple = (value: Rational, step: Rational, direction: Direction): Rational =>
  times(step, ratio(toWhole(over(value, step), direction)));
