import type { Seconds } from '../time/instant.js';
import type { Party } from './vocabulary.js';

type Side = 'provider' | `partner:${string}`;

/** Who of a third party is written to: somebody at a carrier, a vendor. */
export interface ThirdPartyContact {
  name: string;
  email: string;
  company: string;
}

/** Within how many open minutes a third party promised to answer. */
export interface PromisedAnswer {
  minutes: number;
  /** `null`: nine to five from Monday to Friday, where the customer is. */
  calendar: string | null;
}

/**
 * A conversation with a third party, by mail, beside the ticket's own. No customer knows of it. Whom it waits for is
 * somebody's task: its owner's.
 */
export interface Thread {
  id: string;
  /** The secret part of its address: whoever knows it may write to the thread. */
  token: string;
  vendor: string | null;
  contact: ThirdPartyContact;
  subject: string;
  /** `own`: the company that opened it; `desks`: the provider and the ticket's partner of then. */
  visibility: 'own' | 'desks';
  side: Side;
  partner: string | null;
  owner: { id: string; name: string; party: Party; company: string | null };
  promised: PromisedAnswer | null;
  openedAt: Seconds;
  closedAt: Seconds | null;
  /** When it was last written to without an answer since; `null` once it has answered. */
  askedAt: Seconds | null;
  /** By when the answer is promised; `null` where nothing is owed. */
  dueAt: Seconds | null;
  /** Whether it was told that the promise is broken. */
  overdue: boolean;
  chased: number;
}

/** A thread as events tell of it: what decides who may know of it. */
export interface ThreadMark {
  thread: string;
  visibility: 'own' | 'desks';
  side: Side;
  partner: string | null;
}

export const threadMark = ({ id, visibility, side, partner }: Thread): ThreadMark => ({
  ...{ thread: id, visibility, side, partner },
});

/** So many threads one ticket can have. */
export const THREADS_AT_MOST = 20;

const TAG = 't-';

/** What stands in the address of a thread, and in the ids of its mails. */
export const threadTag = ({ token }: Pick<Thread, 'token'>): string => `${TAG}${token}`;

/** The token in a tag; `null` where it is no thread's. */
export const tokenIn = (tag: string): string | null =>
  /^t-[0-9a-z]{20}$/i.test(tag) ? tag.slice(TAG.length).toLowerCase() : null;
