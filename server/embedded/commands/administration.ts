import { Double, Int32 } from 'bson';
import { numberOf } from '../bson/numbers.js';
import { fail } from '../errors.js';
import { booleanField, checkFields, nameOf, typeName } from './arguments.js';
import type { Context, Handler } from './context.js';

// What administrators ask of any server, as far as there is something to tell.

function onlyForAdmin({ database, command }: Context): void {
  if (database !== 'admin') fail('Unauthorized', `${nameOf(command)} may only be run against the admin database.`);
}

/** Nothing is profiled: the level can be asked for, and set to what it is. */
export const profile: Handler = ({ command }) => {
  checkFields(command, ['slowms', 'sampleRate', 'filter']);
  const level = numberOf(command.profile);
  if (level === undefined)
    return fail(
      'TypeMismatch',
      `BSON field 'profile.profile' is the wrong type '${typeName(command.profile)}', expected types '[long, int, decimal, double]'`,
    );
  if (level > 0 && level <= 2) fail('CommandNotSupported', 'profiling is not supported by the embedded store');
  return { was: new Int32(0), slowms: new Int32(100), sampleRate: new Double(1), ok: 1 };
};

/** There are no users. */
export const usersInfo: Handler = () => ({ users: [], ok: 1 });

/** There are no roles. */
export const rolesInfo: Handler = () => ({ roles: [], ok: 1 });

export const replSetGetStatus: Handler = (context) => {
  onlyForAdmin(context);
  return fail('NoReplicationEnabled', 'not running with --replSet');
};

/** Answers when everything that was written is on the disk. */
export const fsync: Handler = async (context) => {
  onlyForAdmin(context);
  checkFields(context.command, ['lock', 'fsyncLockAcquisitionTimeoutMillis']);
  if (booleanField(context.command, 'lock'))
    fail('CommandNotSupported', 'fsync with lock is not supported by the embedded store');
  await context.engine.writes.drain();
  return { numFiles: new Int32(1), ok: 1 };
};
