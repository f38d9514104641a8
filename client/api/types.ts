export type Court = 'provider' | 'partner' | 'customer' | 'third_party';
export type Party = 'provider' | 'partner' | 'customer';
export type Priority = 'urgent' | 'high' | 'normal' | 'low';
export type Kind = 'incident' | 'question' | 'request' | 'upgrade';
export type Status = 'open' | 'solved' | 'closed';
export type Visibility = 'customer' | 'desks' | 'own';
export type Role = 'agent' | 'lead' | 'finance' | 'admin' | 'partner-agent' | 'partner-admin' | 'contact';

export interface Money {
  amount: number;
  currency: string;
}

export interface Named {
  id: string;
  name: string;
}

/** A list as the API gives it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Who is signed in. */
export interface Person {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  reader: 'agent' | 'staff' | 'partner' | 'customer';
  company: { kind: Party; id?: string };
  language: 'en' | 'de' | 'es';
  timeZone: string;
  /** A one-time link's only ticket. */
  ticket: string | null;
}

/** Somebody's session; `may` are capabilities, as `outages:publish`. */
export interface Session {
  person: Person;
  may: string[];
}

export interface Evidence {
  rule: string;
  value: string;
  against: boolean;
}

/** Something with a name; the id is `null` where the reader is told the name only. */
export interface Label {
  id: string | null;
  name: string | null;
}

/** A person or key of a party; name is `null` where the reader is told the party only. */
export interface Member extends Label {
  party: Party | 'system';
}

export interface TicketReference {
  id: string;
  number: number;
}

export interface Origin {
  channel: 'api' | 'web' | 'mail' | 'call' | 'monitor' | 'webhook';
  type?: string;
  confidence?: 'certain' | 'likely' | 'claimed' | 'none';
  triage?: boolean;
  disagreement?: boolean;
  partner: Label | null;
  customer: Label | null;
  deal: { id: string } | null;
  candidates?: { id: string }[];
  evidence?: Evidence[];
}

export interface Target {
  metric: 'first_response' | 'next_response' | 'update' | 'handling' | 'resolution';
  party: 'provider' | 'partner' | 'promise';
  cycle: number;
  source: string | null;
  policy: { id: string; version: number } | null;
  state: 'running' | 'paused' | 'met' | 'breached' | 'not_applicable';
  dueAt: string | null;
  targetSeconds: number | null;
  elapsedSeconds: number;
  elapsedByCourt: Record<string, number>;
  breachedAt: string | null;
  metAt: string | null;
  endedBy: 'reply' | 'hand-over' | 'solved' | 'policy' | null;
  /** While its calendar is closed: when it opens again. */
  opensAt?: string | null;
}

export interface PlaybookRun {
  run: string;
  playbook: string;
  version: number;
  state: string;
  next: string | null;
  wakeAt: string | null;
}

export interface Ticket {
  id: string;
  number: number;
  version: number;
  status: Status;
  kind: Kind;
  priority: Priority;
  subject: string;
  component: string | null;
  origin: Origin;
  court: Court | null;
  queue?: Label | null;
  assignee: Member | null;
  sla: { targets: Target[]; court?: Record<Court, number> };
  playbooks?: PlaybookRun[];
  requester: { email: string; name: string };
  watchers?: { email: string; name: string }[];
  externalRef?: { system: string; id: string; url: string | null } | null;
  tags?: string[];
  links?: { id: string; number: number; relation: string }[];
  snoozedUntil?: string | null;
  snoozeReason?: string | null;
  mergedInto: TicketReference | null;
  followUpOf: TicketReference | null;
  upgrade: {
    subscription: string;
    item: string;
    quantity: number;
    from: string;
    state: 'pending' | 'approved' | 'declined' | 'expired';
    approval: string | null;
  } | null;
  rating: { solving: number; score: number; words: string | null; at: string } | null;
  solvedAt: string | null;
  closesAt: string | null;
  may?: string[];
  createdAt: string;
  updatedAt: string;
}

export interface Attachment {
  id: string;
  name: string;
  type: string;
  size: number;
}

export interface Message {
  id: string;
  at: string;
  author: Member;
  visibility: Visibility;
  text: string;
  html: string | null;
  attachments: Attachment[];
}

export interface TimelineEntry {
  number: number;
  id: string;
  at: string;
  type: string;
  who: Member;
  what: string;
  why: string | null;
  data: Record<string, unknown>;
  message: Message | null;
}

/** Who would receive a message, before it is sent. */
export interface Recipients {
  visibility: Visibility;
  allowed: boolean;
  why: string | null;
  to: { party: Party; name: string; email: string | null }[];
}

/** The output of the SLA contract for a ticket. */
export interface Sla {
  targets: Target[];
  court?: Record<Court, number>;
  now: string;
}

export type Impact = 'full' | 'degraded';

export interface Outage {
  id: string;
  version: number;
  title: string;
  state: 'reported' | 'ongoing' | 'ended';
  published: boolean;
  components: (string | Named)[];
  impact: Impact;
  cause: string;
  startedAt: string;
  endedAt: string | null;
  updates?: { at: string; text: string; by?: string | null }[];
  tickets?: { id: string; number: number; subject?: string }[];
  exposure?: { customers?: number; minutes?: number; money?: Money[] } | null;
  may?: string[];
}

export type CreditState = 'computed' | 'nothing-due' | 'waiting' | 'issued' | 'applied' | 'paid' | 'expired' | 'voided';

export interface Calculation {
  period: {
    name: string;
    start: string;
    end: string;
    measuredFrom: string | null;
    measuredTo: string | null;
    measuredSeconds: number;
    availableSeconds: number;
    days: number;
    coveredDays: number;
    final: boolean;
  };
  downtime: {
    seconds: string;
    runs: { from: string; to: string; weightedSeconds: string; countedSeconds: string; outages: string[] }[];
    excluded: { outage: string; from: string; to: string; reason: string }[];
  };
  uptimePercent: string;
  met: boolean;
  tier: { below?: string; atMost?: string; percent?: string; days?: string; fromSeconds?: number } | null;
  fee: Money;
  base: Money;
  creditPercent: string | null;
  credit: Money;
  capped: boolean;
  reason: string | null;
}

export interface Credit {
  id: string;
  version: number;
  period: string;
  state: CreditState;
  waitingFor?: 'grace' | 'claim' | 'second-person' | 'dispute' | null;
  amount: Money | null;
  subscription: string | Named;
  partner: Label | null;
  customer: Label | null;
  creditedTo?: Label | null;
  uptimePercent?: string | null;
  number?: string | null;
  issuedAt?: string | null;
  input?: Record<string, unknown>;
  output?: Calculation;
  passThrough?: { percent?: string | null; amount?: Money | null } | null;
  journal?: { account: string; amount: Money }[] | null;
  may?: string[];
}

/** The answer of a credit run. */
export interface CreditRun {
  counts: Record<string, number>;
  failures: { subscription: string; reason: string }[];
}

export interface Approval {
  id: string;
  version: number;
  state: string;
  title: string;
  text?: string | null;
  ticket?: TicketReference | null;
  silence?: string | null;
  expiresAt: string | null;
  answers?: { who: string; answer: string; at: string }[];
  may?: string[];
}

/** A noun of the agreements: what is common to all of them, and its own fields. */
export interface Noun {
  id: string;
  version: number;
  name?: string;
  [field: string]: unknown;
}

/** A mail in the demo's mailbox; its body comes with the mail alone. */
export interface MailItem {
  id: string;
  at: string;
  from: { address: string; name: string };
  to: string[];
  subject: string;
  text?: string;
  html?: string | null;
  headers?: { name: string; value: string }[];
}
