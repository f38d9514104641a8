import { Double, Int32, Long, UUID } from 'bson';
import type { Document } from '../bson/types.js';
import { MAX_DOCUMENT_BYTES } from '../bson.js';
import { fail } from '../errors.js';
import { MAX_CONNECTIONS, MAX_MESSAGE_BYTES, MAX_WRITE_BATCH } from '../wire/limits.js';
import { booleanField, nameOf } from './arguments.js';
import type { Handler } from './context.js';

/** The server that this one answers as: a standalone one, whose language it speaks. */
const VERSION = '7.0.14';
const VERSION_ARRAY = [7, 0, 14, 0];
const WIRE_VERSION = 21;

const greeting =
  (isHello: boolean): Handler =>
  ({ connection, now, command }) => ({
    ...(command.helloOk === true || isHello ? { helloOk: true } : {}),
    [isHello ? 'isWritablePrimary' : 'ismaster']: true,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: now,
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  });

export const hello = greeting(true);
export const isMaster = greeting(false);

export const done: Handler = () => ({ ok: 1 });

export const buildInfo: Handler = () => ({
  version: VERSION,
  gitVersion: 'tandem-desk-embedded-store',
  modules: [],
  allocator: 'system',
  javascriptEngine: 'none',
  sysInfo: 'deprecated',
  versionArray: VERSION_ARRAY,
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  storageEngines: ['lmdb'],
  ok: 1,
});

export const serverStatus: Handler = ({ engine, now }) => {
  const { rss, heapUsed } = process.memoryUsage();
  const uptime = (now.getTime() - engine.startedAt.getTime()) / 1000;
  return {
    host: 'embedded',
    version: VERSION,
    process: 'mongod',
    pid: Long.fromNumber(process.pid),
    uptime: new Double(uptime),
    uptimeMillis: Long.fromNumber(Math.round(uptime * 1000)),
    localTime: now,
    storageEngine: { name: 'lmdb', supportsCommittedReads: true, persistent: true },
    connections: {
      current: new Int32(engine.connections()),
      available: new Int32(MAX_CONNECTIONS - engine.connections()),
    },
    metrics: { cursor: { open: { total: Long.fromNumber(engine.cursors.count()) } } },
    mem: {
      resident: Math.round(rss / 1048576),
      virtual: Math.round(rss / 1048576),
      heap: Math.round(heapUsed / 1048576),
    },
    ok: 1,
  };
};

/** There are no users, so nobody can be who they say. */
export const authenticate: Handler = () => fail('AuthenticationFailed', 'Authentication failed.');

export const connectionStatus: Handler = ({ command }) => ({
  authInfo: {
    authenticatedUsers: [],
    authenticatedUserRoles: [],
    ...(booleanField(command, 'showPrivileges') && { authenticatedUserPrivileges: [] }),
  },
  ok: 1,
});

const PARAMETERS: Document = {
  featureCompatibilityVersion: { version: '7.0' },
  internalQueryMaxBlockingSortMemoryUsageBytes: 104857600,
  ttlMonitorSleepSecs: 30,
  transactionLifetimeLimitSeconds: 60,
  enableTestCommands: false,
  authenticationMechanisms: [],
  requireApiVersion: false,
};

export const getParameter: Handler = ({ command }) => {
  const asked = Object.keys(command).filter((name) => Object.hasOwn(PARAMETERS, name));
  const names = command.getParameter === '*' ? Object.keys(PARAMETERS) : asked;
  if (names.length === 0) return { ok: 0, errmsg: 'no option found to get', code: 72, codeName: 'InvalidOptions' };
  return { ...Object.fromEntries(names.map((name) => [name, PARAMETERS[name]])), ok: 1 };
};

export const hostInfo: Handler = ({ now }) => ({
  system: { currentTime: now, hostname: 'embedded', cpuAddrSize: 64 },
  os: { type: process.platform, name: process.platform },
  extra: {},
  ok: 1,
});

export const getLog: Handler = ({ command }) =>
  command.getLog === '*' ? { names: ['global', 'startupWarnings'], ok: 1 } : { totalLinesWritten: 0, log: [], ok: 1 };

export const getCmdLineOpts: Handler = () => ({ argv: ['mongod'], parsed: {}, ok: 1 });

export const startSession: Handler = () => ({ id: { id: new UUID() }, timeoutMinutes: 30, ok: 1 });

/** There are no transactions to end; the driver asks for it all the same once one could not be begun. */
export const endTransaction: Handler = ({ command }) =>
  fail('CommandFailed', `${nameOf(command)} must be run within a transaction`);

export const whatsMyUri: Handler = () => ({ you: '127.0.0.1:0', ok: 1 });
