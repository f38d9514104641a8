import mongoose, { type Connection, Schema } from 'mongoose';
import { SYSTEM } from '../../server/domain/access/access.js';
import { changed } from '../../server/domain/decision.js';
import { type Clock, realClock } from '../../server/platform/clock/clock.js';
import { connect, ensureIndexes } from '../../server/platform/database/connect.js';
import { changes } from '../../server/platform/log/changes.js';
import { type Command, commandOf } from '../../server/platform/log/command.js';
import { dispatcher } from '../../server/platform/log/dispatcher.js';
import { log } from '../../server/platform/log/log.js';
import { type Subject, type SubjectDocument, subjectModel, subjectSchema } from '../../server/platform/log/subject.js';
import { jsonLogger } from '../../server/platform/logger.js';

/** A subject as small as one can be: it counts, and says each time to where. */
export interface Counter {
  count: number;
}
export interface Counted {
  type: 'counted';
  at: number;
  to: number;
}
interface CounterDocument extends SubjectDocument {
  state: Counter;
}

/** The platform's log and changes over a connection, with counters as its only subject. */
export function countingDesk(connection: Connection, clock: Clock = realClock) {
  const counters: Subject<Counter, Counted, CounterDocument> = {
    kind: 'counter',
    model: subjectModel(
      connection,
      'Counter',
      subjectSchema<CounterDocument>({ state: { type: Schema.Types.Mixed, required: true } }),
      'counters',
    ),
    read: ({ state }) => state,
    write: (state) => ({ state }),
    audience: () => ({ provider: true, partner: null, customer: null }),
  };
  const theLog = log({ connection });
  const theDispatcher = dispatcher({ log: theLog, clock });
  theDispatcher.register(counters);
  const theChanges = changes({ clock, dispatcher: theDispatcher });
  const count = (state: Counter, at: number) =>
    changed<Counter, Counted>({ count: state.count + 1 }, [{ type: 'counted', at, to: state.count + 1 }]);
  return {
    ...{ counters, log: theLog, dispatcher: theDispatcher, changes: theChanges, count },
    make: (id: string, command: Command = commandOf(SYSTEM)) =>
      theChanges.create(counters, command, id, (at) => count({ count: 0 }, at)),
    add: (id: string, command: Command = commandOf(SYSTEM)) => theChanges.change(counters, command, { _id: id }, count),
    async stored(id: string): Promise<CounterDocument | null> {
      return (await counters.model.findById(id).lean()) as CounterDocument | null;
    },
  };
}
export type CountingDesk = ReturnType<typeof countingDesk>;

/** A connection with all collections and indexes of its models. */
export async function openConnection(uri: string, register: (connection: Connection) => unknown): Promise<Connection> {
  const connection = await connect(uri);
  register(connection);
  await ensureIndexes(connection);
  return connection;
}

/** A connection that may be cut off at any moment: nothing is awaited of it when it goes. */
export const openFragile = (uri: string): Connection =>
  mongoose.createConnection(uri, { autoIndex: false, autoCreate: false });

export const quiet = jsonLogger('silent');
