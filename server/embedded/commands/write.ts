import { countValue } from '../bson/numbers.js';
import type { Document } from '../bson/types.js';
import { CommandError, fail } from '../errors.js';
import { MAX_WRITE_BATCH } from '../wire/limits.js';
import { booleanField, documentField } from './arguments.js';
import type { Context } from './context.js';

/** What the statements of a write command have done. */
export interface WriteOutcome {
  n: number;
  modified: number;
  upserted: { index: number; _id: unknown }[];
  errors: Document[];
}

/** How many statements are put into one transaction with each other. */
const TOGETHER = 200;

/** Refuses a batch that is empty or too long. */
export function checkBatch(length: number): void {
  if (length < 1 || length > MAX_WRITE_BATCH) {
    fail('InvalidLength', `Write batch sizes must be between 1 and ${MAX_WRITE_BATCH}. Got ${length} operations.`);
  }
}

/** Refuses a write concern that a server without replication cannot fulfil. */
export function checkWriteConcern(command: Document): void {
  const { w } = documentField(command, 'writeConcern') ?? {};
  const number = typeof w === 'object' && w !== null && 'value' in w ? Number(w.value) : undefined;
  if (number !== undefined && !(number >= 0 && number <= 50))
    fail('FailedToParse', 'w has to be a non-negative number and not greater than 50');
  if (number !== undefined && number > 1) fail('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority') {
    fail('BadValue', `cannot use non-majority 'w' mode "${w}" when a host is not a member of a replica set`);
  }
}

/** One statement: carried out within a transaction, or, where it is about many documents, in its own time. */
export interface Statement {
  /** Refuses before anything is written, if at all. */
  inTransaction?(outcome: WriteOutcome, index: number): void;
  inParts?(outcome: WriteOutcome, index: number): Promise<void>;
}

/** Carries out statements in order; an `ordered` command ends with the first that is refused. */
export async function runStatements(
  { engine, command }: Context,
  statements: readonly Statement[],
): Promise<WriteOutcome> {
  const ordered = booleanField(command, 'ordered', true);
  let outcome: WriteOutcome = { n: 0, modified: 0, upserted: [], errors: [] };
  const isOver = (of: WriteOutcome) => ordered && of.errors.length > 0;
  for (let at = 0; at < statements.length && !isOver(outcome); ) {
    const parts = statements[at]?.inParts;
    if (parts) {
      const index = at++;
      await attemptAsync(outcome, index, () => parts(outcome, index));
      continue;
    }
    const until = endOfGroup(statements, at);
    const start = at;
    const before = outcome;
    // The job may be run again when another one undid it: it works on a copy.
    outcome = await engine.writes.run(() => {
      const copy = structuredOutcome(before);
      for (let index = start; index < until && !isOver(copy); index++) {
        attempt(copy, index, () => statements[index]?.inTransaction?.(copy, index));
      }
      return copy;
    });
    at = until;
  }
  return outcome;
}

function endOfGroup(statements: readonly Statement[], start: number): number {
  let end = start;
  while (end < statements.length && end - start < TOGETHER && !statements[end]?.inParts) end++;
  return end;
}

const structuredOutcome = (outcome: WriteOutcome): WriteOutcome => ({
  n: outcome.n,
  modified: outcome.modified,
  upserted: [...outcome.upserted],
  errors: [...outcome.errors],
});

function attempt(outcome: WriteOutcome, index: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    outcome.errors.push(writeError(error, index));
  }
}

async function attemptAsync(outcome: WriteOutcome, index: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    outcome.errors.push(writeError(error, index));
  }
}

function writeError(error: unknown, index: number): Document {
  if (!(error instanceof CommandError)) throw error;
  return { index, code: error.code, ...error.data, errmsg: error.message };
}

/** The answer to a write command. */
export function writeReply(outcome: WriteOutcome, withModified: boolean): Document {
  return {
    n: countValue(outcome.n),
    ...(withModified && { nModified: countValue(outcome.modified) }),
    ...(outcome.upserted.length > 0 && { upserted: outcome.upserted }),
    ...(outcome.errors.length > 0 && { writeErrors: outcome.errors }),
    ok: 1,
  };
}
