import { aggregate } from './aggregate.js';
import {
  collMod,
  collStats,
  create,
  dbStats,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './collections.js';
import type { Handler } from './context.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import {
  authenticate,
  buildInfo,
  connectionStatus,
  done,
  endTransaction,
  getCmdLineOpts,
  getLog,
  getParameter,
  hello,
  hostInfo,
  isMaster,
  serverStatus,
  startSession,
  whatsMyUri,
} from './handshake.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { count, distinct, find, getMore, killCursors } from './read.js';
import { deleteCommand, update } from './update.js';
import { validate } from './validate.js';

/** Every command that is answered, by each of its names. */
export const COMMANDS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    hello,
    isMaster,
    ismaster: isMaster,
    ping: done,
    buildInfo,
    buildinfo: buildInfo,
    serverStatus,
    getParameter,
    connectionStatus,
    hostInfo,
    whatsmyuri: whatsMyUri,
    getLog,
    getCmdLineOpts,
    startSession,
    commitTransaction: endTransaction,
    abortTransaction: endTransaction,
    endSessions: done,
    refreshSessions: done,
    killSessions: done,
    killAllSessions: done,
    logout: done,
    authenticate,
    saslStart: authenticate,
    saslContinue: authenticate,
    insert,
    update,
    delete: deleteCommand,
    findAndModify,
    findandmodify: findAndModify,
    find,
    getMore,
    killCursors,
    aggregate,
    count,
    distinct,
    create,
    drop,
    dropDatabase,
    renameCollection,
    collMod,
    listCollections,
    listDatabases,
    createIndexes,
    dropIndexes,
    deleteIndexes: dropIndexes,
    listIndexes,
    collStats,
    collstats: collStats,
    dbStats,
    dbstats: dbStats,
    explain,
    validate,
  } satisfies Record<string, Handler>),
);
