import { partyOf } from '../../access/access.js';
import { type Decision, type Refusal, refused } from '../../decision.js';
import type { History, Policy } from '../../sla/types.js';
import type { Seconds } from '../../time/instant.js';
import { namedIn } from '../clocks.js';
import { objection, present } from '../commands.js';
import { memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { sourcesSince } from '../sources.js';
import type { Agreed, Judged, Named, TicketOrigin, TicketState } from '../state.js';
import { type Story, story } from '../story.js';
import type { DealTerms } from '../terms.js';
import { moveTo } from './steps.js';

export interface OriginCommand {
  verb: 'origin';
  deal: DealTerms;
  /** Whether origin goes by this for later tickets of the same requester. */
  remember: boolean;
  reason: string | null;
  /** The targets agreed under that deal. */
  agreed: Agreed;
  /** What that deal says of an upgrade that nobody decided on; `null` without one. */
  judged: Judged | null;
  /** What the clocks were fed up to the stored version: they are folded anew. */
  history: History;
}

/** Settles a ticket in triage to a deal, or takes a settled one to another deal. */
export function settleOrigin(
  command: OriginCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const no = objection('origin', state, context) ?? dealObjection(command, state, context);
  if (no) return no;
  const { deal, agreed, remember, reason, history, judged } = command;
  const { origin } = state;
  const held = namedIn(state.calendars, ...policiesOf(history));
  const told = story({ ...state, calendars: { ...held, ...agreed.calendars } }, at, history);
  const to = { deal: deal.id, partner: deal.partner?.id ?? null, customer: deal.customer.id, remember };
  const before = { deal: origin.deal, partner: origin.partner?.id ?? null, customer: origin.customer?.id ?? null };
  told.tell(
    origin.triage
      ? { type: 'ticket-origin-settled', ...to, before }
      : { type: 'ticket-origin-changed', ...to, before, reason: reason ?? '' },
    {
      origin: settledTo(deal, origin),
      sources: sourcesSince(agreed.sources, state.createdAt),
      ...(state.upgrade && judged && { upgrade: { ...state.upgrade, ...judged } }),
      triage: null,
      assignee: isOfAnotherPartner(state, deal) ? null : state.assignee,
    },
    { at, type: 'policy', rule: 'recompute', policy: agreed.policy },
  );
  if (deal.partner === null) leavePartner(told, at);
  return told.done();
}

const policiesOf = ({ policy, since }: History): Policy[] => [
  policy,
  ...since.flatMap((event) => (event.type === 'policy' ? [event.policy] : [])),
];

function dealObjection(
  { deal, reason }: OriginCommand,
  state: TicketState,
  { caller }: TicketContext,
): Refusal | undefined {
  const { origin } = state;
  if (deal.id === origin.deal) return refused('wrong-state', `It is under deal ${deal.id} already.`, present(state));
  if (!origin.triage && reason === null) return invalid('reason', 'is required to change a settled origin');
  const { bound } = origin;
  const isOutside =
    bound !== null && ('partner' in bound ? deal.partner?.id !== bound.partner : deal.customer.id !== bound.customer);
  const isForeign = partyOf(caller) === 'partner' && deal.partner?.id !== memberOf(caller).company;
  return isOutside || isForeign ? invalid('deal', 'must be a deal of the party that logged the ticket') : undefined;
}

const invalid = (path: string, message: string): Refusal =>
  refused('invalid', `${path} ${message}`, { errors: [{ path, message }] });

export const settledTo = ({ id, partner, customer }: DealTerms, origin: TicketOrigin): TicketOrigin => ({
  ...origin,
  type: partner === null ? 'direct-deal' : 'partner-deal',
  confidence: 'certain',
  triage: false,
  disagreement: false,
  deal: id,
  partner,
  customer,
});

/** People of a partner that loses the ticket have nothing to do with it any more. */
export const isOfAnotherPartner = ({ assignee }: TicketState, { partner }: { partner: Named | null }): boolean =>
  assignee?.party === 'partner' && assignee.company !== partner?.id;

/** Without a partner a ticket is nobody's but the provider's. */
export function leavePartner(told: Story, at: Seconds): void {
  if (told.state.court === 'partner') moveTo(told, 'provider', 'partner-left', null, at);
  told.adjust({ lastDesk: 'provider', solvedBy: told.state.solvedBy === null ? null : 'provider' });
}
