import type { Seconds } from '../time/instant.js';

/** A playbook's run on a ticket, as far as the ticket itself looks at it. */
export interface PlaybookRun {
  id: string;
  playbook: string;
  version: number;
  /** Whose playbook it is. */
  side: 'provider' | `partner:${string}`;
  state: string;
  /** What comes next, in words. */
  next: string | null;
  wakeAt: Seconds | null;
}
