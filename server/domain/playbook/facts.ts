import type { Metric, Party as SlaParty } from '../sla/types.js';
import type { Court, Kind, Party, Priority, Status, Support } from '../ticket/vocabulary.js';
import type { OpenHours } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import type { DealType, OccurrenceType, Trigger } from './definition.js';

interface Named {
  id: string;
  name: string;
}

/** What playbooks may know of the ticket that they act on, as it is now. */
export interface PlaybookFacts {
  number: number;
  subject: string;
  status: Status;
  kind: Kind;
  priority: Priority;
  component: string | null;
  court: Court | null;
  triage: boolean;
  tags: readonly string[];
  language: string | null;
  queue: string | null;
  assigned: boolean;
  partner: Named | null;
  customer: Named | null;
  deal: { id: string; type: DealType; support: Support | null } | null;
  /** What an upgrade asks for, and whether the deal agrees to it beforehand (judged and reserved by then). */
  upgrade: { item: string; quantity: number; increase: number; preAgreed: boolean; reason: string } | null;
  /** Who asked for it: may not be the other person of an approval. */
  requestedBy: string | null;
}

/** Something that happened to the ticket. */
export interface Occurrence {
  type: OccurrenceType;
  by?: Party;
  to?: Court;
  metric?: Metric;
  party?: SlaParty;
  /** The name of the one playbook that is begun by hand. */
  playbook?: string;
  /** A playbook did it: it ends waits, but begins nothing, so that playbooks cannot chase each other. */
  byPlaybook?: boolean;
}

/** How an approval came out, as its document says; `expired` where nobody answered in time. */
export interface ApprovalOutcome {
  approval: string;
  outcome: 'approved' | 'declined' | 'expired';
}

/** The calendars that playbooks name. */
export interface CalendarsByName {
  get(name: string): OpenHours | undefined;
}

/** What an interpreter is told besides the run: the ticket, the calendars by name, and the instant. */
export interface PlaybookContext {
  facts: PlaybookFacts;
  calendars: CalendarsByName;
  at: Seconds;
}

/** Whether an occurrence is one of those that a trigger means. */
export const isMeant = (trigger: Trigger, occurrence: Occurrence): boolean =>
  trigger.type === occurrence.type &&
  (trigger.by === undefined || trigger.by === occurrence.by) &&
  (trigger.to === undefined || trigger.to === occurrence.to) &&
  (trigger.metric === undefined || trigger.metric === occurrence.metric) &&
  (trigger.party === undefined || trigger.party === occurrence.party);
