import type { Court, Priority, Visibility } from '../ticket/vocabulary.js';
import type { Seconds } from '../time/instant.js';
import type { PlaybookContact, Silence } from './definition.js';
import type { PlaybookReference } from './run.js';

/** Which step of which run plans this; `key` is unique among all effects, for whatever follows from it. */
export interface EffectSource {
  key: string;
  run: string;
  playbook: PlaybookReference;
  step: string;
  at: Seconds;
}

/** Who is told. A tier's people are of the playbook's owner. */
export type EffectReceivers =
  | { to: 'partner' | 'provider' | 'customer' | 'assignee' }
  | { to: 'people'; party: 'provider' | 'partner'; tier: string; people: readonly PlaybookContact[] };

/** The same as planned: whoever is on call is known once it is done. */
export type PlannedReceivers = EffectReceivers | { to: 'on-call'; rota: string };

/** What a step wants done, as data. The ticket applies it in the update that moves the run. */
export type PlaybookEffect = { source: EffectSource } & (
  | { do: 'set-priority'; priority: Priority }
  | { do: 'set-component'; component: string }
  | { do: 'set-tags'; add: readonly string[]; remove: readonly string[] }
  | { do: 'settle-upgrade'; decision: 'approved' | 'declined' | 'expired' }
  | { do: 'set-queue'; queue: string }
  | { do: 'assign'; person: string }
  | { do: 'assign-on-call'; rota: string }
  | { do: 'hand-over'; to: Court; note: string | null; visibility: Visibility | null }
  | { do: 'solve'; note: string | null }
  | { do: 'notify'; receivers: PlannedReceivers; text: string }
  | { do: 'escalate'; receivers: PlannedReceivers; text: string }
  | { do: 'ask'; approval: ApprovalRequest<PlannedReceivers> }
  | { do: 'withdraw-approval'; approval: string }
  | { do: 'webhook'; url: string; event: string }
);

/** An approval to be made: its document's id is the key of the effect, so that it is made once. */
export interface ApprovalRequest<Of = EffectReceivers> {
  id: string;
  of: Of;
  question: string;
  until: Seconds;
  silence: Silence;
  answers: number;
  /** Who may not answer, because they asked; `null`: anybody of those asked may. */
  notBy: string | null;
}

/** What is told of a run in the ticket's timeline. Words name tiers and parties, never people. */
export type PlaybookHappening = { run: string; playbook: PlaybookReference; at: Seconds; words: string } & (
  | { type: 'playbook-began' }
  | { type: 'playbook-stepped'; step: string }
  | { type: 'playbook-ended'; state: 'finished' | 'stopped' | 'failed' }
  | { type: 'playbook-not-begun' }
);
