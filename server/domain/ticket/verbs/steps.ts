import { partyOf } from '../../access/access.js';
import type { Seconds } from '../../time/instant.js';
import { deskAfter, type TicketContext } from '../context.js';
import type { HandOverReason, MessageMark, SolveReason } from '../events.js';
import { type MessageDraft, markOf, shownAfter, visibilityOf } from '../messages.js';
import type { TicketState } from '../state.js';
import type { Story } from '../story.js';
import type { Court, Desk, Party } from '../vocabulary.js';

/*
 * What several commands have in common: each step tells one thing that happens to a ticket, with its change of state
 * and what it feeds to the clocks. Whether it may happen has been judged before.
 */

/** What a deal says unless it says otherwise. */
const CLOSE_AFTER_DAYS = 7;
const SECONDS_A_DAY = 86_400;

/** A desk's message to the customer or between the desks. */
export function replyOfDesk(told: Story, message: MessageDraft, context: TicketContext, at: Seconds): void {
  const visibility = visibilityOf(message, context);
  const mark = markOf(message, visibility, told.state, context);
  told.tell({ type: 'ticket-replied', message: mark }, shownAfter(told.state, mark), {
    at,
    type: 'reply',
    by: partyOf(context.caller),
    to: visibility === 'customer' ? 'customer' : 'desks',
  });
}

/** What a customer writes gives the ticket back to the desk that must answer, and opens it again if it was solved. */
export function replyOfCustomer(told: Story, message: MessageDraft, context: TicketContext, at: Seconds): void {
  if (told.state.status === 'solved') reopenInto(told, told.state.solvedBy ?? 'provider', 'customer', at);
  const mark = markOf(message, 'customer', told.state, context);
  told.tell({ type: 'ticket-replied', message: mark }, {}, { at, type: 'reply', by: 'customer', to: 'customer' });
  if (told.state.court === 'customer') moveTo(told, told.state.lastDesk, 'customer-replied', null, at);
}

/** Another court. A desk that lost the turn to the other one has nobody on the ticket any more. */
export function moveTo(told: Story, court: Court, why: HandOverReason, message: MessageMark | null, at: Seconds): void {
  const { state } = told;
  if (state.court === null) throw new Error('A ticket that is not open is in no court');
  told.tell(
    { type: 'ticket-handed-over', from: state.court, to: court, why, message },
    {
      court,
      lastDesk: deskAfter(court, state.lastDesk),
      assignee: assigneeIn(court, state),
      ...(message && shownAfter(state, message)),
    },
    { at, type: 'court', court },
  );
}

/** Whoever has the ticket keeps it unless it goes to the other desk. */
function assigneeIn(court: Court, { assignee }: TicketState): TicketState['assignee'] {
  const isDesk = court === 'provider' || court === 'partner';
  return isDesk && assignee !== null && assignee.party !== court ? null : assignee;
}

/** A ticket that is solved. It closes by itself after the deal's days. */
export function solveBy(
  told: Story,
  by: Desk,
  { terms }: Pick<TicketContext, 'terms'>,
  at: Seconds,
  why?: SolveReason,
): void {
  told.tell(
    { type: 'ticket-solved', by, ...(why && { why }) },
    {
      status: 'solved',
      court: null,
      solvedAt: at,
      solvedBy: by,
      solvings: told.state.solvings + 1,
      closeAt: at + (terms?.closeAfterDays ?? CLOSE_AFTER_DAYS) * SECONDS_A_DAY,
    },
    { at, type: 'solved' },
  );
}

/** A solved ticket that is open again, in this court. */
export function reopenInto(told: Story, court: Court, by: Party, at: Seconds): void {
  const { state } = told;
  told.tell(
    { type: 'ticket-reopened', court, by },
    {
      status: 'open',
      court,
      lastDesk: deskAfter(court, state.solvedBy ?? state.lastDesk),
      assignee: assigneeIn(court, state),
      solvedAt: null,
      solvedBy: null,
      closeAt: null,
    },
    { at, type: 'reopened', court },
  );
}

/** What a ticket that closes asked for and nobody decided on is not decided on any more. */
export function expireUpgrade(told: Story): void {
  const { upgrade } = told.state;
  if (upgrade?.state !== 'pending') return;
  told.tell({ type: 'ticket-upgrade-settled', decision: 'expired' }, { upgrade: { ...upgrade, state: 'expired' } });
}

/** A ticket that is closed for good. One that was open counts as solved by that. */
export function closeFor(
  told: Story,
  why: 'customer' | 'merged',
  into: { id: string; number: number } | null,
  at: Seconds,
): void {
  expireUpgrade(told);
  const { state } = told;
  const wasOpen = state.status === 'open';
  told.tell(
    { type: 'ticket-closed', why, into },
    {
      status: 'closed',
      court: null,
      closeAt: null,
      ...(wasOpen && { solvings: state.solvings + 1, solvedAt: at, solvedBy: state.lastDesk }),
      ...(into && { mergedInto: into, merging: null }),
    },
    ...(wasOpen ? [{ at, type: 'solved' } as const] : []),
  );
}
