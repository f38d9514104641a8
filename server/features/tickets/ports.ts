import type { Caller } from '../../domain/access/access.js';
import type { OriginFacts, OriginMessage } from '../../domain/origin/facts.js';
import type { AgreedPlaybook } from '../../domain/playbook/definition.js';
import type { PlaybookReference } from '../../domain/playbook/run.js';
import type { QueueShelf } from '../../domain/ticket/placing.js';
import type { OnCallByRota } from '../../domain/ticket/playbooks/world.js';
import type { Judged, Named } from '../../domain/ticket/state.js';
import type { DealTerms } from '../../domain/ticket/terms.js';
import type { Desk, Kind, Party } from '../../domain/ticket/vocabulary.js';
import type { Calendar, OpenHours } from '../../domain/time/calendar.js';
import type { Seconds } from '../../domain/time/instant.js';

/*
 * What tickets need of agreements and people. The features that own these implement the ports; tickets import neither.
 */

/** What is known when a ticket looks for its agreements. Unknown parts are `null`. */
export interface TicketFacts {
  deal: string | null;
  partner: string | null;
  customer: string | null;
  kind: Kind;
  component: string | null;
}

/** A target as agreed, and where it stands. */
export interface AgreedTarget {
  metric: 'first_response' | 'next_response' | 'update' | 'handling' | 'resolution';
  party: 'provider' | 'partner' | 'promise';
  /** A name among the calendars beside. */
  calendar: string;
  minutes: Readonly<Record<string, number>>;
  /** At which percent of it to warn; left out: by the desk's own rule. */
  warnAt?: readonly number[];
  /** `deal`, `partner`, `terms`, `desk`, …: what the target was agreed in. */
  source: string;
  policy: { id: string; version: number };
}

export interface AgreedPolicy {
  /** In the contract's words; a name stands for one calendar with its versions up to one of them (`berlin@3`). */
  calendars: Readonly<Record<string, Calendar>>;
  targets: readonly AgreedTarget[];
}

/** A third party, and what it promised. */
export interface AgreedVendor {
  id: string;
  name: string;
  contacts: readonly { name: string; email: string }[];
  calendar: string | null;
  promisedMinutes: number | null;
}

/** Deals, policies and queues. Answers are of the present versions. */
export interface Agreements {
  /** What origin goes by for this message: it may leave out what cannot speak in it. */
  originFacts(message: OriginMessage): Promise<OriginFacts>;
  /** Names of parties, for those that exist. */
  names(ids: { partners: readonly string[]; customers: readonly string[] }): Promise<{
    partners: ReadonlyMap<string, string>;
    customers: ReadonlyMap<string, string>;
  }>;
  /** The deals that exist, ended ones too. */
  deals(ids: readonly string[]): Promise<ReadonlyMap<string, DealTerms>>;
  /** As in force at an instant, its calendars put together for whoever counts since another. */
  policyFor(facts: TicketFacts, when: { at: Seconds; since: Seconds }): Promise<AgreedPolicy>;
  /** The provider's queues, and those of a partner. */
  queues(partner: string | null): Promise<QueueShelf>;
  /** A queue by its id, and whose it is, for whoever sets one. */
  queue(id: string): Promise<(Named & { partner: string | null }) | null>;
  /** A third party that was agreed with. */
  vendor(id: string): Promise<AgreedVendor | null>;
  /** A calendar with all of its versions, for a playbook that names one. */
  calendar(id: string): Promise<Calendar | null>;
  /** What a party can say of a breach, and which parties; `null` for what is not on the list. */
  breachReason(id: string): Promise<{ name: string; parties: readonly Desk[] } | null>;
  /** Remembers for origin that this address belongs to that deal; once. */
  rememberOrigin(settled: { address: string; deal: string }): Promise<void>;
}

/**
 * The same as remembered. `look` forgets what the log says is over: whoever looks first reads what was agreed by then,
 * in whichever process. A command need not look where it was looked since it was given.
 */
export interface Remembered {
  look(since?: number): Promise<void>;
  agreements: Agreements;
  playbooks: Playbooks;
}

/** The playbooks as agreed. A version never changes. */
export interface Playbooks {
  /** The provider's of now; with a partner, that partner's of now too. */
  inForce(partner: string | null): Promise<readonly AgreedPlaybook[]>;
  /** The version that a run began with. */
  agreed(reference: PlaybookReference): Promise<AgreedPlaybook | null>;
}

/** An upgrade as it was asked for. */
export interface UpgradeAsked {
  subscription: string;
  item: string;
  /** The new total. */
  quantity: number;
  /** The local date from which it shall hold; `null`: the next day. */
  from: string | null;
}

/** The same, once it makes sense: of which deal it is, and from which day. */
export interface UpgradeChecked extends UpgradeAsked {
  deal: string;
  from: string;
  /** The date of the request where the subscription is. */
  today: string;
}

/** What deals agree to beforehand. */
export interface Upgrades {
  /** Whether the request makes sense for this caller and deal; refused with every fault. */
  check(caller: Caller, asked: UpgradeAsked, deal: string | null, at: Seconds): Promise<UpgradeChecked>;
  /** How much more is asked for, and whether the deal agrees to it: then it is reserved, once for each ticket. */
  take(ticket: string, checked: UpgradeChecked): Promise<Judged>;
  /** What an upgrade comes to once its ticket is under another deal than it was judged by. */
  rejudge(ticket: string, upgrade: UpgradeAsked & { from: string; increase: number }, deal: string): Promise<Judged>;
  /** The ticket did not come to be: nothing is reserved for it. */
  giveBack(ticket: string, asked: UpgradeAsked): Promise<void>;
}

/** A person that a ticket can be assigned to. `company` is `null` for the provider's. */
export interface PersonOfDesk {
  id: string;
  name: string;
  email: string;
  party: Party;
  company: string | null;
  active: boolean;
}

export interface People {
  person(id: string): Promise<PersonOfDesk | null>;
  /** Addresses that mail about a partner's tickets goes to. */
  partnerContacts(partner: string): Promise<readonly { name: string; email: string }[]>;
}

/** Who is on call, as people of one company take turns. */
export interface Rotas {
  called(rota: string, at: Seconds): Promise<OnCallByRota | null>;
}

/** What working a queue takes. Times in seconds that count in its hours. */
export interface WorkOf {
  /** `null`: the provider's. */
  partner: string | null;
  /** Whether the person knows all that must be known. */
  isSkilled: boolean;
  fallbackAfter: number;
  hours: OpenHours | null;
}

export interface QueueWork {
  /** A queue as this person can work it; `null` where there is none. */
  workOf(queue: string, person: string): Promise<WorkOf | null>;
}

/** Room for work on whoever is to have a ticket (DESIGN, pattern 8). */
export interface Reservations {
  /**
   * Takes room before the ticket is claimed; `force`: also where there is none, by hand. Refused with `no-capacity`.
   * `by`: who is about to claim. Says whether it went beyond the capacity.
   */
  reserve(
    agent: string,
    ticket: string,
    weight: number,
    options: { force: boolean; by?: string },
  ): Promise<{ over: boolean }>;
  /** Gives it back where the claim was lost. */
  giveBack(agent: string, ticket: string, by?: string): Promise<void>;
}
