import type { Seconds } from '../time/instant.js';
import type { AgreedPlaybook, Silence } from './definition.js';

/** Which version of whose playbook: what a run pins when it begins. */
export interface PlaybookReference {
  owner: string | null;
  name: string;
  version: number;
}

export const RUN_STATES = ['waiting', 'finished', 'stopped', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

/**
 * A run as its ticket keeps it, in the same update as what it did: plain data, small, only ever moving forward.
 * Between two changes of its ticket a run waits or has ended.
 */
export interface PlaybookRun {
  /** Unique among all runs; effects are keyed by it and the step. */
  id: string;
  playbook: PlaybookReference;
  state: RunState;
  /** The id of the step at which it waits; `null` once ended. */
  step: string | null;
  /** When a wait is over by itself. An approval ends by its own document, so it does not wake the run. */
  wakeAt: Seconds | null;
  /** The approval that it waits for, and until when that one waits. */
  approval: { id: string; until: Seconds; silence: Silence } | null;
  /** The last approval ended in silence, which was taken for a "no". */
  silent: boolean;
  /** What comes next, in words with local times; how it ended, once ended. */
  next: string;
  startedAt: Seconds;
  endedAt: Seconds | null;
}

export const isActive = (run: PlaybookRun): boolean => run.state === 'waiting';

export const referenceOf = ({ owner, version, definition }: AgreedPlaybook): PlaybookReference => ({
  owner,
  name: definition.name,
  version,
});

export const isOfPlaybook = (reference: PlaybookReference, agreed: AgreedPlaybook): boolean =>
  reference.owner === agreed.owner && reference.name === agreed.definition.name && reference.version === agreed.version;
