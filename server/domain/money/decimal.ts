import { fault, type Place } from '../input/reader.js';
import { compare, type Direction, HUNDRED, isAbove, ONE, type Rational, ratio, toWhole, ZERO } from './rational.js';

const DECIMAL = /^(-?)(0|[1-9]\d*)(?:\.(\d{1,9}))?$/;

/** `99.95` as an exact number: at most 9 decimals, no exponent; `undefined` for anything else. */
export function parseDecimal(value: string): Rational | undefined {
  const match = DECIMAL.exec(value);
  if (!match) return undefined;
  const [, sign = '', wholes = '', decimals = ''] = match;
  return ratio(BigInt(`${sign}${wholes}${decimals}`), 10n ** BigInt(decimals.length));
}

/** A decimal that is written here in the code. */
export function exactly(value: string): Rational {
  const parsed = parseDecimal(value);
  if (!parsed) throw new RangeError(`Not a decimal: ${value}`);
  return parsed;
}

function decimal(place: Place): Rational | undefined {
  const value = typeof place.value === 'string' ? parseDecimal(place.value) : undefined;
  if (value) return value;
  if (place.value === undefined) return fault(place, 'is required');
  return fault(place, 'must be a decimal string such as "99.95", with at most 9 decimals');
}

function within(place: Place, from: Rational, to: Rational, bounds: string): Rational | undefined {
  const value = decimal(place);
  if (!value) return undefined;
  return compare(value, from) < 0 || compare(value, to) > 0 ? fault(place, `must be from ${bounds}`) : value;
}

/** Reads a decimal string from 0 to 1. */
export const fraction = (place: Place): Rational | undefined => within(place, ZERO, ONE, '0 to 1');

/** Reads a decimal string from 0 to 100. */
export const percentage = (place: Place): Rational | undefined => within(place, ZERO, HUNDRED, '0 to 100');

/** Reads a decimal string of at least 0. */
export function notNegative(place: Place): Rational | undefined {
  const value = decimal(place);
  return value && compare(value, ZERO) < 0 ? fault(place, 'must not be negative') : value;
}

/** Reads a decimal string above 0. */
export function positive(place: Place): Rational | undefined {
  const value = decimal(place);
  return value && !isAbove(value, ZERO) ? fault(place, 'must be above 0') : value;
}

/** So many decimals, always all of them: `99.788635`. */
export function formatFixed(value: Rational, decimals: number, direction: Direction = 'nearest'): string {
  const scale = 10n ** BigInt(decimals);
  const scaled = toWhole(ratio(value.numerator * scale, value.denominator), direction);
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0');
  const wholes = digits.slice(0, digits.length - decimals);
  return `${scaled < 0n ? '-' : ''}${wholes}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
}

/** A number that has finitely many decimals, with just these: `15033.6`. */
export function formatExact(value: Rational): string {
  let decimals = 0;
  for (let scale = 1n; scale % value.denominator !== 0n; scale *= 10n) {
    decimals += 1;
    if (decimals > 100) throw new RangeError('The number has no finite decimal form');
  }
  return formatFixed(value, decimals);
}
