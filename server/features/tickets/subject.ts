import { SYSTEM } from '../../domain/access/access.js';
import type { MessageMark, TicketEvent } from '../../domain/ticket/events.js';
import type { TicketState } from '../../domain/ticket/state.js';
import { type Actor, type Audience, actorOf } from '../../platform/log/event.js';
import type { Subject } from '../../platform/log/subject.js';
import { readTicket, type TicketDocument, type TicketModels, writeTicket } from './model.js';

/** How tickets change (DESIGN, pattern 1). What became due is applied by the service, which knows the playbooks. */
export const ticketSubject = ({ tickets }: Pick<TicketModels, 'tickets'>): TicketSubject => ({
  kind: 'ticket',
  model: tickets,
  read: readTicket,
  write: writeTicket,
  audience: audienceOf,
  actor: doerOf,
});
export type TicketSubject = Subject<TicketState, TicketEvent, TicketDocument>;

/** What becomes due by itself is the desk's doing, whoever's command came after it; and what a playbook does, its own. */
function doerOf(event: TicketEvent): Actor | null {
  const { cause } = event;
  if (cause && !(event.type === 'playbook-began' && event.byHand)) {
    const { owner, name } = cause.playbook;
    return { kind: 'system', id: `playbook:${owner ?? 'provider'}:${name}`, name: `Playbook ${name}`, party: 'system' };
  }
  if (event.type === 'ticket-third-party-replied') return THIRD_PARTY;
  return isByClock(event) ? actorOf(SYSTEM) : null;
}

/** Who it was is in the thread, for those who may know of it. */
const THIRD_PARTY: Actor = { kind: 'system', id: 'third-party', name: 'A third party', party: 'system' };

const isByClock = (event: TicketEvent): boolean =>
  event.type === 'sla-due-soon' ||
  event.type === 'sla-breached' ||
  event.type === 'ticket-woke' ||
  event.type === 'ticket-reminded' ||
  event.type === 'ticket-third-party-overdue' ||
  (event.type === 'ticket-solved' && event.why === 'waiting') ||
  event.type === 'ticket-triage-due' ||
  (event.type === 'ticket-assigned' && event.queue !== undefined) ||
  (event.type === 'ticket-released' && event.why !== undefined) ||
  (event.type === 'ticket-queued' && event.queue?.why?.by !== 'person') ||
  (event.type === 'ticket-closed' && event.why === 'time');

/** Who may hear of an event at all; what each sees of it is cut by its presenter. */
function audienceOf({ origin }: TicketState, event: TicketEvent): Audience {
  const everybody = { provider: true, partner: origin.partner?.id ?? null, customer: origin.customer?.id ?? null };
  if ('thread' in event) {
    const { visibility, side, partner } = event.thread;
    const isShared = visibility === 'desks';
    return {
      provider: isShared || side === 'provider',
      partner: isShared || side !== 'provider' ? partner : null,
      customer: null,
    };
  }
  if (event.type !== 'ticket-replied' && event.type !== 'ticket-noted') return everybody;
  const { visibility, author }: MessageMark = event.message;
  if (visibility === 'customer') return everybody;
  if (visibility === 'desks') return { ...everybody, customer: null };
  return {
    provider: author.party === 'provider',
    partner: author.party === 'partner' ? author.company : null,
    customer: null,
  };
}
