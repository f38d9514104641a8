import { unreachable } from '../../domain/decision.js';
import type { TicketEvent, TicketHappening } from '../../domain/ticket/events.js';
import { type Placed, sideOf } from '../../domain/ticket/state.js';
import { isOwnSide, seesCause, shownQueue, type Viewer } from '../../domain/ticket/visibility.js';
import type { Court } from '../../domain/ticket/vocabulary.js';
import { formatInstant } from '../../domain/time/instant.js';
import { assignedInWords, PASSED_ON_WORDS, queueInWords } from './queue-words.js';

const COURT_WORDS: Record<Court, string> = {
  provider: 'the provider',
  partner: 'the partner',
  customer: 'the customer',
  third_party: 'a third party',
};

const metricInWords = (metric: string, party: string): string =>
  `${metric.replaceAll('_', ' ')} of ${party === 'promise' ? 'the promise' : `the ${party}`}`;

/** What happened, in words that name parties and no people. */
export function whatInWords(event: TicketHappening): string {
  switch (event.type) {
    case 'ticket-created':
      return `Logged, in the court of ${COURT_WORDS[event.court]}`;
    case 'ticket-replied':
      return event.message.visibility === 'customer' ? 'Wrote to all parties' : 'Wrote to the desks';
    case 'ticket-noted':
      return 'Noted for the own company';
    case 'ticket-handed-over':
      return `Handed over from ${COURT_WORDS[event.from]} to ${COURT_WORDS[event.to]}`;
    case 'ticket-assigned':
      return event.claimed ? 'Took the ticket' : 'Gave the ticket to somebody';
    case 'ticket-released':
      return 'Let go of the ticket';
    case 'ticket-prioritised':
      return `${event.correction ? 'Corrected' : 'Changed'} the priority from ${event.from} to ${event.to}`;
    case 'ticket-edited':
      return `Changed ${changesOf(event).join(', ')}`;
    case 'ticket-queued':
      return event.queue ? `Put into the queue ${event.queue.name}` : 'Taken out of the queue';
    case 'ticket-queue-left':
      return 'Left the queue to its rules again';
    case 'ticket-triage-due':
      return 'Its origin should be settled by now';
    case 'ticket-solved':
      return 'Solved';
    case 'ticket-third-party-written':
      return event.opened ? 'Asked a third party' : 'Wrote to a third party';
    case 'ticket-third-party-chased':
      return 'Asked a third party again';
    case 'ticket-third-party-replied':
      return event.verified ? 'A third party answered' : 'Somebody else wrote to a third party’s address';
    case 'ticket-third-party-overdue':
      return 'A third party has not answered as promised';
    case 'ticket-third-party-passed':
      return 'Made it a colleague’s task to hear from a third party';
    case 'ticket-third-party-closed':
      return 'Ended the conversation with a third party';
    case 'ticket-reminded':
      return `Reminded ${COURT_WORDS[event.waitsFor]}`;
    case 'ticket-reopened':
      return `Opened again, in the court of ${COURT_WORDS[event.court]}`;
    case 'ticket-closed':
      return event.into ? `Merged into #${event.into.number}` : 'Closed';
    case 'ticket-rated':
      return `Rated ${event.score} of 5`;
    case 'ticket-snoozed':
      return `Snoozed until ${formatInstant(event.until)}`;
    case 'ticket-woke':
      return 'The snooze is over';
    case 'ticket-merge-began':
      return `Is being merged into #${event.into.number}`;
    case 'ticket-merge-given-up':
      return `Could not be merged into #${event.into.number}`;
    case 'ticket-took-in':
      return `#${event.from.number} was merged into this`;
    case 'ticket-split':
      return `#${event.into.number} was split from this`;
    case 'ticket-linked':
      return `Linked #${event.ticket.number} (${event.relation})`;
    case 'ticket-origin-settled':
      return `Settled to deal ${event.deal}`;
    case 'ticket-origin-changed':
      return event.deal === null ? 'Went to the provider: its deal ended' : `Moved to deal ${event.deal}`;
    case 'ticket-agreements-changed':
      return event.deal
        ? `Stays under deal ${event.deal.id} until it is closed, though the deal ${DEAL_WORDS[event.deal.verb]}`
        : RULE_WORDS[event.rule];
    case 'ticket-address-proved':
      return 'The requester confirmed the address';
    case 'ticket-approval-asked':
      return 'Asked for an approval';
    case 'ticket-approval-withdrawn':
      return 'Does not ask for the approval any more';
    case 'ticket-approval-settled':
      return OUTCOME_WORDS[event.outcome];
    case 'ticket-upgrade-settled':
      return UPGRADE_WORDS[event.decision];
    case 'ticket-outage-linked':
      return 'Waits for an outage';
    case 'playbook-began':
    case 'playbook-stepped':
    case 'playbook-not-begun':
    case 'playbook-skipped':
    case 'playbook-ended':
      return event.words;
    case 'playbook-told':
      return `Told ${event.to}`;
    case 'playbook-called':
      return `Called a webhook with ${event.event}`;
    case 'sla-due-soon':
      return `${event.percent ? `${event.percent} % used` : 'Due soon'}: ${metricInWords(event.target.metric, event.target.party)}`;
    case 'sla-breached':
      return `Breached: ${metricInWords(event.target.metric, event.target.party)}`;
    case 'ticket-breach-explained':
      return `Said why: ${metricInWords(event.row.metric, event.row.party)}`;
    default:
      return unreachable(event);
  }
}

function changesOf(event: Extract<TicketHappening, { type: 'ticket-edited' }>): string[] {
  return [
    ...(event.subject === undefined ? [] : ['the subject']),
    ...(event.component === undefined ? [] : ['the component']),
    ...(event.tags === undefined ? [] : ['tags']),
    ...(event.queue === undefined ? [] : ['the queue']),
  ];
}

const HAND_OVER_WORDS = {
  command: null,
  'customer-replied': 'The customer answered.',
  // That it did is told by an event of its own, to whom it is for.
  'third-party-replied': null,
  'partner-left': 'The ticket has no partner any more.',
  playbook: 'A playbook says so.',
} as const;

const OUTCOME_WORDS = {
  approved: 'Approved',
  declined: 'Declined',
  expired: 'Nobody answered in time',
} as const;

const UPGRADE_WORDS = {
  approved: 'The upgrade is approved',
  declined: 'The upgrade is declined',
  expired: 'The upgrade was not decided on in time',
} as const;

const DEAL_WORDS = {
  ended: 'has ended',
  passed: 'has passed to another partner',
  retyped: 'has become one of another type',
} as const;

const RULE_WORDS = {
  keep: 'Stays on the agreements that it has',
  'from-now': 'Runs under the present agreements from now on',
  recompute: 'Is counted anew, as if the present agreements had held since it was logged',
} as const;

const CLOSE_WORDS = {
  customer: 'The customer is done with it.',
  time: 'Nobody opened it again in the agreed days.',
  merged: 'It goes on in the other ticket.',
} as const;

/** Why it happened, where that is known. Which playbook did it is for those who see its runs. */
export function whyInWords(viewer: Viewer, event: TicketEvent): string | null {
  const { cause } = event;
  if (event.type === 'ticket-assigned' && event.queue) {
    return isOwnSide(viewer, sideOf(event.to)) ? assignedInWords(event.queue) : null;
  }
  if (event.type === 'ticket-assigned' && event.over) {
    return isOwnSide(viewer, sideOf(event.to))
      ? `${event.claimed ? 'Taken' : 'Given'} by hand beyond the capacity.`
      : null;
  }
  if (event.type === 'ticket-released' && event.why) {
    return isOwnSide(viewer, sideOf(event.from)) ? PASSED_ON_WORDS[event.why] : null;
  }
  if (event.type === 'ticket-created') return placedInWords(shownQueue(viewer, event));
  if (!cause) return reasonOf(event);
  if (!seesCause(viewer, event)) return 'A playbook says so.';
  const { name, version } = cause.playbook;
  return `Playbook ${name}, version ${version}${cause.step === null ? '' : `, step ${cause.step}`}.`;
}

const placedInWords = (queue: Placed | null | undefined): string | null =>
  queue ? `In the queue ${queue.name}. ${queueInWords(queue.why) ?? ''}`.trim() : null;

function reasonOf(event: TicketHappening): string | null {
  switch (event.type) {
    case 'ticket-handed-over':
      return HAND_OVER_WORDS[event.why];
    case 'ticket-solved':
      return event.why === 'waiting' ? 'Nobody answered in the agreed time.' : null;
    case 'ticket-closed':
      return CLOSE_WORDS[event.why];
    case 'ticket-origin-changed':
      return event.reason;
    case 'ticket-agreements-changed':
      return `Change ${event.change} of the agreements.`;
    case 'ticket-snoozed':
      return event.reason;
    case 'ticket-rated':
      return event.words;
    case 'ticket-queued':
      return event.queue && queueInWords(event.queue.why);
    case 'ticket-breach-explained':
      return event.note === null ? event.reason.name : `${event.reason.name}: ${event.note}`;
    case 'sla-due-soon':
    case 'sla-breached':
      return event.target.targetSeconds === null ? null : `The target is ${event.target.targetSeconds / 60} minutes.`;
    default:
      return null;
  }
}
