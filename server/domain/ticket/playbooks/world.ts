import type { PlaybookContact } from '../../playbook/definition.js';
import type { EffectReceivers } from '../../playbook/effects.js';
import type { Shelf } from '../../playbook/react.js';
import type { PlaybookReference } from '../../playbook/run.js';
import type { Seconds } from '../../time/instant.js';
import type { QueueWorld } from '../placing.js';
import type { Member, Named } from '../state.js';

/** A text that a step says. It is kept outside of the ticket and its log, once for each key. */
export type PlaybookText = { key: string; ticket: string; text: string } & (
  | { kind: 'message'; author: Member }
  | { kind: 'notice'; receivers: EffectReceivers }
);

/** Whoever is on call; nobody in a gap. */
export interface OnCallByRota {
  partner: string | null;
  person: { id: string; contact: PlaybookContact } | null;
}

/** What playbooks ask of the world outside of their ticket. The same question has the same answer within a decision. */
export interface PlaybookWorld extends QueueWorld {
  /** The playbooks in force for a ticket of this partner, and those that its runs pinned. */
  shelf(partner: string | null, pinned: readonly PlaybookReference[]): Shelf;
  /** A queue by its id, and whose it is. */
  queue(id: string): (Named & { partner: string | null }) | null;
  /** Somebody whom a ticket can be given to. */
  person(id: string): Member | null;
  /** Who is on call by a rota at an instant, and of which partner it is (`null`: the provider's); `null`: no such rota. */
  onCall(rota: string, at: Seconds): OnCallByRota | null;
  /** Under which id a text is kept. */
  keep(text: PlaybookText): string;
}
