import { type Connection, Schema } from 'mongoose';
import type { CreditOutput } from '../../domain/credit/index.js';
import type { Holder, JournalLine } from '../../domain/credit/ledger.js';
import { type CreditCase, type CreditEvent, type CreditState, wakeAt } from '../../domain/credit/state.js';
import type { Money } from '../../domain/money/money.js';
import type { Seconds } from '../../domain/time/instant.js';
import {
  modelOf,
  type Subject,
  type SubjectDocument,
  storage,
  subjectModel,
  subjectSchema,
} from '../../platform/log/subject.js';

/** A service credit: what it is about, how it was calculated, and how it stands. */
export interface Credit {
  subscription: string;
  deal: string;
  dealType: 'resale' | 'agency' | 'direct';
  partner: string | null;
  customer: string;
  terms: { id: string; version: number };
  period: string;
  /** Whom the provider credits: who is invoiced by it. */
  holder: NonNullable<Holder>;
  facts: CreditCase;
  state: CreditState;
  /** The credits contract's input and output, word for word. */
  input: Record<string, unknown>;
  output: CreditOutput;
  /** What a reseller owes its customer under their own terms; `money` where its retail fee is known. */
  passThrough: { percent: string | null; money: Money | null } | null;
  clawback: { partner: string; commission: Money } | null;
  journal: readonly JournalLine[];
}

interface CreditDocument extends SubjectDocument {
  credit: Credit;
  subscription: string;
  terms: string;
  period: string;
  partner: string | null;
  customer: string;
  status: CreditState['status'];
  wakeAt?: Seconds;
}

/** A journal entry: all its lines in one document, never edited. `source` names what it follows from, once. */
export interface JournalEntry {
  _id: string;
  source: string;
  at: Seconds;
  words: string;
  lines: JournalLine[];
}

/** A credit note: its number comes with its document. */
export interface CreditNoteDocument {
  /** The credit's id. */
  _id: string;
  issuer: string;
  year: number;
  n: number;
  at: Seconds;
}

const credit = subjectSchema<CreditDocument>({
  credit: { type: Schema.Types.Mixed, required: true },
  subscription: { type: String, required: true },
  terms: { type: String, required: true },
  period: { type: String, required: true },
  partner: { type: String, default: null },
  customer: { type: String, required: true },
  status: { type: String, required: true },
  wakeAt: { type: Number },
});
credit.index({ subscription: 1, terms: 1, period: 1 }, { unique: true });
credit.index({ slot: 1, wakeAt: 1 }, { sparse: true });
credit.index({ period: -1, _id: 1 });
credit.index({ status: 1, period: -1, _id: 1 });
credit.index({ partner: 1, period: -1, _id: 1 });
credit.index({ customer: 1, period: -1, _id: 1 });

const journal = new Schema<JournalEntry>(
  {
    _id: { type: String, required: true },
    source: { type: String, required: true },
    at: { type: Number, required: true },
    words: { type: String, required: true },
    lines: { type: Schema.Types.Mixed, required: true },
  },
  storage,
);
journal.index({ source: 1 }, { unique: true });
journal.index({ at: 1, _id: 1 });

const note = new Schema<CreditNoteDocument>(
  {
    _id: { type: String, required: true },
    issuer: { type: String, required: true },
    year: { type: Number, required: true },
    n: { type: Number, required: true },
    at: { type: Number, required: true },
  },
  storage,
);
note.index({ issuer: 1, year: 1, n: 1 }, { unique: true });

/** The collections of credits and of the ledger. */
export function creditModels(connection: Connection) {
  const credits: Subject<Credit, CreditEvent, CreditDocument> = {
    kind: 'credit',
    model: subjectModel(connection, 'Credit', credit, 'credits'),
    read: (document) => document.credit,
    write: (state) => ({
      ...{ credit: state, subscription: state.subscription, terms: state.terms.id, period: state.period },
      ...{ partner: state.partner, customer: state.customer, status: state.state.status, wakeAt: dueAt(state.state) },
    }),
    audience: ({ partner, customer, dealType }) => ({
      provider: true,
      partner,
      customer: dealType === 'resale' ? null : customer,
    }),
  };
  return {
    credits,
    journal: modelOf<JournalEntry>(connection, 'JournalEntry', journal, 'journal'),
    notes: modelOf<CreditNoteDocument>(connection, 'CreditNote', note, 'credit_notes'),
  };
}
export type CreditModels = ReturnType<typeof creditModels>;

/** What is computed is to be issued at once. */
const dueAt = (state: CreditState): Seconds | undefined =>
  state.status === 'computed' ? 0 : (wakeAt(state) ?? undefined);
