import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { fail } from './errors.js';

/** A result that is read in batches. `null` means "not yet": it lets others have their turn. */
export type Results = Iterator<Buffer | null>;

/** A result that a client has not read to its end. */
export interface Cursor {
  id: Long;
  namespace: string;
  results: Results;
  /** A document that did not fit into the batch before. */
  held: Buffer | null;
  noTimeout: boolean;
  usedAt: number;
  busy: boolean;
  /** Where it stays open at the end of its results: whether it waits there for more. */
  tail: Tail | undefined;
  closed: boolean;
}

/** What a cursor does at the end of a capped collection. */
export interface Tail {
  awaitData: boolean;
}

/** The open cursors of a store. */
export interface Cursors {
  open(namespace: string, results: Results, held: Buffer | null, noTimeout: boolean, tail?: Tail): Cursor;
  /** Takes a cursor for one batch; refuses one that is unknown or in use. */
  take(id: Long, namespace: string): Cursor;
  close(cursor: Cursor): void;
  kill(id: Long, namespace: string): boolean;
  /** Closes those that were left alone for too long; happens by itself. */
  closeIdle(): void;
  closeAll(): void;
  count(): number;
}

/** How long a cursor may be left alone, in ms. */
const IDLE_MS = 10 * 60 * 1000;

export function openCursors(now: () => number = () => performance.now()): Cursors {
  const open = new Map<string, Cursor>();
  const timer = setInterval(closeIdle, 30_000);
  timer.unref();

  function closeIdle(): void {
    const limit = now() - IDLE_MS;
    for (const cursor of open.values()) if (!cursor.busy && !cursor.noTimeout && cursor.usedAt < limit) close(cursor);
  }

  function close(cursor: Cursor): void {
    open.delete(cursor.id.toString());
    cursor.closed = true;
    cursor.results.return?.();
  }

  function newId(): Long {
    for (;;) {
      const bytes = randomBytes(8);
      const id = new Long(bytes.readInt32LE(0), bytes.readInt32LE(4) & 0x7fffffff);
      if (!id.isZero() && !open.has(id.toString())) return id;
    }
  }

  return {
    open(namespace, results, held, noTimeout, tail) {
      const state = { usedAt: now(), busy: false, closed: false };
      const cursor: Cursor = { id: newId(), namespace, results, held, noTimeout, tail, ...state };
      open.set(cursor.id.toString(), cursor);
      return cursor;
    },
    take(id, namespace) {
      const cursor = open.get(id.toString());
      if (!cursor) fail('CursorNotFound', `cursor id ${id} not found`);
      if (cursor.namespace !== namespace) {
        fail(
          'Unauthorized',
          `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
        );
      }
      if (cursor.busy) fail('CursorInUse', `cursor id ${id} is already in use`);
      cursor.busy = true;
      cursor.usedAt = now();
      return cursor;
    },
    close,
    kill(id, namespace) {
      const cursor = open.get(id.toString());
      if (!cursor || cursor.namespace !== namespace) return false;
      close(cursor);
      return true;
    },
    closeIdle,
    closeAll() {
      clearInterval(timer);
      for (const cursor of [...open.values()]) close(cursor);
    },
    count: () => open.size,
  };
}
