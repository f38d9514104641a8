import type { Caller } from '../../../domain/access/access.js';
import type { MessageMark } from '../../../domain/ticket/events.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { ThreadMark } from '../../../domain/ticket/third-party.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import type { LogEvent } from '../../../platform/log/event.js';
import { Problem } from '../../../platform/problems.js';
import { marksOf, threadSaidIn } from '../log-events.js';
import type { PostingDocument } from '../model.js';
import { BY_REFERENCE } from '../ways.js';
import type { MessageBodies } from './bodies.js';
import type { TicketStore } from './store.js';

const WORDS_OF_A_TEXT = 400;
const WORDS_OF_A_QUERY = 8;
const LONGEST_WORD = 40;
const EXAMINED = 10_000;
/** So many postings of each word are counted at first, and further, to tell the rarest. */
const BOUNDS = [50, 1_000, EXAMINED + 1];
const MAX_MS = 5_000;
const BY_WORD = { scope: 1, word: 1, ticket: 1 } as const;
const BY_TICKET = { ticket: 1, scope: 1, word: 1 } as const;

/** The words of a text, without case and accents. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])].map((word) => word.slice(0, LONGEST_WORD));
}

/** A word, or all that begin with one. */
type Term = string | { $gte: string; $lt: string };

const beginningWith = (word: string): Term => ({ $gte: word, $lt: `${word}\u{10ffff}` });

/** What is asked for: numbers with their sign, and words. */
function askedIn(q: string): { numbers: number[]; words: string[] } {
  const numbers = [...q.matchAll(NUMBER)].map(([, digits]) => Number(digits));
  return { numbers, words: wordsOf(q.replaceAll(NUMBER, ' ')).slice(0, WORDS_OF_A_QUERY) };
}

const NUMBER = /(?<![\p{L}\p{N}])#(\d{1,15})(?![\p{L}\p{N}])/gu;

/** Whose reading a posting is for: what a company's people may find. */
const scopeOf = ({ company }: Caller): string =>
  company.kind === 'provider' ? 'provider' : `${company.kind}:${company.id}`;

/** Search as postings: one document a word, ticket and scope of readers, written by a follower of the log. */
export function search({ store, bodies }: { store: TicketStore; bodies: MessageBodies }) {
  const { postings, tickets } = store.models;

  /**
   * The tickets in which the caller's company can read all the words; the last may be a beginning. `#1042` is a number,
   * and what is asked as a whole may be a reference, letter by letter.
   */
  async function find(caller: Caller, q: string): Promise<string[]> {
    const { numbers, words } = askedIn(q);
    const scope = scopeOf(caller);
    const last = words.at(-1);
    const terms = words.map((word) => (word === last && !q.endsWith(' ') ? beginningWith(word) : word));
    const [byReference, found] = await Promise.all([referred(caller, q), inAll(scope, terms, await numbered(numbers))]);
    return [...new Set([...byReference, ...found])];
  }

  /** Tickets by their number, whose they are or not: `null` where none is asked for, none of several. */
  async function numbered(numbers: readonly number[]): Promise<string[] | null> {
    const [number] = numbers;
    if (number === undefined) return null;
    if (numbers.some((other) => other !== number)) return [];
    const found = await tickets.find({ 'state.number': number } as never, { _id: 1 }).lean();
    return found.map(({ _id }) => _id);
  }

  async function referred(caller: Caller, q: string): Promise<string[]> {
    const { kind } = caller.company;
    if (kind === 'customer') return [];
    const own = kind === 'partner' ? { 'state.externalRef.side': scopeOf(caller) } : {};
    const found = await tickets
      .find({ 'state.externalRef.id': q.trim(), ...own } as never, { _id: 1 })
      .hint(BY_REFERENCE)
      .limit(EXAMINED + 1)
      .maxTimeMS(MAX_MS)
      .lean();
    if (found.length > EXAMINED) throw new Problem('too-wide', 'Too many tickets have this reference: add filters.');
    return found.map(({ _id }) => _id);
  }

  /** Begins with the rarest word; the others are looked up for its tickets alone. */
  async function inAll(scope: string, terms: readonly Term[], among: readonly string[] | null): Promise<string[]> {
    if (terms.length === 0) return [...(among ?? [])];
    const rarest = among === null ? await rarestOf(scope, terms) : null;
    let found = among ?? (rarest === null ? [] : await ticketsWith({ scope, word: rarest }, BY_WORD));
    for (const word of terms.filter((term) => term !== rarest)) {
      if (found.length === 0) return [];
      found = await ticketsWith({ ticket: { $in: found }, scope, word }, BY_TICKET);
    }
    return [...found];
  }

  /** Which word the fewest postings have, found out by counting all of them a little further each time. */
  async function rarestOf(scope: string, terms: readonly Term[]): Promise<Term> {
    const [only] = terms;
    if (terms.length === 1 && only !== undefined) return only;
    for (const bound of BOUNDS) {
      const counts = await Promise.all(
        terms.map((word) =>
          postings.countDocuments(
            { scope, word } as never,
            { hint: BY_WORD, limit: bound, maxTimeMS: MAX_MS } as never,
          ),
        ),
      );
      const fewest = Math.min(...counts);
      const rarest = terms[counts.indexOf(fewest)];
      if (fewest < bound && rarest !== undefined) return rarest;
    }
    throw new Problem('too-wide', `More than ${EXAMINED} tickets speak of each of these words: add words.`);
  }

  async function ticketsWith(filter: Record<string, unknown>, hint: Record<string, 1>): Promise<string[]> {
    const found = await postings
      .find(filter as never, { ticket: 1 })
      .hint(hint)
      .limit(EXAMINED + 1)
      .maxTimeMS(MAX_MS)
      .lean<Pick<PostingDocument, 'ticket'>[]>();
    if (found.length > EXAMINED) throw new Problem('too-wide', 'Too many tickets speak of this: add words.');
    return [...new Set(found.map(({ ticket }) => ticket))];
  }

  async function post(documents: readonly PostingDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await postings.collection.bulkWrite(
      documents.map((document) => ({
        replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
      })) as never,
      { ordered: false },
    );
  }

  /** What the ticket is called, for all who see it. */
  function ofTicket({ id, number, subject, requester, component, origin, externalRef }: TicketState) {
    const called = [number, subject, requester.email, requester.name, origin.customer?.name ?? '', component ?? ''];
    return [
      ...postingsOf(id, everybody(origin), called.join(' ')),
      ...(externalRef ? postingsOf(id, ['provider', externalRef.side], externalRef.id) : []),
    ];
  }

  /** What is said on a ticket, beside it with third parties too, each for those who read it there. */
  async function ofMessages(
    state: TicketState,
    events: readonly LogEvent[],
    textsOf: (messages: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<PostingDocument[]> {
    const said = events.flatMap((event) => saidIn(event, state));
    const texts = await textsOf(said.map(({ message }) => message));
    return said.flatMap(({ message, readers }) => postingsOf(state.id, readers, texts.get(message) ?? ''));
  }

  async function allTexts(messages: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map([...(await bodies.read(messages))].map(([id, { body }]) => [id, body.text]));
  }

  /** The same of what was just written, which others who follow read too. */
  async function newTexts(messages: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(messages.map(bodies.asFollowed));
    return new Map(found.flatMap((body) => (body ? [[body._id, body.text] as const] : [])));
  }

  /**
   * All words of a ticket anew. What it is not called any more nobody finds, and another origin is another circle of
   * readers: they find what they may read, and the former ones nothing.
   */
  async function repost(state: TicketState): Promise<void> {
    const wanted = [...ofTicket(state), ...(await ofMessages(state, await store.eventsOf(state.id), allTexts))];
    await post(wanted);
    await postings.deleteMany({ ticket: state.id, _id: { $nin: wanted.map(({ _id }) => _id) } });
  }

  const indexer: Consumer = {
    // Another name than before threads were among what is said: it goes through the log anew.
    name: 'ticket-said',
    together: TOGETHER,
    types: ['ticket-created', 'ticket-replied', 'ticket-noted', 'ticket-handed-over', ...IN_THREADS, ...REPOSTED],
    async handle(event) {
      const state = await store.stateAsFollowed(event.subject.id);
      if (!state) throw new Problem('not-found');
      if (REPOSTED.includes(event.type)) return repost(state);
      const called = event.type === 'ticket-created' ? ofTicket(state) : [];
      await post([...called, ...(await ofMessages(state, [event], newTexts))]);
    },
  };

  return { find, indexer };
}
export type Search = ReturnType<typeof search>;

/** So many tickets are posted at once. */
const TOGETHER = 16;

/** What is said with third parties. */
const IN_THREADS: readonly string[] = [
  'ticket-third-party-written',
  'ticket-third-party-chased',
  'ticket-third-party-replied',
];

/** What makes other words or other readers of a ticket. */
const REPOSTED: readonly string[] = ['ticket-edited', 'ticket-origin-settled', 'ticket-origin-changed'];

function postingsOf(ticket: string, scopes: readonly string[], text: string): PostingDocument[] {
  const words = wordsOf(text).slice(0, WORDS_OF_A_TEXT);
  return [...new Set(scopes)].flatMap((scope) =>
    words.map((word): PostingDocument => ({ _id: `${ticket}|${scope}|${word}`, scope, word, ticket })),
  );
}

/** What an event says, by whom it is read. */
function saidIn(event: LogEvent, state: TicketState): { message: string; readers: string[] }[] {
  const inThread = threadSaidIn(event);
  return [
    ...marksOf(event).map((mark) => ({ message: mark.message, readers: readersOf(mark, state) })),
    ...(inThread ? [{ message: inThread.message, readers: hearersOf(inThread.mark, state) }] : []),
  ];
}

/** Who can read a thread, as scopes: the company that opened it, or both desks as long as the partner is the ticket's. */
const hearersOf = ({ visibility, side, partner }: ThreadMark, state: TicketState): string[] =>
  visibility === 'own' ? [side] : ofDesks(partner, state);

const ofDesks = (partner: string | null, { origin }: TicketState): string[] => [
  'provider',
  ...(partner === null || partner !== origin.partner?.id ? [] : [`partner:${partner}`]),
];

/** Who can read a message, as scopes: what the desks said is for the partner that the ticket had then, if it still has it. */
function readersOf({ visibility, author, partner }: MessageMark, state: TicketState): string[] {
  if (visibility === 'customer') return everybody(state.origin);
  if (visibility === 'desks') return ofDesks(partner, state);
  return author.party === 'provider' ? ['provider'] : author.company === null ? [] : [`partner:${author.company}`];
}

const everybody = ({ partner, customer }: TicketState['origin']): string[] => [
  'provider',
  ...(partner ? [`partner:${partner.id}`] : []),
  ...(customer ? [`customer:${customer.id}`] : []),
];
