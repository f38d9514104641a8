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

/** A conversation with a third party. */
export type Thread = Schemas['Thread'];

/** One row of a ticket's clocks. */
export type Target = Schemas['SlaTarget'];

/** A file that a message has or will have. */
export type Attachment = Pick<Schemas['Attachment'], 'id' | 'name' | 'type' | 'size'>;

interface Money {
  amount: number;
  currency: string;
}

/** A list as the API gives it. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type ListedPlaybook = Schemas['ListedPlaybook'];
export type Playbook = Schemas['Playbook'];
export type PlaybookTrialResult = Schemas['PlaybookTrialResult'];

export type Outage = Schemas['Outage'];
export type Maintenance = Schemas['MaintenanceWindow'];
export type Credit = Schemas['Credit'];

/** What a credit's calculation gives; see the credits contract. */
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

/** A change of agreements on its way to open tickets, what is asked for, and what it would do. */
export type SlaChange = Schemas['SlaChange'];
export type SlaChangeAsked = Schemas['SlaChangeAsked'];
export type SlaForesight = Schemas['SlaForesight'];
export type DealEnd = Schemas['DealEnd'];
export type DealSuccession = Schemas['DealSuccession'];

/** A question that waits for somebody's yes or no, and what follows if nobody answers. */
export type Approval = Schemas['Approval'];

/** A noun of the agreements: what is common to all of them, and its own fields. */
export interface Noun {
  id: string;
  version: number;
  name?: string;
  [field: string]: unknown;
}
