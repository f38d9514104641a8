import type { Caller } from '../../../domain/access/access.js';
import type { MessageMark } from '../../../domain/ticket/events.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import { Problem } from '../../../platform/problems.js';
import { marksOf } from '../log-events.js';
import type { PostingDocument } from '../model.js';
import type { MessageBodies } from './bodies.js';
import type { TicketStore } from './store.js';

const WORDS_OF_A_TEXT = 400;
const WORDS_OF_A_QUERY = 8;
const LONGEST_WORD = 40;
const EXAMINED = 10_000;

/** The words of a text, without case and accents. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])].map((word) => word.slice(0, LONGEST_WORD));
}

/** Whose reading a posting is for: what a company's people may find. */
const scopeOf = ({ company }: Caller): string =>
  company.kind === 'provider' ? 'provider' : `${company.kind}:${company.id}`;

/** Search as postings: one document a word, ticket and scope of readers, written by a follower of the log. */
export function search({ store, bodies }: { store: TicketStore; bodies: MessageBodies }) {
  const { postings } = store.models;

  /** The tickets in which the caller's company can read all the words; the last may be a beginning. */
  async function find(caller: Caller, q: string): Promise<string[]> {
    const words = wordsOf(q).slice(0, WORDS_OF_A_QUERY);
    if (words.length === 0) return [];
    let found: Set<string> | undefined;
    for (const [index, word] of words.entries()) {
      const isLast = index === words.length - 1;
      const wanted = isLast ? { $gte: word, $lt: `${word}\u{10ffff}` } : word;
      const postingsOfWord = await postings
        .find({ scope: scopeOf(caller), word: wanted, ...(found && { ticket: { $in: [...found] } }) }, { ticket: 1 })
        .limit(EXAMINED + 1)
        .lean<Pick<PostingDocument, 'ticket'>[]>();
      if (postingsOfWord.length > EXAMINED)
        throw new Problem('too-wide', `Too many tickets speak of ${word}: add words.`);
      found = new Set(postingsOfWord.map(({ ticket }) => ticket));
      if (found.size === 0) return [];
    }
    return [...(found ?? [])];
  }

  async function post(ticket: string, scopes: readonly string[], text: string): Promise<void> {
    const words = wordsOf(text).slice(0, WORDS_OF_A_TEXT);
    const documents = scopes.flatMap((scope) =>
      words.map((word): PostingDocument => ({ _id: `${ticket}|${scope}|${word}`, scope, word, ticket })),
    );
    if (documents.length === 0) return;
    await postings.bulkWrite(
      documents.map((document) => ({
        replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
      })),
      { ordered: false },
    );
  }

  /** Who can read a message, as scopes. */
  function scopesOf({ visibility, author, partner }: MessageMark, { origin }: TicketState): string[] {
    if (visibility === 'customer') return everybody(origin);
    if (visibility === 'desks') return ['provider', ...(partner === null ? [] : [`partner:${partner}`])];
    return author.party === 'provider' ? ['provider'] : author.company === null ? [] : [`partner:${author.company}`];
  }

  const everybody = ({ partner, customer }: TicketState['origin']): string[] => [
    'provider',
    ...(partner ? [`partner:${partner.id}`] : []),
    ...(customer ? [`customer:${customer.id}`] : []),
  ];

  /** What the ticket is called, for all who see it. */
  async function postTicket(state: TicketState): Promise<void> {
    const { number, subject, requester, externalRef, component } = state;
    await post(
      state.id,
      everybody(state.origin),
      [number, subject, requester.email, requester.name, component ?? ''].join(' '),
    );
    if (externalRef) await post(state.id, ['provider', externalRef.side], externalRef.id);
  }

  async function postMessages(state: TicketState, marks: readonly MessageMark[]): Promise<void> {
    const known = await bodies.read(marks.map(({ message }) => message));
    for (const mark of marks) {
      const text = known.get(mark.message)?.body.text;
      if (text !== undefined) await post(state.id, scopesOf(mark, state), text);
    }
  }

  /** Another origin is another circle of readers: they find what they may read, and the former ones nothing. */
  async function repost(state: TicketState): Promise<void> {
    await postings.deleteMany({ ticket: state.id });
    await postTicket(state);
    await postMessages(state, (await store.eventsOf(state.id)).flatMap(marksOf));
  }

  const indexer: Consumer = {
    name: 'ticket-search',
    types: [
      'ticket-created',
      'ticket-replied',
      'ticket-noted',
      'ticket-handed-over',
      'ticket-edited',
      'ticket-origin-settled',
      'ticket-origin-changed',
    ],
    async handle(event) {
      const state = await store.one({ _id: event.subject.id });
      if (event.type.startsWith('ticket-origin-')) return repost(state);
      if (event.type === 'ticket-created' || event.type === 'ticket-edited') await postTicket(state);
      await postMessages(state, marksOf(event));
    },
  };

  return { find, indexer };
}
export type Search = ReturnType<typeof search>;
