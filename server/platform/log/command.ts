import type { Caller } from '../../domain/access/access.js';
import { SYSTEM } from '../../domain/access/access.js';
import { steadyNow } from '../clock/clock.js';
import { hashedId, randomId } from '../ids/ids.js';
import { type Actor, actorOf } from './event.js';

/** The version that a caller had read, and by which word they said so. */
export interface Expected {
  version: number;
  by: 'if-match' | 'body';
}

/** One intent to change something. The same intent has the same id, however often it is tried. */
export interface Command {
  id: string;
  actor: Actor;
  /** An id for something that this command creates: the nth of a kind always gets the same. */
  newId(kind: string): string;
  /** It cannot have been given before: what it makes need not be looked for. */
  fresh: boolean;
  /** When it was given, by `steadyNow`: what it remembers need not be newer. */
  givenAt: number;
  /** A finished command that is only asked for its answer again: nothing may change. */
  replay: boolean;
  expected?: Expected;
}

/** A command of a caller. The seed is that of its idempotency key; without one it is a new intent. */
export function commandOf(
  caller: Caller,
  given?: string,
  options: { fresh?: boolean; replay?: boolean; givenAt?: number; expected?: Expected } = {},
): Command {
  const seed = given ?? randomId();
  const counts = new Map<string, number>();
  return {
    id: seed,
    actor: actorOf(caller),
    newId(kind) {
      const n = counts.get(kind) ?? 0;
      counts.set(kind, n + 1);
      return hashedId(seed, kind, n);
    },
    fresh: options.fresh ?? given === undefined,
    givenAt: options.givenAt ?? steadyNow(),
    replay: options.replay ?? false,
    ...(options.expected && { expected: options.expected }),
  };
}

/** What the desk does by itself: the words name the intent, so that doing it again is the same command. */
export const systemCommand = (...words: readonly (string | number)[]): Command =>
  commandOf(SYSTEM, hashedId('system', ...words));
