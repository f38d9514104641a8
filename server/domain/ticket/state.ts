import type { OriginConfidence, OriginRule, OriginType } from '../origin/facts.js';
import type { ApprovalRequest } from '../playbook/effects.js';
import type { PlaybookReference, PlaybookRun } from '../playbook/run.js';
import type { QueueReason } from '../routing/queues.js';
import type { Policy, SlaEvent, SlaState } from '../sla/types.js';
import type { Calendar } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import type { Breach } from './breaches.js';
import type { Held, Unclaimed } from './custody.js';
import type { Thread } from './third-party.js';
import type { Channel, Court, Desk, Kind, Party, Priority, Relation, Status, UpgradeState } from './vocabulary.js';
import type { Waiting } from './waiting.js';

/** A side that keeps things of its own on a ticket: the provider, or one partner by its id. */
export type Side = 'provider' | `partner:${string}`;

export interface Named {
  id: string;
  name: string;
}

/** Why a ticket is in its queue: by a rule, by a playbook or person; `null` where that was not kept yet. */
export type QueueWhy = QueueReason | { by: 'person' } | { by: 'playbook'; playbook: string; version: number } | null;

/** A queue in which a ticket is, and why. */
export interface Placed extends Named {
  why: QueueWhy;
}

/** A person (or key) of a party. `company` is the partner's or customer's id, `null` for the provider's. */
export interface Member extends Named {
  party: Party;
  company: string | null;
}

/** One rule that spoke at intake, and the partners whose deals it named (what it said is about them). */
export interface Evidence {
  rule: OriginRule;
  value: string;
  against: boolean;
  partners: readonly string[];
}

/** Where a ticket comes from. `bound` is who logged it, as far as that bounds what it may be settled to. */
export interface TicketOrigin {
  channel: Channel;
  type: OriginType;
  confidence: OriginConfidence;
  triage: boolean;
  partner: Named | null;
  customer: Named | null;
  deal: string | null;
  disagreement: boolean;
  candidates: readonly { deal: string; partner: string | null }[];
  evidence: readonly Evidence[];
  bound: { partner: string } | { customer: string } | null;
}

/** Where a target comes from, by (metric, party): which agreement, and which version of which policy. */
export interface TargetSource {
  metric: string;
  party: string;
  source: string;
  policy: { id: string; version: number };
}

/** The same on a ticket: from when on it is what its targets come from. */
export interface CitedSource extends TargetSource {
  since: Seconds;
}

/** What is agreed for a ticket: its targets, where each comes from, and the calendars that they name. */
export interface Agreed {
  policy: Policy;
  sources: readonly TargetSource[];
  calendars: Readonly<Record<string, Calendar>>;
}

export interface Requester {
  email: string;
  name: string;
}

export interface ExternalRef {
  system: string;
  id: string;
  url: string | null;
  side: Side;
}

/** `ticket` is of this relation to the one that bears the link. */
export interface Link {
  ticket: string;
  number: number;
  relation: Relation;
  side: Side;
}

export interface Upgrade {
  subscription: string;
  item: string;
  /** The new total. */
  quantity: number;
  /** The local date from which it holds. */
  from: string;
  /** How much that is more than now. */
  increase: number;
  /** Whether the deal agrees to it beforehand (judged and reserved when the ticket was logged), and why or why not. */
  preAgreed: boolean;
  reason: string;
  state: UpgradeState;
  /** The approval that was asked for last. */
  approval: string | null;
}

/** What a deal says of an upgrade. */
export type Judged = Pick<Upgrade, 'increase' | 'preAgreed' | 'reason'>;

/** An approval that a run of a playbook waits for. The request names people, so it is nowhere else. */
export interface PendingApproval {
  id: string;
  run: string;
  step: string;
  playbook: PlaybookReference;
  askedAt: Seconds;
  request: ApprovalRequest;
}

export interface Rating {
  /** Which of the ticket's solvings it judges, from 1. */
  solving: number;
  score: number;
  words: string | null;
  at: Seconds;
  by: Member;
}

/** A message that the customer can read: what the guard against stale replies looks at. */
export interface ShownMessage {
  version: number;
  message: string;
  author: string;
  name: string;
  party: Party;
  company: string | null;
}

/** The state of a ticket: plain data, as stored. What is read-only for its rules (bodies, files) is elsewhere. */
export interface TicketState {
  id: string;
  /** The stored version that was read; 0 before the first. */
  version: number;
  number: number;
  subject: string;
  status: Status;
  /** `null` unless open. */
  court: Court | null;
  /** Which of provider and partner had it last. */
  lastDesk: Desk;
  kind: Kind;
  priority: Priority;
  component: string | null;
  requester: Requester;
  /** Who logged it: a person, key or address. */
  loggedBy: string;
  /** Requesters of tickets that were merged into this one. */
  watchers: readonly Requester[];
  origin: TicketOrigin;
  /** The provider's queue. */
  queue: Placed | null;
  /** The queue of the partner's own; `null` without a partner that has queues. */
  partnerQueue: Placed | null;
  /** Until when its origin is to be settled, where its queue says so; and whether that was told. */
  triage: { dueAt: Seconds; told: boolean } | null;
  /** Where it waits for somebody; `null` while nobody is to take it. */
  unclaimed: Unclaimed | null;
  /** Who of the desk whose turn it is has it, and since when nothing happened. */
  held: Held | null;
  assignee: Member | null;
  tags: readonly { tag: string; side: Side }[];
  links: readonly Link[];
  externalRef: ExternalRef | null;
  /** Conversations with third parties. */
  threads: readonly Thread[];
  /** Who is waited for and what happens meanwhile; `null` in every other court, and where playbooks see to it. */
  waiting: Waiting | null;
  snooze: { until: Seconds; reason: string | null; by: string; side: Side } | null;
  /** Set while it is being merged, until the other ticket knows (DESIGN, pattern 11). */
  merging: { id: string; number: number; at: Seconds } | null;
  mergedInto: { id: string; number: number } | null;
  mergedFrom: readonly string[];
  followUpOf: { id: string; number: number } | null;
  sla: SlaState;
  /** The calendars that its policies name; a name stands for one version of one calendar for good. */
  calendars: Readonly<Record<string, Calendar>>;
  /** What was warned of: a row (`metric party cycle`) by the desk's own rule, or with a percent of its target. */
  warned: readonly string[];
  /** Rows whose breach was announced, or is past and only shown. */
  told: readonly string[];
  /** Rows that are broken, what was before it, and what is said of it; left out: none. */
  breaches?: readonly Breach[];
  /** When promises started that did not with the ticket, by row; left out: none. */
  starts?: Readonly<Record<string, Seconds>>;
  /** What the clocks were fed since the state was read: not stored, the log has it. */
  fed: readonly SlaEvent[];
  /** In the order in which they came to hold; rows that ended cite those of their time. */
  sources: readonly CitedSource[];
  /** Playbooks that run, and the last ones that ended. */
  runs: readonly PlaybookRun[];
  /** How many playbooks have begun: a run's id is made of its number. */
  begun: number;
  /** Outages that it waits for or has waited for. */
  outages: readonly string[];
  /** What its runs wait for people to approve. */
  approvals: readonly PendingApproval[];
  /** The last 20 messages to the customer, oldest first. */
  shown: readonly ShownMessage[];
  solvedAt: Seconds | null;
  solvedBy: Desk | null;
  /** How often it has been solved. */
  solvings: number;
  /** When it closes by itself; only while solved. */
  closeAt: Seconds | null;
  ratings: readonly Rating[];
  upgrade: Upgrade | null;
  createdAt: Seconds;
  updatedAt: Seconds;
  /** How many events it has had: the last one's number. */
  events: number;
}

/** The side that a person of a desk keeps things on. */
export const sideOf = ({ party, company }: { party: Party; company: string | null }): Side =>
  party === 'partner' && company !== null ? `partner:${company}` : 'provider';
