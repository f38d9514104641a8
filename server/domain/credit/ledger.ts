import { exactly } from '../money/decimal.js';
import { type Money, toMinorUnits } from '../money/money.js';
import { HUNDRED, over, ratio, times } from '../money/rational.js';

/** The accounts of the ledger: what credits cost, what is owed for them, and commissions. */
export const ACCOUNTS = [
  'credits-granted',
  'credits-owed',
  'credits-expired',
  'invoices',
  'bank',
  'commission-cost',
  'commission-owed',
] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Whose account it is; `null` for the provider's own. */
export type Holder = { kind: 'partner' | 'customer'; id: string } | null;

/** One line of a journal entry, in minor units: above 0 a debit, below 0 a credit. */
export interface JournalLine {
  account: Account;
  holder: Holder;
  amount: number;
  currency: string;
}

/** Proves that the lines balance in each currency; what does not balance is never written. */
export function balanced(lines: readonly JournalLine[]): readonly JournalLine[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount));
  for (const [currency, sum] of sums) {
    if (sum !== 0n) throw new RangeError(`The lines in ${currency} are out of balance by ${sum}`);
  }
  return lines;
}

/** Moves money from one account to another. */
function moved(money: Money, to: [Account, Holder], from: [Account, Holder]): JournalLine[] {
  const { amount, currency } = money;
  return [
    { account: to[0], holder: to[1], amount, currency },
    { account: from[0], holder: from[1], amount: -amount, currency },
  ];
}

/** A credit is issued: it costs the provider, who owes it to its holder. */
export const issuedLines = (credit: Money, holder: Holder): readonly JournalLine[] =>
  balanced(moved(credit, ['credits-granted', null], ['credits-owed', holder]));

/** A credit is set off against an invoice. */
export const appliedLines = (credit: Money, holder: Holder): readonly JournalLine[] =>
  balanced(moved(credit, ['credits-owed', holder], ['invoices', holder]));

/** A credit is paid out. */
export const paidLines = (credit: Money, holder: Holder): readonly JournalLine[] =>
  balanced(moved(credit, ['credits-owed', holder], ['bank', null]));

/** An entry is never edited: what is void is written again the other way round. */
export const reversedLines = (lines: readonly JournalLine[]): readonly JournalLine[] =>
  balanced(lines.map((line) => ({ ...line, amount: 0 - line.amount })));

/** The commission on an amount, half up to the minor unit. */
export const commissionOn = ({ amount, currency }: Money, percent: string): Money => ({
  amount: toMinorUnits(over(times(ratio(amount), exactly(percent)), HUNDRED)),
  currency,
});

/** A partner earns its commission on a fee. */
export const commissionLines = (commission: Money, partner: string): readonly JournalLine[] =>
  balanced(moved(commission, ['commission-cost', null], ['commission-owed', { kind: 'partner', id: partner }]));

/** The commission on what was credited is taken back. */
export const clawbackLines = (commission: Money, partner: string): readonly JournalLine[] =>
  reversedLines(commissionLines(commission, partner));
