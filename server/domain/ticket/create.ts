import { type Decision, refused } from '../decision.js';
import { start } from '../sla/fold.js';
import type { Created } from '../sla/types.js';
import type { Seconds } from '../time/instant.js';
import { namedIn } from './clocks.js';
import type { MessageMark, TicketEvent } from './events.js';
import { sourcesSince } from './sources.js';
import type {
  Agreed,
  ExternalRef,
  Link,
  Member,
  Requester,
  Side,
  TicketOrigin,
  TicketState,
  Upgrade,
} from './state.js';
import { story } from './story.js';
import type { DealTerms } from './terms.js';
import type { Desk, Kind, Priority } from './vocabulary.js';

/** A ticket that is logged, once it is known where it comes from and what is agreed for it. */
export interface NewTicket {
  id: string;
  number: number;
  subject: string;
  kind: Kind;
  priority: Priority;
  component: string | null;
  requester: Requester;
  origin: TicketOrigin;
  agreed: Agreed;
  terms: DealTerms | null;
  /** The court that a desk chose. */
  court: Desk | null;
  /** Who logs it; an open form and a mail count as the customer. */
  author: Member;
  /** The description, under which its body is stored. */
  message: string | null;
  tags: readonly string[];
  side: Side;
  links: readonly Link[];
  externalRef: ExternalRef | null;
  followUpOf: { id: string; number: number } | null;
  upgrade: Upgrade | null;
}

/** In whose court a new ticket is: by who logs it and the deal's support (contract "Initial court"). */
export function initialCourt({ author, origin, terms }: Pick<NewTicket, 'author' | 'origin' | 'terms'>): Desk {
  const isTheirs = author.party !== 'partner' && origin.partner !== null && terms?.support === 'partner-first';
  return isTheirs ? 'partner' : 'provider';
}

/** Logs a ticket: its clocks start. */
export function createTicket(ticket: NewTicket, at: Seconds): Decision<TicketState, TicketEvent> {
  if (ticket.court !== null && ticket.author.party === 'customer') {
    return refused('not-allowed', 'A customer does not choose the court.');
  }
  const court = ticket.court ?? initialCourt(ticket);
  if (court === 'partner' && ticket.origin.partner === null) {
    return refused('invalid', 'This ticket has no partner.', {
      errors: [{ path: 'court', message: 'must be provider: this ticket has no partner' }],
    });
  }
  const { kind, priority } = ticket;
  const created: Created = { at, type: 'created', priority, court };
  const told = story(fresh(ticket, created), at);
  told.tell({
    ...{ type: 'ticket-created', court, kind, priority, followUpOf: ticket.followUpOf?.id ?? null },
    ...{ message: descriptionOf(ticket), clock: { policy: ticket.agreed.policy, created } },
  });
  return told.done();
}

/** What a ticket is described by is for all three parties. */
const descriptionOf = ({ message, author, origin }: NewTicket): MessageMark | null =>
  message === null ? null : { message, visibility: 'customer', author, partner: origin.partner?.id ?? null };

function fresh(ticket: NewTicket, created: Created): TicketState {
  const { id, number, subject, kind, priority, component, requester, origin, agreed } = ticket;
  const { links, externalRef, followUpOf, upgrade, side } = ticket;
  const lastDesk: Desk = created.court === 'partner' ? 'partner' : 'provider';
  return {
    ...{ id, version: 0, number, subject, kind, priority, component, requester, origin },
    ...{ queue: null, partnerQueue: null, triage: null, unclaimed: null, held: null },
    ...{ links, externalRef, followUpOf, upgrade, lastDesk, loggedBy: ticket.author.id },
    status: 'open',
    court: created.court,
    watchers: [],
    assignee: null,
    tags: [...new Set(ticket.tags)].map((tag) => ({ tag, side })),
    threads: [],
    waiting: null,
    snooze: null,
    merging: null,
    mergedInto: null,
    mergedFrom: [],
    sla: start(agreed.policy, created),
    calendars: namedIn(agreed.calendars, agreed.policy),
    sources: sourcesSince(agreed.sources, created.at),
    warned: [],
    told: [],
    fed: [],
    runs: [],
    begun: 0,
    outages: [],
    approvals: [],
    shown: [],
    solvedAt: null,
    solvedBy: null,
    solvings: 0,
    closeAt: null,
    ratings: [],
    createdAt: created.at,
    updatedAt: created.at,
    events: 0,
  };
}
