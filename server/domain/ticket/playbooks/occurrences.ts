import { unreachable } from '../../decision.js';
import type { Occurrence } from '../../playbook/facts.js';
import { METRICS, PARTIES } from '../../sla/types.js';
import type { TargetMark, TicketEvent } from '../events.js';
import type { TicketState } from '../state.js';

/** What an event is for playbooks: what can begin one or end a wait. Of most events they hear nothing. */
export function occurrencesOf(event: TicketEvent, state: TicketState): Occurrence[] {
  const occurrences = meant(event, state);
  return event.cause ? occurrences.map((one) => ({ ...one, byPlaybook: true })) : occurrences;
}

function meant(event: TicketEvent, state: TicketState): Occurrence[] {
  switch (event.type) {
    case 'ticket-created':
      return [{ type: 'ticket-created' }, ...(state.origin.triage ? [] : requested(state))];
    case 'ticket-origin-settled':
    case 'ticket-origin-changed':
      return [{ type: 'origin-settled' }, ...requested(state)];
    case 'ticket-replied': {
      const by = event.message.author.party;
      return [{ type: 'replied', by }, ...(by === 'customer' ? [] : [{ type: 'acknowledged', by } as const])];
    }
    case 'ticket-assigned':
      return event.claimed ? [{ type: 'acknowledged', by: event.to.party }] : [];
    case 'ticket-handed-over':
      return [{ type: 'handed-over', to: event.to }];
    case 'ticket-prioritised':
      return [{ type: 'priority-changed' }];
    case 'ticket-edited':
      return event.component === undefined ? [] : [{ type: 'component-changed' }];
    case 'ticket-outage-linked':
      return [{ type: 'outage-linked' }];
    case 'ticket-solved':
      return [{ type: 'solved', by: event.by }];
    case 'ticket-reopened':
      return [{ type: 'reopened', by: event.by }];
    case 'ticket-closed':
      return [{ type: 'closed' }];
    case 'sla-due-soon':
      return [{ type: 'sla-warning', ...targetOf(event.target) }];
    case 'sla-breached':
      return [{ type: 'sla-breached', ...targetOf(event.target) }];
    case 'ticket-queued':
    case 'ticket-queue-left':
    case 'ticket-triage-due':
    case 'ticket-noted':
    case 'ticket-released':
    case 'ticket-reminded':
    case 'ticket-third-party-written':
    case 'ticket-third-party-chased':
    case 'ticket-third-party-replied':
    case 'ticket-third-party-overdue':
    case 'ticket-third-party-passed':
    case 'ticket-third-party-closed':
    case 'ticket-rated':
    case 'ticket-snoozed':
    case 'ticket-woke':
    case 'ticket-merge-began':
    case 'ticket-merge-given-up':
    case 'ticket-took-in':
    case 'ticket-split':
    case 'ticket-linked':
    case 'ticket-agreements-changed':
    case 'ticket-breach-explained':
    case 'ticket-address-proved':
    case 'ticket-approval-asked':
    case 'ticket-approval-withdrawn':
    case 'ticket-approval-settled':
    case 'ticket-upgrade-settled':
    case 'playbook-began':
    case 'playbook-stepped':
    case 'playbook-ended':
    case 'playbook-not-begun':
    case 'playbook-skipped':
    case 'playbook-told':
    case 'playbook-called':
      return [];
    default:
      return unreachable(event);
  }
}

/** An upgrade is asked for once it is known under which deal, as long as nobody decided on it. */
const requested = ({ upgrade }: TicketState): Occurrence[] =>
  upgrade?.state === 'pending' ? [{ type: 'upgrade-requested' }] : [];

function targetOf({ metric, party }: TargetMark): Pick<Occurrence, 'metric' | 'party'> {
  const [known, of] = [METRICS.find((one) => one === metric), PARTIES.find((one) => one === party)];
  return { ...(known && { metric: known }), ...(of && { party: of }) };
}
