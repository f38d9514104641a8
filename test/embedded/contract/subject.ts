import { Decimal128, Double, Long } from 'bson';
import { it } from 'mocha';
import { type Db, MongoClient, MongoServerError } from 'mongodb';
import { type Document, isDocument } from '../../../server/embedded/language/values.js';
import { freshDatabase } from '../../support/store.js';
import { typed, written } from '../language/typed.js';

/** A server that the contract is held against. */
export interface Subject {
  client: MongoClient;
  /** A database that is dropped at the end. */
  db: Db;
  /** Sentences of the contract, each after its part, that this server is known not to keep. */
  differs: ReadonlySet<string>;
}

/** Numbers that a literal cannot say. */
export const double = (value: number): Double => new Double(value);
export const long = (value: number | string): Long => Long.fromString(String(value));
export const decimal = (value: string): Decimal128 => Decimal128.fromString(value);

/** With every type preserved, both ways. */
export const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

/** Connects to a server; `faults` are known of the one that is not MongoDB. */
export async function openSubject(uri: string, faults: ReadonlySet<string>): Promise<Subject> {
  const client = await MongoClient.connect(uri, { ignoreUndefined: false });
  const { gitVersion } = await client.db('admin').command({ buildInfo: 1 });
  const isReferee = gitVersion === 'documentdb-referee';
  return { client, db: client.db(freshDatabase()), differs: isReferee ? faults : new Set() };
}

/** Drops what was made and goes. */
export async function closeSubject({ client, db }: Subject): Promise<void> {
  await db.dropDatabase();
  await client.close();
}

/** A command's answer, or the number of its refusal. */
export async function answerOf(db: Db, command: Document): Promise<unknown> {
  try {
    return shown(await db.command(command, EXACT));
  } catch (error) {
    if (error instanceof MongoServerError) return { code: error.code };
    throw error;
  }
}

const UNTOLD = new Set(['ok', 'ns', '$clusterTime', 'operationTime']);

/** What of an answer is promised: batches without the cursor's number, refusals without their words. */
function shown(answer: Document): Document {
  const told: Document = {};
  for (const [name, value] of Object.entries(answer)) {
    if (UNTOLD.has(name)) continue;
    if (name === 'cursor' && isDocument(value)) {
      const { id, firstBatch, nextBatch } = value;
      told.batch = firstBatch ?? nextBatch;
      if (String(id) !== '0') told.more = true;
    } else if (name === 'writeErrors' && Array.isArray(value)) {
      told.writeErrors = value.map((fault: unknown) => (isDocument(fault) ? withoutWords(fault) : fault));
    } else told[name] = value;
  }
  return told;
}

const withoutWords = ({ errmsg: _, keyPattern: __, keyValue: ___, errInfo: ____, ...rest }: Document): Document => rest;

/** A value with its types written out, whichever way it was spelled. */
export const exactly = (value: unknown): unknown => written({ value: typed(value) });

/** A sentence of the contract; left out where the server is known not to keep it. */
export function promise(subject: () => Subject, sentence: string, check: (subject: Subject) => Promise<void>): void {
  it(sentence, async function () {
    const server = subject();
    if (server.differs.has(`${this.test?.parent?.title}: ${sentence}`)) this.skip();
    else await check(server);
  });
}
