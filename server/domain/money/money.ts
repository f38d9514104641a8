import { key, object, type Place, whole } from '../input/reader.js';
import { currency, exponentOf } from './currency.js';
import { formatFixed } from './decimal.js';
import { type Rational, ratio, toWhole } from './rational.js';

/** An amount in the currency's minor units: 12345 EUR are 123.45, 12345 JPY are 12345. */
export interface Money {
  amount: number;
  currency: string;
}

/** Reads an amount of at least 0. */
export function money(place: Place): Money | undefined {
  if (!object(place, ['amount', 'currency'])) return undefined;
  const amount = whole(key(place, 'amount'), 0);
  const code = currency(key(place, 'currency'));
  return amount === undefined || code === undefined ? undefined : { amount, currency: code };
}

/** Minor units from an exact amount, half up: the one place where money is rounded. */
export const toMinorUnits = (exact: Rational): number => Number(toWhole(exact, 'nearest'));

/** `1234.50 EUR`, for texts and notes. */
export function formatMoney({ amount, currency: code }: Money): string {
  const exponent = exponentOf(code);
  if (exponent === undefined) throw new RangeError(`No such currency: ${code}`);
  return `${formatFixed(ratio(amount, 10n ** BigInt(exponent)), exponent)} ${code}`;
}
