import { changed, type Decision, type Refusal, refused } from '../../decision.js';
import type { Seconds } from '../../time/instant.js';
import { objection, present } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { sideOf, type TicketState } from '../state.js';
import { story } from '../story.js';
import {
  type PromisedAnswer,
  THREADS_AT_MOST,
  type ThirdPartyContact,
  type Thread,
  threadMark,
} from '../third-party.js';
import { seesThread, viewerOf } from '../visibility.js';
import type { Desk } from '../vocabulary.js';
import { moveTo } from './steps.js';

type Decided = Decision<TicketState, TicketEvent>;

/** When an answer is due to what is asked at an instant; `null` where nothing is promised. */
export type DueFrom = (at: Seconds) => Seconds | null;

export interface OpenThread {
  id: string;
  token: string;
  vendor: string | null;
  contact: ThirdPartyContact;
  subject: string;
  visibility: Thread['visibility'];
  promised: PromisedAnswer | null;
  /** The first message. */
  message: string;
}

/** Whoever may note something for the own company may write to a third party. */
const mayNot = (state: TicketState, context: TicketContext): Refusal | undefined => objection('note', state, context);

/** Begins a conversation with a third party. */
export function openThread(
  { message, ...said }: OpenThread,
  dueFrom: DueFrom,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decided {
  const no = mayNot(state, context) ?? threadFault(said, state);
  if (no) return no;
  const owner = memberOf(context.caller);
  const thread: Thread = {
    ...said,
    ...{ side: sideOf(owner), partner: state.origin.partner?.id ?? null, owner },
    ...{ openedAt: at, closedAt: null, askedAt: at, dueAt: dueFrom(at), overdue: false, chased: 0 },
  };
  const told = story(state, at);
  told.tell(
    { type: 'ticket-third-party-written', thread: threadMark(thread), said: message, opened: true },
    { threads: [...state.threads, thread] },
  );
  return told.done();
}

function threadFault({ contact }: Pick<OpenThread, 'contact'>, state: TicketState): Refusal | undefined {
  if (state.status === 'closed') return refused('wrong-state', 'This ticket is closed.', present(state));
  if (state.threads.length >= THREADS_AT_MOST) {
    return refused('wrong-state', `A ticket has at most ${THREADS_AT_MOST} threads.`, present(state));
  }
  const customers = [state.requester, ...state.watchers].map(({ email }) => email.toLowerCase());
  if (!customers.includes(contact.email.toLowerCase())) return undefined;
  const errors = [{ path: 'contact.email', message: 'is the customer’s, who may not know of it' }];
  return refused('invalid', 'The customer is no third party.', { errors });
}

/** Writes to the third party once more; `chase` because it has not answered. */
export function writeInThread(
  { thread: id, message, chase }: { thread: string; message: string; chase: boolean },
  dueFrom: DueFrom,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decided {
  const found = threadFor(id, state, context);
  if ('ok' in found) return found;
  if (chase && found.askedAt === null) {
    return refused('wrong-state', 'Its last message was answered: there is nothing to chase.', present(state));
  }
  const asked = found.askedAt === null ? { askedAt: at, dueAt: dueFrom(at), overdue: false } : {};
  const told = story(state, at);
  const happening = { thread: threadMark(found), said: message };
  told.tell(
    chase
      ? { type: 'ticket-third-party-chased', ...happening }
      : { type: 'ticket-third-party-written', ...happening, opened: false },
    withThread(state, { ...found, ...asked, chased: found.chased + (chase ? 1 : 0) }),
  );
  return told.done();
}

/** Makes it somebody else's task, of the same company. */
export function passThread(
  { thread: id, to }: { thread: string; to: Thread['owner'] },
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decided {
  const found = threadFor(id, state, context);
  if ('ok' in found) return found;
  const by = memberOf(context.caller);
  if (to.party !== by.party || to.company !== by.company) {
    const errors = [{ path: 'owner', message: 'is none of your people' }];
    return refused('invalid', 'A thread is passed on to a colleague.', { errors });
  }
  if (to.id === found.owner.id) return changed(state, []);
  const told = story(state, at);
  told.tell(
    { type: 'ticket-third-party-passed', thread: threadMark(found), to, from: found.owner },
    withThread(state, { ...found, owner: to }),
  );
  return told.done();
}

/** Ends a conversation: nothing is waited for any more. */
export function closeThread(id: string, state: TicketState, context: TicketContext, at: Seconds): Decided {
  const found = threadFor(id, state, context, false);
  if ('ok' in found) return found;
  if (found.closedAt !== null) return changed(state, []);
  const told = story(state, at);
  told.tell(
    { type: 'ticket-third-party-closed', thread: threadMark(found) },
    withThread(state, { ...found, closedAt: at, askedAt: null, dueAt: null, overdue: false }),
  );
  return told.done();
}

/**
 * A mail that came to a thread's address. From whom the thread is with, it is the answer: what was due is met, and a
 * ticket that waits for a third party goes back to the desk that had it last, if that desk may know of the thread.
 * From anybody else, or from a machine, it is only kept.
 */
export function hearThirdParty(
  { token, message, verified, automatic }: { token: string; message: string; verified: boolean; automatic: boolean },
  state: TicketState,
  at: Seconds,
): Decided {
  const thread = state.threads.find((one) => one.token === token);
  if (!thread) return changed(state, []);
  const answers = verified && !automatic;
  const told = story(state, at);
  told.tell(
    { type: 'ticket-third-party-replied', thread: threadMark(thread), said: message, verified, automatic },
    answers ? withThread(state, { ...thread, askedAt: null, dueAt: null, overdue: false }) : {},
  );
  const waits = state.court === 'third_party' && thread.closedAt === null && isOf(thread, state.lastDesk);
  if (answers && waits) moveTo(told, state.lastDesk, 'third-party-replied', null, at);
  return told.done();
}

/** Whether a desk may know of a thread. */
export const isOf = ({ visibility, side }: Thread, desk: Desk): boolean =>
  visibility === 'desks' || (side === 'provider') === (desk === 'provider');

/** Told once, in the first second beyond what was promised. */
export function threadOverdue(thread: Thread, state: TicketState, at: Seconds): Decided & { ok: true } {
  const told = story(state, at);
  told.tell(
    { type: 'ticket-third-party-overdue', thread: threadMark(thread), dueAt: thread.dueAt ?? at },
    withThread(state, { ...thread, overdue: true }),
  );
  return told.done();
}

/** Threads whose answer is still owed, with the instant at which it is too late. */
export const threadsOwed = ({ status, threads }: TicketState): { thread: Thread; at: Seconds }[] =>
  status === 'closed'
    ? []
    : threads.flatMap((thread) => (thread.dueAt === null || thread.overdue ? [] : [{ thread, at: thread.dueAt + 1 }]));

/** The thread, as far as the caller may know of it and it is as it must be. */
function threadFor(id: string, state: TicketState, context: TicketContext, mustBeOpen = true): Thread | Refusal {
  const no = mayNot(state, context);
  if (no) return no;
  const viewer = viewerOf(context.caller, context.terms);
  const found = state.threads.find((one) => one.id === id && seesThread(viewer, threadMark(one)));
  if (!found) return refused('not-found', 'There is no such thread on this ticket.');
  if (mustBeOpen && found.closedAt !== null) {
    return refused('wrong-state', 'This thread is closed.', present(state));
  }
  return found;
}

const withThread = (state: TicketState, thread: Thread): Pick<TicketState, 'threads'> => ({
  threads: state.threads.map((one) => (one.id === thread.id ? thread : one)),
});
