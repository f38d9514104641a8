import { type Connection, type Model, Schema } from 'mongoose';
import type { PlaybookRun, RunState } from '../../domain/playbook/run.js';
import { dueOf } from '../../domain/ticket/clocks.js';
import { wakeAtOf } from '../../domain/ticket/settle.js';
import { citesOf } from '../../domain/ticket/sources.js';
import type { TicketState } from '../../domain/ticket/state.js';
import { PRIORITIES } from '../../domain/ticket/vocabulary.js';
import type { Seconds } from '../../domain/time/instant.js';
import { modelOf, type SubjectDocument, storage, subjectModel, subjectSchema } from '../../platform/log/subject.js';
import { attachment, chunk } from './attachment-model.js';
import { message, notice } from './message-model.js';
import { reasonsOpen } from './present-breaches.js';
import { BY_AGREEMENT, BY_REFERENCE, BY_STATUS, indexOf, WAYS } from './ways.js';

/** Later than anything: how a ticket that is never due is sorted last. */
export const NEVER: Seconds = 253_402_300_799;

/** What most tickets do not have is stored only where there is some. */
type StoredState = Omit<TicketState, 'id' | 'version' | 'fed' | 'waiting' | 'threads'> &
  Partial<Pick<TicketState, 'waiting' | 'threads'>>;

/** A ticket as stored: its state in one field, and beside it what lists are sorted and found by. */
export interface TicketDocument extends SubjectDocument {
  state: StoredState;
  due: { provider: Seconds; partner: Seconds; promise: Seconds };
  /** The place of its priority, the most urgent first. */
  rank: number;
  /** The versions of agreements that it runs under. */
  cites: string[];
  /** Where it waits for somebody: what "what next" and assignment go by. */
  waits?: { queue: string; due: Seconds; rank: number; at: Seconds; since: Seconds };
  /** In which queue somebody has it, since when it is idle. */
  holds?: { queue: string; since: Seconds };
  /** Who is asked why a clock was broken; left out: nobody. */
  reasonOpen?: string[];
  /** When something is due by itself. */
  wakeAt?: Seconds;
  /** Whose task its open threads with third parties are. */
  chasers?: string[];
  /** While it is being merged. */
  mergingSince?: Seconds;
}

/** A run of a playbook that ended. */
export interface RunDocument {
  _id: string;
  ticket: string;
  playbook: PlaybookRun['playbook'];
  state: RunState;
  /** How it ended, in words. */
  words: string;
  startedAt: Seconds;
  endedAt: Seconds;
}

/** One word of one ticket for one scope of readers: what a search looks up. */
export interface PostingDocument {
  _id: string;
  scope: string;
  word: string;
  ticket: string;
}

const ticket = subjectSchema<TicketDocument>({
  state: { type: Schema.Types.Mixed, required: true },
  due: {
    provider: { type: Number, required: true },
    partner: { type: Number, required: true },
    promise: { type: Number, required: true },
  },
  rank: { type: Number, required: true },
  cites: { type: [String], required: true },
  waits: {
    type: new Schema({ queue: String, due: Number, rank: Number, at: Number, since: Number }, { _id: false }),
    default: undefined,
  },
  holds: { type: new Schema({ queue: String, since: Number }, { _id: false }), default: undefined },
  reasonOpen: { type: [String], default: undefined },
  wakeAt: { type: Number },
  chasers: { type: [String], default: undefined },
  mergingSince: { type: Number },
});
ticket.index({ 'state.number': 1 }, { unique: true });
for (const way of WAYS) ticket.index(indexOf(way), way.sparse ? { sparse: true } : {});
ticket.index(BY_REFERENCE);
ticket.index(BY_AGREEMENT);
ticket.index(BY_STATUS);
ticket.index({ 'waits.queue': 1, 'waits.due': 1, 'waits.rank': 1, 'waits.at': 1, _id: 1 }, { sparse: true });
ticket.index({ 'waits.queue': 1, 'waits.since': 1, _id: 1 }, { sparse: true });
ticket.index({ 'holds.queue': 1, 'holds.since': 1, _id: 1 }, { sparse: true });
ticket.index({ slot: 1, wakeAt: 1 });
ticket.index({ wakeAt: 1 }, { sparse: true });
ticket.index({ 'state.threads.token': 1 }, { sparse: true });
ticket.index({ chasers: 1 }, { sparse: true });
ticket.index({ mergingSince: 1 }, { sparse: true });

const run = new Schema<RunDocument>(
  {
    _id: { type: String, required: true },
    ticket: { type: String, required: true },
    playbook: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    words: { type: String, required: true },
    startedAt: { type: Number, required: true },
    endedAt: { type: Number, required: true },
  },
  storage,
);
run.index({ ticket: 1, endedAt: 1 });

const posting = new Schema<PostingDocument>(
  {
    _id: { type: String, required: true },
    scope: { type: String, required: true },
    word: { type: String, required: true },
    ticket: { type: String, required: true },
  },
  storage,
);
posting.index({ scope: 1, word: 1, ticket: 1 });
posting.index({ ticket: 1, scope: 1, word: 1 });

interface CounterDocument {
  _id: string;
  last: number;
}
const counter = new Schema<CounterDocument>({ _id: String, last: { type: Number, required: true } } as never, storage);

/** The collections of tickets, on a connection. */
export function ticketModels(connection: Connection) {
  return {
    tickets: subjectModel(connection, 'Ticket', ticket, 'tickets'),
    messages: modelOf(connection, 'TicketMessage', message, 'ticket_messages'),
    notices: modelOf(connection, 'TicketNotice', notice, 'ticket_notices'),
    runs: modelOf(connection, 'PlaybookRun', run, 'runs'),
    attachments: modelOf(connection, 'Attachment', attachment, 'attachments'),
    chunks: modelOf(connection, 'AttachmentChunk', chunk, 'attachment_chunks'),
    postings: modelOf(connection, 'TicketPosting', posting, 'ticket_postings'),
    counters: modelOf(connection, 'Counter', counter, 'counters'),
  };
}
export type TicketModels = ReturnType<typeof ticketModels>;

/** A number that no ticket has had. One may be left out when a crash comes between. */
export async function nextNumber(counters: Model<CounterDocument>): Promise<number> {
  const found = await counters
    .findOneAndUpdate({ _id: 'ticket' }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' })
    .lean<CounterDocument>();
  if (!found) throw new Error('The counter of tickets gave no number');
  return found.last;
}

/** A stored ticket as the rules know it. */
export const readTicket = ({ _id, version, state }: TicketDocument): TicketState => ({
  ...state,
  waiting: state.waiting ?? null,
  threads: state.threads ?? [],
  id: _id,
  version,
  fed: [],
});

/** A ticket as it is stored, without what all subjects have. */
export function writeTicket(ticket: TicketState): Record<string, unknown> {
  const { id: _, version: __, fed: ___, waiting, threads, ...state } = ticket;
  const found = dueOf(ticket);
  const due = { provider: found.provider ?? NEVER, partner: found.partner ?? NEVER, promise: found.promise ?? NEVER };
  const rank = PRIORITIES.indexOf(state.priority);
  const asked = reasonsOpen(ticket);
  return {
    ...{ state: { ...state, ...(waiting && { waiting }), ...(threads.length > 0 && { threads }) }, due, rank },
    chasers: chasersOf(threads),
    cites: citesOf(ticket),
    waits: waitsOf(state, due, rank),
    holds: state.held ? { queue: state.held.queue, since: state.held.since } : undefined,
    reasonOpen: asked.length > 0 ? asked : undefined,
    wakeAt: wakeAtOf(ticket) ?? undefined,
    mergingSince: state.merging?.at,
  };
}

function waitsOf(
  { unclaimed, court, createdAt }: Pick<StoredState, 'unclaimed' | 'court' | 'createdAt'>,
  due: TicketDocument['due'],
  rank: number,
): TicketDocument['waits'] {
  if (unclaimed === null) return undefined;
  const { queue, since } = unclaimed;
  return { queue, due: court === 'partner' ? due.partner : due.provider, rank, at: createdAt, since };
}

/** Whose task an open thread is. */
function chasersOf(threads: TicketState['threads']): string[] | undefined {
  const owners = new Set(threads.flatMap(({ owner, closedAt }) => (closedAt === null ? [owner.id] : [])));
  return owners.size > 0 ? [...owners] : undefined;
}
