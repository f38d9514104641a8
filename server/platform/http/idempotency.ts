import { createHash } from 'node:crypto';
import { type Connection, type Model, Schema } from 'mongoose';
import type { Clock } from '../clock/clock.js';
import { isDuplicateKey } from '../database/errors.js';
import { hashedId, randomId } from '../ids/ids.js';
import { modelOf, storage } from '../log/subject.js';
import { Problem } from '../problems.js';

interface KeyDocument {
  _id: string;
  method: string;
  path: string;
  bodyHash: string;
  /** What the ids of everything that the request creates are hashed from. */
  seed: string;
  owner: string;
  leaseUntil: Date;
  /** How it ended; absent while it runs, or where a crash cut it off. */
  finished?: Finished;
  expiresAt: Date;
}

/** How a request ended: its status, and of a "no" the whole body. A "yes" is presented anew. */
export interface Finished {
  status: number;
  problem?: Record<string, unknown>;
}

/** What a request is that carries a key. */
export interface KeyedRequest {
  caller: string;
  key: string;
  method: string;
  path: string;
  body: Buffer | string;
}

/** A key that this request holds: run with the seed, then say how it ended (or let go, so that it may be tried anew). */
export interface Held {
  seed: string;
  /** Nobody held it before. */
  fresh: boolean;
  finished: Finished | undefined;
  finish(finished: Finished): Promise<void>;
  letGo(): Promise<void>;
}

const schema = new Schema<KeyDocument>(
  {
    _id: String,
    method: { type: String, required: true },
    path: { type: String, required: true },
    bodyHash: { type: String, required: true },
    seed: { type: String, required: true },
    owner: { type: String, required: true },
    leaseUntil: { type: Date, required: true },
    finished: { type: Schema.Types.Mixed },
    expiresAt: { type: Date, required: true },
  } as never,
  storage,
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const LEASE_MS = 3_000;
const RENEW_MS = 1_000;
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Pattern 4: a request with a key has its effect once, however often it is sent and wherever it was cut off. */
export function idempotency({ connection, clock }: { connection: Connection; clock: Clock }) {
  const keys: Model<KeyDocument> = modelOf(connection, 'IdempotencyKey', schema, 'idempotency_keys');

  /** Takes the key for this request, or says why not: it is running elsewhere, or was used for something else. */
  async function hold(request: KeyedRequest): Promise<Held> {
    const id = hashedId('idempotency', request.caller, request.key);
    const owner = randomId();
    const bodyHash = createHash('sha256').update(request.body).digest('hex');
    for (;;) {
      const now = clock.real();
      const leaseUntil = new Date(now.getTime() + LEASE_MS);
      const made = await begin({ id, owner, bodyHash, leaseUntil, now }, request);
      if (made) return held(made, owner, true);
      const found = await keys.findById(id).lean<KeyDocument>();
      if (!found) continue;
      if (found.expiresAt <= now) {
        await keys.deleteOne({ _id: id, expiresAt: { $lte: now } });
        continue;
      }
      if (found.method !== request.method || found.path !== request.path || found.bodyHash !== bodyHash) {
        throw new Problem('key-reused', 'This Idempotency-Key came with another request before.');
      }
      if (found.finished) return held(found, owner, false);
      if (found.leaseUntil > now) {
        throw new Problem('key-running', 'The first request with this key is still running.', { retryAfter: 1 });
      }
      const taken = await keys.updateOne(
        { _id: id, owner: found.owner, leaseUntil: found.leaseUntil, finished: { $exists: false } },
        { $set: { owner, leaseUntil } },
      );
      if (taken.modifiedCount === 1) return held(found, owner, false);
    }
  }

  async function begin(
    by: { id: string; owner: string; bodyHash: string; leaseUntil: Date; now: Date },
    { method, path }: KeyedRequest,
  ): Promise<KeyDocument | undefined> {
    const document: KeyDocument = {
      ...{ _id: by.id, method, path, bodyHash: by.bodyHash, seed: randomId(), owner: by.owner },
      ...{ leaseUntil: by.leaseUntil, expiresAt: new Date(by.now.getTime() + KEPT_MS) },
    };
    try {
      await keys.create([document]);
      return document;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  function held({ _id, seed, finished }: KeyDocument, owner: string, fresh: boolean): Held {
    const mine = { _id, owner };
    const renewal = finished
      ? undefined
      : setInterval(() => {
          const leaseUntil = new Date(clock.real().getTime() + LEASE_MS);
          keys.updateOne(mine, { $set: { leaseUntil } }).catch(() => clearInterval(renewal));
        }, RENEW_MS);
    return {
      seed,
      fresh,
      finished,
      async finish(how) {
        clearInterval(renewal);
        if (!finished) await keys.updateOne(mine, { $set: { finished: how } });
      },
      async letGo() {
        clearInterval(renewal);
        if (!finished) await keys.updateOne(mine, { $set: { leaseUntil: new Date(0) } });
      },
    };
  }

  return {
    hold,
    /** Ends every lease: for a process that knows to be the only one. */
    async endLeases(): Promise<void> {
      await keys.updateMany({ finished: { $exists: false } }, { $set: { leaseUntil: new Date(0) } });
    },
  };
}
export type Idempotency = ReturnType<typeof idempotency>;
