import { partyOf } from '../access/access.js';
import { type Refusal, refused } from '../decision.js';
import { memberOf, type TicketContext } from './context.js';
import type { MessageMark } from './events.js';
import type { TicketState } from './state.js';
import { shownMember, viewerOf } from './visibility.js';
import { LIMITS, type Party, type Visibility } from './vocabulary.js';

/** A message that a command brings: its body is stored under this id. `visibility` may be left to the rules. */
export interface MessageDraft {
  id: string;
  visibility: Visibility | null;
}

/** For whom a message is: from a customer always for all, from a desk for the desks unless it says otherwise. */
export const visibilityOf = ({ visibility }: MessageDraft, { caller }: TicketContext): Visibility =>
  visibility ?? (partyOf(caller) === 'customer' ? 'customer' : 'desks');

/** Why the caller may not send a message of this visibility, by who they are and what the deal says. */
export function messageObjection(
  state: TicketState,
  context: TicketContext,
  visibility: Visibility,
): Refusal | undefined {
  const party = partyOf(context.caller);
  if (party === 'customer' && visibility !== 'customer') {
    return refused('not-allowed', 'What a customer writes is for all three parties.');
  }
  return visibility === 'customer' && !mayWriteToCustomer(state, context) ? viaPartner(state) : undefined;
}

/** Whether the deal lets the caller write to the customer. */
export function mayWriteToCustomer({ origin }: TicketState, { caller, terms }: TicketContext): boolean {
  const isVia = terms?.contactAuthority === 'provider-via-partner' && origin.partner !== null;
  return partyOf(caller) !== 'provider' || !isVia;
}

const viaPartner = ({ origin }: TicketState): Refusal =>
  refused(
    'contact-authority',
    `Under this deal the provider writes to the customer only through ${origin.partner?.name ?? 'the partner'}. It may write to the desks.`,
    { mayWriteTo: ['desks', 'own'] },
  );

/** A message as the events tell of it. */
export const markOf = (
  { id }: Pick<MessageDraft, 'id'>,
  visibility: Visibility,
  { origin }: TicketState,
  { caller }: TicketContext,
): MessageMark => ({ message: id, visibility, author: memberOf(caller), partner: origin.partner?.id ?? null });

/** What a desk's message changes: the guard against stale replies remembers what the customer was told. */
export function shownAfter(
  state: TicketState,
  { message, visibility, author }: MessageMark,
): Pick<TicketState, 'shown'> {
  if (visibility !== 'customer' || author.party === 'customer') return { shown: state.shown };
  const { id, name, party, company } = author;
  const next = { version: state.version + 1, message, author: id, name, party, company };
  return { shown: [...state.shown, next].slice(-LIMITS.shown) };
}

/** What somebody wrote to the customer meanwhile, as whoever was too late may know of it. */
export interface CameMeanwhile {
  version: number;
  message: string;
  by: { name: string | null; party: Party };
}

/** A reply is refused if somebody else wrote to the customer after the version that its author had read. */
export function staleness(
  { shown }: TicketState,
  { caller, terms }: TicketContext,
  seen: number | undefined,
): Refusal | undefined {
  if (seen === undefined) return undefined;
  const viewer = viewerOf(caller, terms);
  const came = shown
    .filter(({ version, author }) => version > seen && author !== caller.id)
    .map(({ version, message, author, name, party, company }): CameMeanwhile => {
      const by = shownMember(viewer, { id: author, name, party, company });
      return { version, message, by: { name: by.name, party } };
    });
  if (came.length === 0) return undefined;
  const names = [...new Set(came.map(({ by }) => by.name ?? `The ${by.party}`))].join(', ');
  return refused('came-meanwhile', `${names} wrote to the customer after what you had read.`, { came });
}
