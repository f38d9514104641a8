import type { components } from './schema.js';

type Schemas = components['schemas'];

export type Ticket = Schemas['Ticket'];
export type Court = NonNullable<Ticket['court']>;
export type Priority = Ticket['priority'];
export type Kind = Ticket['kind'];
export type Visibility = Schemas['Message']['visibility'];
export type Session = Schemas['Session'];
export type Person = Session['person'];
export type Member = Schemas['Member'];
export type Message = Schemas['Message'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Recipients = Schemas['Recipients'];
export type Link = Schemas['OneTimeLink'];

/** One row of a ticket's clocks. */
export type Target = Schemas['SlaTarget'];

/** A file that a message has or will have. */
export type Attachment = Pick<Schemas['Attachment'], 'id' | 'name' | 'type' | 'size'>;

interface Money {
  amount: number;
  currency: string;
}

interface Named {
  id: string;
  name: string;
}

type TicketReference = Schemas['TicketReference'];

/** A list as the API gives it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type Impact = 'full' | 'degraded';

export interface Outage {
  id: string;
  version: number;
  title: string;
  state: 'reported' | 'ongoing' | 'ended';
  published: boolean;
  components: Named[];
  impact: Impact;
  cause: string;
  startedAt: string;
  endedAt: string | null;
  intervals: { from: string; to: string | null; impact: Impact; share: string | null; components: string[] }[];
  updates?: { at: string; text: string; by: string | null }[];
  tickets?: TicketReference[];
  exposure?: { customers: number; subscriptions: number; minutes: number; money: Money[] | null } | null;
  may?: ('publish' | 'update' | 'end' | 'correct')[];
}

export interface Maintenance {
  id: string;
  version: number;
  title: string;
  startsAt: string;
  endsAt: string;
  components: string[];
  announcedAt: string;
  cancelledAt: string | null;
}

type CreditState = 'computed' | 'nothing-due' | 'waiting' | 'issued' | 'applied' | 'paid' | 'expired' | 'voided';

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
  waitingFor: 'grace' | 'claim' | 'second-person' | 'dispute' | null;
  until: string | null;
  amount: Money | null;
  subscription: Named;
  deal: { id: string; type: 'resale' | 'agency' | 'direct' };
  terms: { id: string; version: number };
  partner: Named | null;
  customer: Named;
  creditedTo: { kind: 'partner' | 'customer'; id: string; name: string };
  uptimePercent: string;
  number: string | null;
  issuedAt: string | null;
  passThrough: { percent: string | null; amount: Money | null } | null;
  clawback: { partner: string; commission: Money } | null;
  input?: Record<string, unknown>;
  output?: Record<string, unknown>;
  journal?: { account: string; holder: { kind: string; id: string } | null; amount: number; currency: string }[] | null;
  may?: ('approve' | 'void' | 'dispute' | 'claim' | 'apply' | 'pay')[];
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
