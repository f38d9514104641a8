import { dates, inHours, local, QUARTER, seconds } from './clock.js';
import type { Document } from './document.js';
import { add, big, type Fraction } from './fractions.js';

/** The quarters and days of a period. */
export function measure(input: Document) {
  const { terms, subscription } = input;
  const [firstDate, endDate] = dates(input);
  const dateAt = (at: number) => local(terms.timeZone, at).date;
  const quarters: number[] = [];
  const searchFrom = Date.parse(`${firstDate}T00:00:00Z`) / 1000 - 2 * 86_400;
  const searchTo = Date.parse(`${endDate}T00:00:00Z`) / 1000 + 2 * 86_400;
  for (let at = searchFrom; at < searchTo; at += QUARTER) {
    if (firstDate <= dateAt(at) && dateAt(at) < endDate) quarters.push(at);
  }
  const subscribed = (date: string) =>
    subscription.start <= date && (subscription.end == null || date < subscription.end);
  const span = quarters.filter((at) => subscribed(dateAt(at)) && at < seconds(input.asOf));
  const measured = span.filter((at) => inHours(terms.uptime.serviceHours, terms.timeZone, at));
  const days = [...new Set(quarters.map(dateAt))];
  return { quarters, measured, span: measured.length > 0 ? span : [], days, covered: days.filter(subscribed) };
}

export type Measure = ReturnType<typeof measure>;

/** The fee, month by month. */
export function feeOf({ terms, subscription, period }: Document, { days, covered }: Measure): Fraction {
  const charge = subscription.charges?.[period];
  if (charge !== undefined) return big(charge);
  const months = terms.period === 'service-month' ? [''] : [...new Set(days.map((day) => day.slice(0, 7)))];
  return months.reduce<Fraction>((fee, month) => {
    const all = days.filter((day) => day.startsWith(month)).length;
    const some = covered.filter((day) => day.startsWith(month)).length;
    return add(fee, [BigInt(subscription.monthlyFee.amount) * BigInt(some), BigInt(all)]);
  }, big(0));
}
