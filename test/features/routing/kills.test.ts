import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import { readConfig } from '../../../server/config.js';
import { agreedParts } from '../../../server/desk/agreed.js';
import { followedParts } from '../../../server/desk/followed.js';
import { foundation } from '../../../server/desk/foundation.js';
import { workParts } from '../../../server/desk/work.js';
import { type Caller, SYSTEM } from '../../../server/domain/access/access.js';
import { loadOf } from '../../../server/domain/routing/capacity.js';
import { connect } from '../../../server/platform/database/connect.js';
import { commandOf, systemCommand } from '../../../server/platform/log/command.js';
import { type DeskProcess, dyingConnection, restarted } from '../../support/desk-process.js';
import { type Ground, openGround, quieten } from '../../support/ground.js';
import { quiet } from '../../support/platform.js';
import { workloadFaults } from '../../support/workloads.js';

const AGENTS = ['anna', 'ben'] as const;
/** The tickets that come, one after another: there is room for two of the first, and for none of the last beside one. */
const KINDS = ['question', 'question', 'incident'] as const;
const CAPACITY = 4;

const anna: Caller = {
  ...{ id: 'anna', kind: 'person', name: 'anna', company: { kind: 'provider' }, roles: ['agent'] },
  ...{ scopes: null, ticket: null },
};

/** Who has each ticket, in the order in which they came. */
type Holders = readonly (string | null)[];

interface Scene {
  queue: object;
  /** Who has each ticket before the process that dies does anything. */
  given: Holders;
  /** What it does before it looks at the queue. */
  act?(parts: Parts, ids: readonly string[], round: number): Promise<unknown>;
  end: Holders;
  /** How many changes of the store it takes at least. */
  changes: number;
}

/** Of a desk what gives tickets to people, on a connection of its own: nothing goes on by itself. */
function partsOn(connection: Connection, { uri, clock, settings }: Ground['options']) {
  const config = readConfig({ MONGODB_URI: uri, DEMO: 'off', NODE_ENV: 'test', ...settings });
  const world = { config, connection, clock, logger: quiet, secretKey: 'x'.repeat(40), alone: true };
  const base = foundation(world);
  const agreed = agreedParts(world, base);
  const { tickets, routing, assigns } = workParts(world, base, agreed, followedParts(base, agreed));
  base.dispatcher.register(tickets.subject);
  for (const sweep of [assigns.sweep, routing.sweep]) base.sweeps.register(sweep);
  const followers = [assigns.consumer, routing.consumer];
  return { tickets, routing, followers, dispatcher: base.dispatcher, sweeps: base.sweeps, tail: base.tail };
}
type Parts = ReturnType<typeof partsOn>;

describe('a queue whose process is killed between any two changes of the store', () => {
  let ground: Ground;
  let desk: DeskProcess;
  before(async () => {
    ground = await openGround();
    desk = await restarted(ground.options);
    const of = { company: { kind: 'provider' }, language: 'en', timeZone: 'UTC', capacity: CAPACITY } as const;
    for (const id of AGENTS) {
      const person = { id, name: id, email: `${id}@northwind.example`, roles: ['agent'] as const, ...of };
      await desk.desk.people.add(SYSTEM, commandOf(SYSTEM), person);
    }
    await quieten(desk);
  });
  after(async () => {
    await desk.end();
    await ground.close();
  });

  const store = () => {
    const { db } = ground.connection;
    if (!db) throw new Error('The connection is closed');
    return db;
  };
  const granted = async (asked: ReturnType<DeskProcess['post']>) => {
    const { status, body } = await asked;
    expect(status, JSON.stringify(body)).to.be.within(200, 299);
    return body;
  };
  const act = (id: string, verb: string, body?: object) =>
    granted(desk.post(`/tickets/${id}/${verb}`, { as: ground.keys.provider, ...(body && { body }) }));
  const log = async (kind: string): Promise<string> => {
    const body = {
      ...{ subject: 'No calls', kind, priority: 'normal', deal: 'D-1001', component: 'voice-eu' },
      requester: { email: 'it@hansa-logistics.example' },
    };
    ground.pass(1);
    return String((await granted(desk.post('/tickets', { as: ground.keys.hansa, body }))).id);
  };
  const setQueue = (content: object) => {
    const { parties } = desk.desk;
    return parties.patch(parties.noun('queue'), SYSTEM, commandOf(SYSTEM), 'voice', {
      ...{ agents: [...AGENTS], assignment: 'by-hand', passOnAfterMinutes: null, ...content },
    });
  };

  /** What a desk does about queues by itself when it hears of tickets. */
  async function look({ followers, sweeps, tail }: Parts, ids: readonly string[]): Promise<void> {
    const hear = async () => {
      await tail.look();
      for (const id of ids)
        for (const { handle } of followers) {
          await handle({ subject: { kind: 'ticket', id }, type: 'ticket-assigned' } as never, 0);
        }
    };
    await hear();
    await sweeps.runNamed('queues');
    await hear();
  }

  /** A process that lives. What a killed one left undelivered is delivered, as at a desk's start. */
  async function fresh(does: (parts: Parts) => Promise<void>): Promise<void> {
    const connection = await connect(ground.options.uri);
    const parts = partsOn(connection, ground.options);
    await parts.dispatcher.sweep(0);
    await does(parts);
    await connection.close(true);
  }

  /** Whether it was killed before it came to its end. */
  async function killedAfter(changes: number, does: (parts: Parts) => Promise<unknown>): Promise<boolean> {
    const { proxy, connection } = await dyingConnection(ground.options.uri, changes);
    const going = does(partsOn(connection, ground.options)).catch((error: unknown) => {
      if (!proxy.isCut()) throw error;
    });
    await Promise.race([going, proxy.cut]);
    const isKilled = proxy.isCut();
    await proxy.close();
    await connection.close(true);
    return isKilled;
  }

  async function expectNobodyBeyond({ routing }: Parts, when: string): Promise<void> {
    for (const id of AGENTS) expect(loadOf(await routing.workload(id)), when).to.be.at.most(CAPACITY);
  }

  const holdersOf = async (ids: readonly string[]): Promise<Holders> => {
    const found = await store()
      .collection<{ _id: string; state: { assignee: { id: string } | null } }>('tickets')
      .find({ _id: { $in: [...ids] } })
      .toArray();
    const byId = new Map(found.map(({ _id, state }) => [_id, state.assignee?.id ?? null]));
    return ids.map((id) => byId.get(id) ?? null);
  };

  const times = async (id: string): Promise<number> =>
    store().collection('log').countDocuments({ 'subject.id': id, type: 'ticket-assigned' });

  async function tickets(given: Holders): Promise<string[]> {
    const ids: string[] = [];
    for (const [index, holder] of given.entries()) {
      const id = await log(KINDS[index] ?? 'question');
      if (holder !== null) await act(id, 'assign', { assignee: holder });
      ids.push(id);
    }
    return ids;
  }

  /** Plays a scene again and again, each time with a kill one change later, until it comes to its end. */
  function survives(what: string, { queue, given, act: acts, end, changes }: Scene): void {
    it(what, async function () {
      this.timeout(120_000);
      await setQueue(queue);
      for (let survived = 0; ; survived++) {
        const when = `after ${survived} changes`;
        const ids = await tickets(given);
        const does = async (parts: Parts) => {
          await acts?.(parts, ids, survived);
          await look(parts, ids);
        };
        const isKilled = await killedAfter(survived, does);
        await fresh(async (parts) => {
          await expectNobodyBeyond(parts, when);
          await does(parts);
          await expectNobodyBeyond(parts, when);
          ground.pass(60);
          await parts.sweeps.runNamed('ticket-slots');
          await look(parts, ids);
          await expectAsAlways(ids, when);
          await Promise.all(ids.map((id) => act(id, 'solve')));
          await parts.routing.setPresence('anna', 'online');
          ground.pass(60);
          await look(parts, ids);
        });
        if (isKilled) continue;
        expect(survived).to.be.at.least(changes);
        return;
      }
    });

    async function expectAsAlways(ids: readonly string[], when: string): Promise<void> {
      expect(await holdersOf(ids), when).to.deep.equal(end);
      expect(await workloadFaults(store()), when).to.deep.equal([]);
      for (const [index, id] of ids.entries()) {
        const hands = new Set([given[index], end[index]].filter((holder) => holder !== null));
        expect(await times(id), `${when}: how often ticket ${index} was given`).to.equal(hands.size);
      }
    }
  }

  survives('gives each ticket once, in turn, to those who have room', {
    queue: { assignment: 'round-robin' },
    given: [null, null, null],
    end: ['anna', 'ben', null],
    changes: 14,
  });

  survives('passes on once what somebody has who went off', {
    queue: { assignment: 'least-loaded' },
    given: ['anna'],
    act: ({ routing }) => routing.setPresence('anna', 'off'),
    end: ['ben'],
    changes: 9,
  });

  survives('gives what is next once to whoever asks again', {
    queue: { assignment: 'by-hand' },
    given: [null, null],
    act: (parts, _, round) => parts.tickets.next(anna, systemCommand('next', String(round)), 'voice'),
    end: ['anna', null],
    changes: 3,
  });
});
