import { balanced, type Holder, type JournalLine } from '../../domain/credit/ledger.js';
import type { Seconds } from '../../domain/time/instant.js';
import { isDuplicateKey } from '../../platform/database/errors.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import { hashedId } from '../../platform/ids/ids.js';
import type { CreditModels, CreditNoteDocument, JournalEntry } from './model.js';

/** The sum of an account's lines, in minor units. */
export interface Balance {
  account: string;
  holder: Holder;
  currency: string;
  amount: number;
}

/** The ledger (pattern 9): entries that balance, each following once from its source, and numbers of credit notes. */
export function ledgerService({ models }: { models: CreditModels }) {
  const { journal, notes } = models;

  /** Writes an entry; the same source again changes nothing. */
  async function post(source: string, words: string, lines: readonly JournalLine[], at: Seconds): Promise<void> {
    const entry: JournalEntry = { _id: hashedId('journal', source), source, at, words, lines: [...balanced(lines)] };
    try {
      await journal.create([entry]);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** The number of a credit's note, given once: the next of the issuer's year. */
  async function noteFor(credit: string, issuer: string, at: Seconds): Promise<string> {
    const year = new Date(at * 1_000).getUTCFullYear();
    for (;;) {
      const there = await notes.findById(credit).lean<CreditNoteDocument>();
      if (there) return numberOf(there);
      const last = await notes.findOne({ issuer, year }).sort({ n: -1 }).lean<CreditNoteDocument>();
      const note = { _id: credit, issuer, year, n: (last?.n ?? 0) + 1, at };
      try {
        await notes.create([note]);
        return numberOf(note);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  return {
    post,
    noteFor,
    async entries(query: { limit?: number | undefined; cursor?: string | undefined }) {
      const limit = query.limit ?? 50;
      const after = decodeCursor(query.cursor, 2);
      const place = after ? { $or: [{ at: { $lt: after[0] } }, { at: after[0], _id: { $lt: after[1] } }] } : {};
      const found = await journal
        .find(place as never)
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .lean<JournalEntry[]>();
      return pageOf(found, limit, ({ at, _id }) => [at, _id]);
    },
    /** Every account's balance, counted from the entries. */
    async balances(): Promise<Balance[]> {
      const sums = await journal.aggregate<{ _id: Omit<Balance, 'amount'>; amount: number }>([
        { $unwind: '$lines' },
        {
          $group: {
            _id: { account: '$lines.account', holder: '$lines.holder', currency: '$lines.currency' },
            amount: { $sum: '$lines.amount' },
          },
        },
        { $sort: { '_id.account': 1, '_id.currency': 1, '_id.holder.id': 1 } },
      ]);
      return sums.map(({ _id, amount }) => ({ ..._id, amount }));
    },
  };
}
export type LedgerService = ReturnType<typeof ledgerService>;

const numberOf = ({ year, n }: CreditNoteDocument): string => `CN-${year}-${String(n).padStart(5, '0')}`;
