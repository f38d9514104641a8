import type { Socket } from 'node:net';
import { HALF_MESSAGE_MS, MAX_MESSAGE_BYTES, UNREAD_ANSWER_MS } from './limits.js';
import { HEADER_BYTES, type Request, readMessage, writeReply } from './message.js';

/** Answers one request with the bytes of a document. Must not throw. */
export type Answer = (request: Request) => Promise<Buffer>;

/**
 * Serves one client: one request after another, as MongoDB does. While an answer is being made or is unread, nothing is
 * read from the client, so it cannot pile up requests; malformed bytes close the connection.
 */
export function serveConnection(socket: Socket, answer: Answer): void {
  let parts: Buffer[] = [];
  let size = 0;
  let busy = false;
  let ended = false;
  let replyId = 0;

  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    proceed();
  });
  socket.on('end', () => {
    ended = true;
    if (!busy) socket.end();
  });
  socket.on('error', () => socket.destroy());
  socket.on('timeout', () => socket.destroy());

  function gathered(): Buffer {
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    const whole = Buffer.concat(parts, size);
    parts = [whole];
    return whole;
  }

  /** The length of the message that is coming in; undefined while its head is not there. */
  function expected(): number | undefined {
    if (size < HEADER_BYTES) return undefined;
    const first = parts[0];
    const length = (first && first.length >= 4 ? first : gathered()).readInt32LE(0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
      socket.destroy();
      return undefined;
    }
    return length;
  }

  function take(length: number): Buffer {
    const whole = gathered();
    parts = whole.length > length ? [whole.subarray(length)] : [];
    size -= length;
    return whole.subarray(0, length);
  }

  function proceed(): void {
    if (busy || socket.destroyed) return;
    const length = expected();
    if (length === undefined || size < length) {
      socket.setTimeout(size > 0 ? HALF_MESSAGE_MS : 0);
      return;
    }
    socket.setTimeout(0);
    let request: Request;
    try {
      request = readMessage(take(length));
    } catch {
      // Whatever is wrong with it: these bytes are not of our protocol.
      socket.destroy();
      return;
    }
    busy = true;
    socket.pause();
    void respond(request);
  }

  async function respond(request: Request): Promise<void> {
    const body = await answer(request);
    if (socket.destroyed) return;
    const wasRead = request.silent || socket.write(writeReply(request, body, ++replyId));
    if (request.refusal) socket.end();
    else if (wasRead) next();
    else {
      socket.setTimeout(UNREAD_ANSWER_MS);
      socket.once('drain', next);
    }
  }

  function next(): void {
    busy = false;
    socket.setTimeout(0);
    if (size >= HEADER_BYTES) proceed();
    if (!busy) {
      if (ended) socket.end();
      else socket.resume();
    }
  }
}
