import type { Assignment, AssignReason, PassedOn, SkillNeed } from '../../domain/routing/assign.js';
import type { Kind, Priority } from '../../domain/ticket/vocabulary.js';
import type { OpenHours } from '../../domain/time/calendar.js';
import type { Seconds } from '../../domain/time/instant.js';

/*
 * What giving tickets to people needs of agreements, people and tickets. The features that own these implement the
 * ports.
 */

/** A queue as far as people work it. Times in seconds that count in its hours. */
export interface WorkedQueue {
  id: string;
  name: string;
  /** `null`: the provider's. */
  partner: string | null;
  assignment: Assignment;
  skills: readonly SkillNeed[];
  fallbackAfter: number;
  /** `null`: never. */
  passOnAfter: number | null;
  /** `null`: around the clock. */
  hours: OpenHours | null;
}

/** Somebody who works a queue, as agreed; what they say of themselves is not known here. */
export interface QueueAgent {
  member: { id: string; name: string; party: 'provider' | 'partner' | 'customer'; company: string | null };
  capacity: number;
  hours: OpenHours | null;
  skills: readonly { skill: string; level: number }[];
}

export interface Queues {
  queue(id: string): Promise<WorkedQueue | null>;
  /** Whether it gives tickets by itself, or passes on what lies idle. */
  isActive(id: string): Promise<boolean>;
  activeFor(person: string): Promise<string[]>;
  /** All queues of somebody's side. */
  queuesFor(person: string): Promise<string[]>;
  agentsOf(id: string): Promise<QueueAgent[]>;
  agent(id: string): Promise<QueueAgent | null>;
  /** Somebody who has a ticket: whether they have left, and their hours. A key neither leaves nor has hours. */
  holder(id: string): Promise<{ left: boolean; hours: OpenHours | null }>;
}

/** A ticket as a queue looks at it. */
export interface QueuedTicket {
  id: string;
  kind: Kind;
  priority: Priority;
  /** Since when it waits, or nothing was done with it. */
  since: Seconds;
  /** Who has it; `null`: it waits. */
  by: string | null;
}

/** What a queue saw of a ticket when it decided. */
interface Seen {
  queue: string;
  by: string | null;
  since: Seconds;
}

export interface QueuedTickets {
  /** Those that wait, the best first or the longest waiting first. */
  waiting(queue: string, order: 'best' | 'since', limit: number): Promise<QueuedTicket[]>;
  /** Those that somebody has, the longest idle first; only of these people where some are named. */
  held(queue: string, limit: number, by?: readonly string[]): Promise<QueuedTicket[]>;
  /** The queue in which a ticket is now; `null`: in none in which anybody is to do something. */
  queueOf(ticket: string): Promise<string | null>;
  /** Who has it, whatever became of it; `null`: nobody. */
  holderOf(ticket: string): Promise<string | null>;
  /** Whether the ticket became theirs. */
  dispatch(
    ticket: string,
    given: { seen: Seen; to: QueueAgent['member']; weight: number; why: AssignReason },
  ): Promise<boolean>;
  takeBack(ticket: string, taken: { seen: Seen; why: PassedOn }): Promise<boolean>;
}
