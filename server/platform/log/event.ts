import type { Caller } from '../../domain/access/access.js';
import { partyOf } from '../../domain/access/access.js';
import type { Seconds } from '../../domain/time/instant.js';

/** Who may hear of an event: decided when it happens, by who the subject belonged to then. `*`: all of them. */
export interface Audience {
  provider: boolean;
  partner: string | null;
  customer: string | null;
}

/** Who did it. `system`: the desk by the clock or by a playbook. */
export interface Actor {
  kind: Caller['kind'];
  id: string;
  name: string;
  party: 'provider' | 'partner' | 'customer' | 'system';
}

/** What a rule says happened: its type, its instant, and whatever else it wants to tell. No bodies, no personal data. */
export interface NewEvent {
  type: string;
  at: Seconds;
}

/** An event as it stands in an outbox and in the log. */
export interface LogEvent {
  /** `subject kind:subject id:version:index`, the key of every effect that follows from it. */
  id: string;
  type: string;
  at: Date;
  command: string;
  actor: Actor;
  subject: { kind: string; id: string; version: number };
  audience: Audience;
  data: Record<string, unknown>;
}

/** An event with its number in the log. */
export interface NumberedEvent {
  seq: number;
  event: LogEvent;
}

export const actorOf = (caller: Caller): Actor => ({
  kind: caller.kind,
  id: caller.id,
  name: caller.name,
  party: caller.kind === 'system' ? 'system' : partyOf(caller),
});
