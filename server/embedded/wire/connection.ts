import type { Socket } from 'node:net';
import { type Budget, budgetOf } from './budget.js';
import {
  HALF_MESSAGE_MS,
  MAX_MESSAGE_BYTES,
  type MemoryShares,
  SMALL_MESSAGE_BYTES,
  UNREAD_ANSWER_MS,
} from './limits.js';
import { HEADER_BYTES, type Request, readMessage, writeReply } from './message.js';

/** Answers one request with the bytes of a document. Must not throw. */
export type Answer = (request: Request) => Promise<Buffer>;

/** What all connections of a store share. */
export interface Shares {
  incoming: Budget;
  unread: Budget;
}

/** The memory that connections may hold, all together. */
export const connectionShares = ({ incoming, unread }: MemoryShares): Shares => ({
  incoming: budgetOf(incoming),
  unread: budgetOf(unread),
});

/** A message that is coming in. */
interface Coming {
  length: number;
  /** Whether it has its part of the memory that all share. */
  isAdmitted: boolean;
  release(): void;
}

/**
 * Serves one client: one request after another, as MongoDB does. While an answer is being made or is unread, no more
 * than a chunk is read from the client, so it cannot pile up requests; malformed bytes close the connection, and so does
 * a message that does not come to its end in time.
 */
export function serveConnection(socket: Socket, answer: Answer, shares: Shares): void {
  let parts: Buffer[] = [];
  let size = 0;
  let coming: Coming | null = null;
  let busy = false;
  let ended = false;
  let replyId = 0;
  let deadline: NodeJS.Timeout | undefined;
  let unread: (() => void) | undefined;

  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    // Few clients send more before they are answered; only those are held up.
    if (busy) socket.pause();
    else proceed();
  });
  socket.on('end', () => {
    ended = true;
    if (!busy) socket.end();
  });
  socket.on('error', () => socket.destroy());
  socket.on('timeout', () => socket.destroy());
  socket.on('close', () => {
    clearTimeout(deadline);
    coming?.release();
    unread?.();
    parts = [];
  });

  function gathered(): Buffer {
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    const whole = Buffer.concat(parts, size);
    parts = [whole];
    return whole;
  }

  /** The message whose head is there. */
  function expected(): Coming | null {
    if (coming || size < HEADER_BYTES) return coming;
    const first = parts[0];
    const length = (first && first.length >= 4 ? first : gathered()).readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
      socket.destroy();
      return null;
    }
    coming = { length, isAdmitted: length <= SMALL_MESSAGE_BYTES, release: () => undefined };
    if (!coming.isAdmitted) void admit(coming);
    return coming;
  }

  /** Reads nothing of a large message until there is room for all of it. */
  async function admit(message: Coming): Promise<void> {
    socket.pause();
    message.release = await shares.incoming.reserve(message.length);
    message.isAdmitted = true;
    if (socket.destroyed) message.release();
    else {
      socket.resume();
      proceed();
    }
  }

  function take(length: number): Buffer {
    const whole = gathered();
    parts = whole.length > length ? [whole.subarray(length)] : [];
    size -= length;
    return whole.subarray(0, length);
  }

  function proceed(): void {
    if (busy || socket.destroyed) return;
    const message = expected();
    if (!message || size < message.length || !message.isAdmitted) {
      if (size > 0) deadline ??= setTimeout(() => socket.destroy(), HALF_MESSAGE_MS).unref();
      return;
    }
    clearTimeout(deadline);
    deadline = undefined;
    let request: Request;
    try {
      request = readMessage(take(message.length));
    } catch {
      // Whatever is wrong with it: these bytes are not of our protocol.
      socket.destroy();
      return;
    }
    busy = true;
    void respond(request, message);
  }

  async function respond(request: Request, message: Coming): Promise<void> {
    const body = await answer(request);
    message.release();
    coming = null;
    if (socket.destroyed) return;
    const wasRead = request.silent || socket.write(writeReply(request, body, ++replyId));
    if (request.refusal) socket.end();
    else if (wasRead) next();
    else awaitReader();
  }

  /** A client that does not read has some time, as long as not too many do so. */
  function awaitReader(): void {
    unread = shares.unread.take(socket.writableLength);
    if (!unread) {
      socket.destroy();
      return;
    }
    socket.setTimeout(UNREAD_ANSWER_MS);
    socket.once('drain', () => {
      unread?.();
      next();
    });
  }

  function next(): void {
    busy = false;
    socket.setTimeout(0);
    if (size > 0) proceed();
    if (!busy) {
      if (ended) socket.end();
      else if (coming?.isAdmitted !== false && socket.isPaused()) socket.resume();
    }
  }
}
