import type { Metric, Party as SlaParty } from '../sla/types.js';
import {
  COURTS,
  type Court,
  KINDS,
  type Party,
  PRIORITIES,
  type Priority,
  STATUSES,
  SUPPORTS,
  type Visibility,
} from '../ticket/vocabulary.js';

/** What can begin a playbook or end a wait. `acknowledged`: somebody of a desk claimed the ticket or answered. */
export const OCCURRENCES = [
  'ticket-created',
  'origin-settled',
  'upgrade-requested',
  'handed-over',
  'priority-changed',
  'component-changed',
  'sla-warning',
  'sla-breached',
  'outage-linked',
  'replied',
  'acknowledged',
  'solved',
  'reopened',
  'closed',
  'by-hand',
] as const;
export type OccurrenceType = (typeof OCCURRENCES)[number];

/** What an approval that nobody answered in time means. */
export const SILENCES = ['approve', 'decline', 'escalate'] as const;
export type Silence = (typeof SILENCES)[number];

export const DEAL_TYPES = ['resale', 'agency', 'direct'] as const;
export type DealType = (typeof DEAL_TYPES)[number];

/** What a playbook may hold, and how many run at once on one ticket. */
export const PLAYBOOK_LIMITS = {
  characters: 32 * 1024,
  /** So many faults of one text are told. */
  faults: 100,
  steps: 100,
  depth: 6,
  tiers: 20,
  people: 20,
  text: 2000,
  minutes: 100_000,
  activeRuns: 8,
} as const;

/** Which occurrences are meant: those of a type, narrowed by what is said besides. */
export interface Trigger {
  type: OccurrenceType;
  /** Who replied, acknowledged, solved. */
  by?: Party;
  /** The court that it was handed to. */
  to?: Court;
  metric?: Metric;
  /** Whose SLA target it was. */
  party?: SlaParty;
}

/** Questions that a list of values answers, and the values that there are; `null` where they are data. */
export const VALUE_QUESTIONS = {
  kind: KINDS,
  priority: PRIORITIES,
  status: STATUSES,
  court: COURTS,
  dealType: DEAL_TYPES,
  support: SUPPORTS,
  component: null,
  partner: null,
  customer: null,
  queue: null,
  language: null,
  tags: null,
} as const satisfies Record<string, readonly string[] | null>;
export type ValueQuestion = keyof typeof VALUE_QUESTIONS;

/** A question about the ticket and its deal. `is` holds if one of the values fits. */
export type Condition =
  | { if: 'all' | 'any'; of: readonly Condition[] }
  | { if: 'not'; of: Condition }
  | { if: ValueQuestion; is: readonly string[] }
  | { if: 'triage' | 'assigned' | 'preAgreed'; is: boolean }
  /** Whether the calendar is open just now. */
  | { if: 'open' | 'closed'; calendar: string }
  /** Bounds of the quantity that an upgrade asks for, and of how much that is more than now; both inclusive. */
  | { if: 'quantity' | 'increase'; min?: number; max?: number };

export interface PlaybookContact {
  name: string;
  address: string;
}

/** Somebody by what they are just then: the people of a tier of the playbook's own contacts, or whoever is on call. */
export type Called = { tier: string } | { onCall: string };

/** Who is told: a party as its deal says, the assignee, a tier, or whoever is on call. */
export type Receivers = 'partner' | 'provider' | 'customer' | 'assignee' | Called;

/** A span of open time. */
export interface Span {
  minutes: number;
  calendar: string;
}

interface StepOf<Do extends string> {
  do: Do;
  /** Where the step stands: `2`, or `3.then.1` within an arm. */
  id: string;
}
export type SetStep = StepOf<'set'> & {
  priority?: Priority;
  component?: string;
  addTags?: readonly string[];
  removeTags?: readonly string[];
  upgrade?: 'approved' | 'declined';
};
export type AssignStep = StepOf<'assign'> & { queue?: string; person?: string; onCall?: string };
export type NotifyStep = StepOf<'notify'> & { to: Receivers; text: string };
export type EscalateStep = StepOf<'escalate'> & Called & { text: string };
export type HandOverStep = StepOf<'hand-over'> & { to: Court; note?: string; visibility?: Visibility };
/** The note goes to the customer, as far as the playbook's owner may write to it. */
export type SolveStep = StepOf<'solve'> & { note?: string };
export type WebhookStep = StepOf<'webhook'> & { url: string; event: string };
export type StopStep = StepOf<'stop'> & { because?: string };
export type BranchStep = StepOf<'branch'> & { if: Condition; yes: readonly Step[]; no: readonly Step[] };
/** Waits for a span, for one of some occurrences, or for whichever is first. */
export type WaitStep = StepOf<'wait'> & {
  span?: Span;
  until?: readonly Trigger[];
  happened: readonly Step[];
  expired: readonly Step[];
};
export type AskStep = StepOf<'ask'> & {
  of: 'partner' | 'provider' | Called;
  question: string;
  within: Span;
  silence: Silence;
  /** How many different people must approve; one who declines is enough. */
  answers: number;
  /** Whoever asked for it may not answer. */
  anotherPerson: boolean;
  approved: readonly Step[];
  declined: readonly Step[];
  escalated: readonly Step[];
};

export type Step =
  | SetStep
  | AssignStep
  | NotifyStep
  | EscalateStep
  | HandOverStep
  | SolveStep
  | WebhookStep
  | StopStep
  | BranchStep
  | WaitStep
  | AskStep;
export const STEP_KINDS = [
  'set',
  'assign',
  'notify',
  'escalate',
  'hand-over',
  'solve',
  'webhook',
  'stop',
  'branch',
  'wait',
  'ask',
] as const satisfies readonly Step['do'][];

/** A playbook as written: what begins it, for which tickets, and what it does. Plain data. */
export interface Playbook {
  name: string;
  title: string;
  on: readonly Trigger[];
  when: Condition | null;
  /** Occurrences that end a run wherever it stands; `closed` always does. */
  endsOn: readonly Trigger[];
  contacts: Readonly<Record<string, readonly PlaybookContact[]>>;
  steps: readonly Step[];
}

/** One version of a playbook with its owner: a partner's id, or `null` for the provider. */
export interface AgreedPlaybook {
  owner: string | null;
  version: number;
  definition: Playbook;
  /** The owner's contacts of the numbered tiers (`1` to `9`), as they are now. */
  tiers: Readonly<Record<string, readonly PlaybookContact[]>>;
}

/** Whether a tier is one of the owner's numbered ones, which a playbook need not name itself. */
export const isNumberedTier = (tier: string): boolean => /^[1-9]$/.test(tier);

/** The people whom a playbook may tell, by tier. */
export const contactsOf = ({ definition, tiers }: AgreedPlaybook): Playbook['contacts'] => ({
  ...tiers,
  ...definition.contacts,
});
