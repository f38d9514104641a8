import type { PlaybookFacts } from '../../playbook/facts.js';
import type { TicketState } from '../state.js';
import type { DealTerms } from '../terms.js';

/** What playbooks may know of a ticket. */
export function factsOf(state: TicketState, terms: DealTerms | null): PlaybookFacts {
  const { number, subject, status, kind, priority, component, court, origin, queue, assignee, loggedBy } = state;
  const { partner, customer, triage } = origin;
  return {
    ...{ number, subject, status, kind, priority, component, court, triage, partner, customer },
    tags: [...new Set(state.tags.map(({ tag }) => tag))],
    language: terms?.language ?? null,
    queue: queue?.id ?? null,
    assigned: assignee !== null,
    deal: terms && { id: terms.id, type: terms.type, support: terms.support },
    upgrade: upgradeOf(state),
    requestedBy: loggedBy,
  };
}

function upgradeOf({ upgrade }: TicketState): PlaybookFacts['upgrade'] {
  if (upgrade === null) return null;
  const { item, quantity, increase, preAgreed, reason } = upgrade;
  return { item, quantity, increase, preAgreed, reason };
}
