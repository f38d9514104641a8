/** Exact numbers for the model: pairs that are never reduced. */
export type Fraction = [numerator: bigint, denominator: bigint];
export const big = (value: number | bigint): Fraction => [BigInt(value), 1n];
export const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
export const sub = (a: Fraction, [c, d]: Fraction): Fraction => add(a, [-c, d]);
export const mul = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
export const div = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
export const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;
export const down = ([a, b]: Fraction): bigint => (a - (((a % b) + b) % b)) / b;
export const up = (value: Fraction): bigint => -down([-value[0], value[1]]);
export const halfUp = ([a, b]: Fraction): bigint => down([2n * a + b, 2n * b]);
export const rounded = (value: Fraction, direction: string): bigint =>
  direction === 'down' ? down(value) : direction === 'up' ? up(value) : halfUp(value);

/** A decimal string. */
export function decimal(text: string): Fraction {
  const [wholes = '', decimals = ''] = text.split('.');
  return [BigInt(wholes + decimals), 10n ** BigInt(decimals.length)];
}

/** All its decimals, as far as there are any. */
export function shown(value: Fraction): string {
  const digits = down(mul(value, big(10n ** 36n)))
    .toString()
    .padStart(37, '0');
  return `${digits.slice(0, -36)}.${digits.slice(-36)}`.replace(/\.?0+$/, '');
}
