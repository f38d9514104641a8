import type { Calendar, OpenHours } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';

/** Whose turn it can be; a solved ticket is in no court. */
export const COURTS = ['provider', 'partner', 'customer', 'third_party'] as const;
export type Court = (typeof COURTS)[number];

export const METRICS = ['first_response', 'next_response', 'update', 'handling', 'resolution'] as const;
export type Metric = (typeof METRICS)[number];

/** Who is bound by a target; `promise` is what provider and partner together promise the customer. */
export const PARTIES = ['provider', 'partner', 'promise'] as const;
export type Party = (typeof PARTIES)[number];

export const AUTHORS = ['provider', 'partner', 'customer'] as const;
type Author = (typeof AUTHORS)[number];

/** Whom a reply is for: `desks` are provider and partner between themselves. */
export const ADDRESSEES = ['customer', 'desks'] as const;
type Addressee = (typeof ADDRESSEES)[number];

export const POLICY_RULES = ['recompute', 'from-now'] as const;

export interface Target {
  metric: Metric;
  party: Party;
  /** The name of a calendar; what it stands for is told by the context. */
  calendar: string;
  /** By priority. A priority that is not named has no target. */
  minutes: Readonly<Record<string, number>>;
  /** At which percent of the target to warn, rising; left out: when a quarter is left, at most an hour. */
  warnAt?: readonly number[];
}

/** At most one target for each metric and party. */
export interface Policy {
  targets: readonly Target[];
}

interface Happening {
  at: Seconds;
}
export type Created = Happening & { type: 'created'; priority: string; court: Court };
export type Reply = Happening & { type: 'reply'; by: Author; to: Addressee };
type PrioritySet = Happening & { type: 'priority'; priority: string; correction: false };
type PolicyFromNow = Happening & { type: 'policy'; policy: Policy; rule: 'from-now' };
type PriorityCorrected = Happening & { type: 'priority'; priority: string; correction: true };
type PolicyRecomputed = Happening & { type: 'policy'; policy: Policy; rule: 'recompute' };

/** An event that carries a clock forward from where it is. */
export type Forward =
  | Reply
  | PrioritySet
  | PolicyFromNow
  | (Happening & { type: 'court' | 'reopened'; court: Court })
  | (Happening & { type: 'solved' });

/** An event that rewrites the past: it can only be told by folding the whole history anew. */
export type Rewriting = PriorityCorrected | PolicyRecomputed;

export type SlaEvent = Forward | Rewriting;

/** All that happened to a ticket, in order of time; what happened in the same second, in the order given. */
export interface History {
  policy: Policy;
  created: Created;
  since: readonly SlaEvent[];
}

export type EndedBy = 'reply' | 'hand-over' | 'solved' | 'policy';

/** One target that started, or one cycle of it. */
export interface Row {
  metric: Metric;
  party: Party;
  /** From 1, by metric and party. */
  cycle: number;
  calendar: string;
  /** The target in force, in seconds; `null` while the priority has none. */
  target: number | null;
  /** The first instant, since that target took effect, at which the elapsed time equalled it. */
  reachedAt: Seconds | null;
  breachedAt: Seconds | null;
  elapsed: Partial<Record<Court, number>>;
  endedAt: Seconds | null;
  endedBy: EndedBy | null;
  /** Whether a reopening lets it run again: a resolution that `solved` ended and no reopening has missed since. */
  resumes: boolean;
}

/** A ticket's clocks as they stood at an instant: plain data, stored with the ticket. */
export interface SlaState {
  /** Up to which everything is counted. */
  at: Seconds;
  court: Court | null;
  priority: string;
  policy: Policy;
  /** Every `metric party` that a policy had, in order of appearance: the order of the rows. */
  order: readonly string[];
  /** How many cycles of each `metric party` have started. */
  cycles: Readonly<Record<string, number>>;
  /** Who has answered at least once. */
  answered: readonly Party[];
  /** Seconds spent in each court. */
  courts: Readonly<Record<Court, number>>;
  open: readonly Row[];
  /** In the order in which they ended. */
  ended: readonly Row[];
}

/** What a clock cannot know by itself. */
export interface SlaContext {
  /** The open hours of a calendar that a target names. It must know every calendar that a policy of the ticket names. */
  hoursOf(calendar: string): OpenHours;
}

/** What the command line reads: the history and the calendars that its policies name. */
export interface SlaInput {
  calendars: ReadonlyMap<string, Calendar>;
  history: History;
  now: Seconds;
}
