import type { KnownNames, PlaybookContact } from '../../domain/playbook/index.js';
import type { OpenHours } from '../../domain/time/calendar.js';

/** What playbooks need to know of the partner whose they are. */
export interface PlaybookOwner {
  /** The partner's contacts of the numbered tiers, `1` to `9`. */
  tiers: Readonly<Record<string, readonly PlaybookContact[]>>;
  /** The addresses of those who may sign for the partner though they are none of its admins. */
  approvers: readonly string[];
}

/** What playbooks need to know of the desk's other agreements. */
export interface PlaybookAgreements {
  /** A partner in force; `null` where there is none. */
  owner(partner: string): Promise<PlaybookOwner | null>;
  /** The calendars and queues that a playbook may name. */
  names(): Promise<KnownNames>;
  /** The calendars of these names, as far as there are such. */
  calendars(names: readonly string[]): Promise<ReadonlyMap<string, OpenHours>>;
  /** The address of a person; `null` for keys and whoever is none. */
  addressOf(person: string): Promise<string | null>;
}
