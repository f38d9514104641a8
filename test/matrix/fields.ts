import type { TicketHappening } from '../../server/domain/ticket/events.js';
import { NOUN_NAMES } from '../../server/features/partners/noun.js';
import type { Column } from './readers.js';

/**
 * The fields of each representation that a reader sees, by the contract's "Who sees what": written from it, not from
 * the presenters. A path ends where a value does; `[]` is any item of a list. What is `null` counts as seen.
 */
export type FieldTable = Readonly<Record<Column, readonly string[]>>;

const words = (text: string): string[] => text.trim().split(/\s+/);
const under = (prefix: string, names: readonly string[]): string[] => names.map((name) => `${prefix}${name}`);

/** An SLA row: desks see too where it was agreed and whose time it used up. */
const ROW = words(
  'metric party cycle source policy calendar state dueAt targetSeconds elapsedSeconds breachedAt metAt endedBy opensAt',
);
const DESK_ROW = [
  ...ROW.filter((name) => name !== 'policy' && name !== 'calendar'),
  ...words('policy.id policy.version calendar.id calendar.version elapsedByCourt'),
];
const COURTS = under('sla.court.', words('provider partner customer third_party'));

const TICKET = words(`
  id number version status kind priority subject component court assignee.id assignee.name assignee.party
  requester.email requester.name mergedInto followUpOf upgrade rating.solving rating.score rating.words rating.at
  solvedAt closesAt followUpNotice may[] createdAt updatedAt
  origin.channel origin.partner.id origin.partner.name origin.customer.id origin.customer.name
`);
const DESKS_OF_TICKET = words(`
  origin.deal.id origin.type origin.confidence origin.triage origin.disagreement origin.candidates[].id origin.evidence[].rule
  origin.evidence[].value origin.evidence[].against playbooks externalRef.system externalRef.id externalRef.url tags[]
  links[].id links[].number links[].relation snoozedUntil snoozeReason followUps threads[].id threads[].vendor threads[].contact.name threads[].contact.email
  threads[].contact.company threads[].subject threads[].visibility threads[].owner.id threads[].owner.name
  threads[].owner.party threads[].promised.minutes threads[].promised.calendar threads[].state threads[].openedAt
  threads[].askedAt threads[].dueAt threads[].overdue threads[].chased ratings[].solving ratings[].score ratings[].words
  ratings[].at
`);
const DESK_TICKET = [...TICKET, ...DESKS_OF_TICKET, ...under('sla.targets[].', DESK_ROW), ...COURTS];
/** Of a row that the provider broke: whose fault it was and who is asked why is no other's to see. */
const PROVIDER_TICKET = [
  ...DESK_TICKET,
  ...under('sla.targets[].', words('fault asked[]')),
  ...words('queue.id queue.name queueWhy triageDueAt'),
];

/** A ticket: the customer sees neither deal nor what desks keep on it, a partner its own queue and not the provider's. */
export const TICKET_FIELDS: FieldTable = {
  agent: PROVIDER_TICKET,
  staff: PROVIDER_TICKET,
  partner: [...DESK_TICKET, ...words('queue.id queue.name queueWhy')],
  customer: [...TICKET, 'origin.deal', ...under('sla.targets[].', ROW)],
};

const ENTRY = words('number id at type who.id who.name who.party what why');
const MESSAGE = words(`
  id at author.id author.name author.party visibility text html
  attachments[].id attachments[].name attachments[].type attachments[].size attachments[].sha256
`);
/** A message: all its fields to whoever may read it at all. */
export const MESSAGE_FIELDS: FieldTable = { agent: MESSAGE, staff: MESSAGE, partner: MESSAGE, customer: MESSAGE };

/** A line of the timeline, besides `data`, which has a table for each type of event. */
export const ENTRY_FIELDS: FieldTable = { agent: ENTRY, staff: ENTRY, partner: ENTRY, customer: ENTRY };

const ALL: readonly Column[] = ['agent', 'staff', 'partner', 'customer'];
const DESKS: readonly Column[] = ['agent', 'staff', 'partner'];
const PROVIDER: readonly Column[] = ['agent', 'staff'];

/**
 * Who knows of which event of the matrix's ticket, where the provider did what sides keep apart. Its partner's brand
 * shows customers that somebody has the ticket.
 */
export const EVENT_READERS: Readonly<Record<TicketHappening['type'], readonly Column[]>> = {
  'ticket-created': ALL,
  'ticket-replied': ALL,
  'ticket-noted': DESKS,
  'ticket-handed-over': ALL,
  'ticket-assigned': ALL,
  'ticket-released': ALL,
  'ticket-prioritised': ALL,
  // Each desk knows of what is done among its own queues.
  'ticket-queued': PROVIDER,
  'ticket-queue-left': PROVIDER,
  'ticket-triage-due': PROVIDER,
  'ticket-edited': PROVIDER,
  'ticket-solved': ALL,
  'ticket-reminded': ALL,
  'ticket-third-party-written': DESKS,
  'ticket-third-party-chased': DESKS,
  'ticket-third-party-replied': DESKS,
  'ticket-third-party-overdue': DESKS,
  'ticket-third-party-passed': DESKS,
  'ticket-third-party-closed': DESKS,
  'ticket-reopened': ALL,
  'ticket-closed': ALL,
  'ticket-rated': ALL,
  'ticket-snoozed': PROVIDER,
  'ticket-woke': PROVIDER,
  'ticket-merge-began': DESKS,
  'ticket-merge-given-up': DESKS,
  'ticket-took-in': ALL,
  'ticket-split': DESKS,
  'ticket-linked': DESKS,
  'ticket-origin-settled': DESKS,
  'ticket-origin-changed': DESKS,
  // A customer only where a row of theirs came out differently.
  'ticket-agreements-changed': ALL,
  'ticket-address-proved': ALL,
  'ticket-approval-asked': DESKS,
  'ticket-approval-withdrawn': DESKS,
  'ticket-approval-settled': DESKS,
  'ticket-outage-linked': ALL,
  'ticket-upgrade-settled': ALL,
  // Of runs a partner knows those of its own playbooks.
  'playbook-began': DESKS,
  'playbook-stepped': DESKS,
  'playbook-ended': DESKS,
  'playbook-not-begun': DESKS,
  'playbook-skipped': DESKS,
  'playbook-told': DESKS,
  'playbook-called': DESKS,
  'ticket-breach-explained': PROVIDER,
  'sla-due-soon': ALL,
  'sla-breached': ALL,
};

/** Of which kinds of subjects the feed tells which reader, as somebody of the company that the thing belongs to. */
export const FEED_READERS: Readonly<Record<string, readonly Column[]>> = {
  ticket: ALL,
  outage: ALL,
  maintenance: ALL,
  approval: DESKS,
  // A partner and a customer see their credits; an agent sees none.
  credit: ['staff', 'partner', 'customer'],
  // What was agreed is told to the provider's leads, finance and admins; who may come in, to its admins.
  ...Object.fromEntries([...NOUN_NAMES, 'playbook', 'sla-change'].map((name) => [name, ['staff']] as const)),
  ...Object.fromEntries(['person', 'key', 'webhook'].map((name) => [name, ['staff']] as const)),
};

const CLOCK_INPUT = words('now');
const desksClocks = [
  ...under(
    'targets[].',
    DESK_ROW.filter((name) => name !== 'opensAt'),
  ),
  ...under('court.', words('provider partner customer third_party')),
  ...CLOCK_INPUT,
];
/** The clocks: the provider besides their whole input. */
export const SLA_FIELDS: FieldTable = {
  agent: [...desksClocks, 'input'],
  staff: [...desksClocks, 'input'],
  partner: desksClocks,
  customer: [
    ...under(
      'targets[].',
      ROW.filter((name) => name !== 'opensAt'),
    ),
    ...CLOCK_INPUT,
  ],
};
/** Which parties' rows a reader sees where the deal does not share the provider's. */
export const SLA_PARTIES: Readonly<Record<Column, readonly string[]>> = {
  agent: ['partner', 'promise', 'provider'],
  staff: ['partner', 'promise', 'provider'],
  partner: ['partner', 'promise'],
  customer: ['promise'],
};

const SUBSCRIPTION = words('id deal title components[] items start end terms measurements version');
const WHOLESALE = words('monthlyFee.amount monthlyFee.currency unitPrices componentFees charges');
/** Fees: wholesale to the provider's staff and the partner, retail to the partner alone. */
export const SUBSCRIPTION_FIELDS: FieldTable = {
  agent: SUBSCRIPTION,
  staff: [...SUBSCRIPTION, ...WHOLESALE],
  partner: [...SUBSCRIPTION, ...WHOLESALE, 'retailMonthlyFee.amount', 'retailMonthlyFee.currency'],
  customer: [],
};

const OUTAGE = words(`
  id version title state published components[].id components[].name impact cause startedAt endedAt intervals[].from
  intervals[].to intervals[].impact intervals[].share intervals[].components[] updates[].at updates[].text updates[].by
  tickets[].id tickets[].number
`);
const REACH = under('exposure.', words('customers subscriptions minutes'));
const MONEY = words('exposure.money[].amount exposure.money[].currency');
/** An outage that goes on: how far it reaches, in money to staff, to a partner of its own. */
export const OUTAGE_FIELDS: FieldTable = {
  agent: [...OUTAGE, ...REACH, 'exposure.money'],
  staff: [...OUTAGE, ...REACH, ...MONEY, 'may[]'],
  partner: [...OUTAGE, ...REACH, ...MONEY],
  customer: [...OUTAGE, 'exposure'],
};

const CREDIT = words(`
  id version period state waitingFor until subscription.id subscription.name terms.id terms.version
  partner.id partner.name customer.id customer.name creditedTo.id creditedTo.name creditedTo.kind uptimePercent number
  issuedAt clawback may[] passThrough.percent
`);
const FIGURES = words('amount.amount amount.currency input output deal.id deal.type');
const PASSED = words('passThrough.amount.amount passThrough.amount.currency');
/** A credit on a resale deal whose partner shows credits: staff see of what passes through the percentage only. */
export const CREDIT_FIELDS: FieldTable = {
  agent: [],
  staff: [
    ...CREDIT,
    ...FIGURES,
    'passThrough.amount',
    'journal[].account',
    'journal[].holder',
    'journal[].holder.kind',
    'journal[].holder.id',
    'journal[].amount',
    'journal[].currency',
  ],
  partner: [...CREDIT, ...FIGURES, ...PASSED, 'journal'],
  customer: [...CREDIT, ...PASSED, 'amount', 'deal', 'journal'],
};

/** Records by court, by item, and documents of other contracts are one field each. */
const WHOLE = new Set([
  'elapsedByCourt',
  'items',
  'charges',
  'unitPrices',
  'measurements',
  'componentFees',
  'input',
  'output',
  'data',
  'playbooks',
  'message',
]);

/** The paths of the fields of a value. */
export function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => fieldsOf(item, `${path}[]`)))];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return WHOLE.has(name) ? [at] : fieldsOf(inner, at);
  });
}
