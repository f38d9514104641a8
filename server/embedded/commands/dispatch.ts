import { Double } from 'bson';
import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { decodeCommand, decodeDocument, encodeDocument } from '../bson.js';
import type { Engine } from '../engine.js';
import { CommandError, fail } from '../errors.js';
import { paceOf } from '../turns.js';
import type { Request } from '../wire/message.js';
import { nameOf } from './arguments.js';
import { checkDatabaseName } from './collection.js';
import { COMMANDS } from './registry.js';
import { refuseViews } from './views.js';

/** Answers requests of one connection. Never throws: a fault is an answer too. */
export function answerWith(engine: Engine, connection: number, log: (error: unknown) => void) {
  return async (request: Request): Promise<Buffer> => {
    try {
      if (request.refusal) throw request.refusal;
      return encodeDocument(finished(await run(engine, connection, request)));
    } catch (error) {
      if (!(error instanceof CommandError)) log(error);
      return encodeDocument(refusalOf(error));
    }
  };
}

const OK = new Double(1);
const NOT_OK = new Double(0);

/** MongoDB's `ok` is a double, whatever the handlers wrote. */
function finished(reply: Document): Document {
  reply.ok = reply.ok === 0 ? NOT_OK : OK;
  return reply;
}

/** All that the old way of asking is still good for. */
const HANDSHAKES = new Set(['hello', 'isMaster', 'ismaster']);

const RAW_ARRAYS = new Set(['documents']);
/** Document sequences of commands that read their statements themselves. */
const READ_AS_BYTES = new Set(['documents', 'updates', 'deletes']);
const NO_RAW_ARRAYS: ReadonlySet<string> = new Set();

async function run(engine: Engine, connection: number, request: Request): Promise<Document> {
  const { command: given, raw } = decodeCommand(request.body, isInsert(request.body) ? RAW_ARRAYS : NO_RAW_ARRAYS);
  const command = isDocument(given.$query) && request.legacy ? given.$query : given;
  const name = nameOf(command);
  if (request.legacy && !HANDSHAKES.has(name)) {
    fail(
      'UnsupportedOpQueryCommand',
      `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal`,
    );
  }
  const handler = COMMANDS.get(name);
  if (!handler) return fail('CommandNotFound', `no such command: '${name}'`);
  const database = request.database ?? command.$db;
  if (typeof database !== 'string') return fail('Location40571', 'OP_MSG requests require a $db argument');
  checkDatabaseName(database);
  checkApiVersion(command, name);
  refuseViews(engine, database, name, command[name]);
  refuseTransactions(command);
  for (const [field, documents] of request.sequences) {
    if (Object.hasOwn(command, field) || raw.has(field))
      fail('Location40433', `Duplicate field between body and document sequence ${name}.${field}`);
    if (READ_AS_BYTES.has(field)) raw.set(field, documents);
    else command[field] = documents.map((bytes) => decodeDocument(bytes));
  }
  const pace = paceOf(maxTimeOf(command.maxTimeMS));
  return handler({ engine, database, command, raw, connection, pace, now: new Date() });
}

/** How long a command may take, in ms; 0 for as long as it needs. */
function maxTimeOf(value: Value): number {
  if (value === undefined || value === null) return 0;
  const time = numberOf(value);
  if (time === undefined) return fail('BadValue', 'maxTimeMS must be a number');
  if (!(time >= 0 && time <= 0x7fffffff))
    fail('BadValue', `${time} value for maxTimeMS is out of range [0, 2147483647]`);
  if (!Number.isInteger(time)) fail('BadValue', 'maxTimeMS has non-integral value');
  return time;
}

/** Whether the first field of a command is `insert`: its documents are kept as bytes. */
const isInsert = (body: Buffer): boolean => body.length > 12 && body.toString('latin1', 5, 12) === 'insert\0';

/** The commands that are promised to whoever asks for version 1 of the API and nothing else. */
const API_V1 = new Set(
  'abortTransaction aggregate collMod commitTransaction count create createIndexes delete drop dropDatabase dropIndexes endSessions explain find findAndModify getMore hello insert killCursors listCollections listDatabases listIndexes ping refreshSessions update'.split(
    ' ',
  ),
);

function checkApiVersion({ apiVersion, apiStrict, apiDeprecationErrors }: Document, name: string): void {
  if (apiVersion === undefined) {
    if (apiStrict !== undefined || apiDeprecationErrors !== undefined)
      fail('Location4886600', 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
    return;
  }
  if (apiVersion !== '1') fail('APIVersionError', 'API version must be "1"');
  if (apiStrict === true && !API_V1.has(name))
    fail('APIStrictError', `Provided apiStrict:true, but the command ${name} is not in API Version 1`);
}

const READ_CONCERNS: ReadonlySet<Value> = new Set(['local', 'majority', 'available', 'linearizable', 'snapshot']);

function refuseTransactions(command: Document): void {
  if (command.txnNumber !== undefined || command.startTransaction !== undefined || command.autocommit !== undefined) {
    fail('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const { level } = isDocument(command.readConcern) ? command.readConcern : {};
  if (level !== undefined && level !== null && !READ_CONCERNS.has(level)) {
    fail('BadValue', `Enumeration value '${level}' for field 'readConcern.level' is not a valid value.`);
  }
  if (level === 'snapshot' || level === 'linearizable') {
    fail('NotAReplicaSet', `node needs to be a replica set member to use read concern: level ${level}`);
  }
}

function refusalOf(error: unknown): Document {
  if (error instanceof CommandError) {
    return { ok: NOT_OK, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.data };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ok: NOT_OK, errmsg: `The store failed: ${message}`, code: 1, codeName: 'InternalError' };
}
