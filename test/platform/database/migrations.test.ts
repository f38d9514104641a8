import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { realClock } from '../../../server/platform/clock/clock.js';
import { connect } from '../../../server/platform/database/connect.js';
import { type Migration, migrate } from '../../../server/platform/database/migrations.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { openFragile, quiet } from '../../support/platform.js';
import { freshDatabaseUri } from '../../support/store.js';

describe('migrations of the stored data', () => {
  let uri: string;
  let connection: Connection;
  let ran: number;

  beforeEach(async () => {
    uri = await freshDatabaseUri();
    connection = await connect(uri);
    ran = 0;
    await connection.collection<{ _id: number }>('things').insertMany([1, 2, 3].map((_id) => ({ _id })));
  });
  afterEach(() => connection.close());

  /** A step that marks every document, one by one, each if it is not marked yet. */
  const marking = (to: number): Migration => ({
    to,
    why: `Things have mark ${to}.`,
    async run(on) {
      ran++;
      const things = on.collection<{ _id: number; marks?: number[] }>('things');
      for (const { _id } of await things.find({ marks: { $ne: to } } as never).toArray())
        await things.updateOne({ _id, marks: { $ne: to } } as never, { $push: { marks: to } } as never);
    },
  });
  const run = (on: Connection, ...steps: Migration[]) => migrate(on, steps, { clock: realClock, logger: quiet });
  const marks = async () => (await connection.collection('things').find().toArray()).map((thing) => thing.marks);
  const version = async () => (await connection.collection('schema').findOne())?.version;

  it('run in order, once', async () => {
    await run(connection, marking(2));
    await run(connection, marking(2), marking(3));
    await run(connection, marking(2), marking(3));
    expect([await version(), ran, await marks()]).to.deep.equal([
      3,
      2,
      [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ]);
  });

  it('are done by one of two processes that start at once', async () => {
    const other = await connect(uri);
    await Promise.all([run(connection, marking(2)), run(other, marking(2))]);
    await other.close();
    expect([await version(), ran]).to.deep.equal([2, 1]);
  });

  it('have nothing to do in an empty store', async () => {
    const empty = await connect(await freshDatabaseUri());
    await run(empty, marking(2));
    expect([(await empty.collection('schema').findOne())?.version, ran]).to.deep.equal([2, 0]);
    await empty.close();
  });

  it('refuse data that are newer than the code', async () => {
    await run(connection, marking(2), marking(3));
    const refused = await run(connection, marking(2)).then(
      () => 'none',
      (error: Error) => error.message,
    );
    expect(refused).to.equal('The data have schema version 3, this Tandem Desk knows 2: start a newer one');
  });

  it('go on where a process died between any two store commands', async function () {
    this.timeout(60_000);
    for (let survived = 0; ; survived++) {
      await connection.collection('schema').deleteMany({});
      await connection.collection('things').updateMany({}, { $unset: { marks: 1 } });
      const proxy = await cuttingProxy(uri, survived);
      const fragile = openFragile(proxy.uri);
      const finished = await run(fragile, marking(2)).then(
        () => true,
        () => false,
      );
      await fragile.close(true);
      await proxy.close();
      // What the dead process held ends with its lease: here at once.
      await connection.collection('schema').updateMany({}, { $set: { leaseUntil: new Date(0) } });
      await run(connection, marking(2));
      expect([await version(), await marks()], `after ${survived} commands`).to.deep.equal([2, [[2], [2], [2]]]);
      if (finished) {
        expect(survived).to.be.greaterThan(6);
        return;
      }
    }
  });
});
