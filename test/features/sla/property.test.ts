import type { Connection } from 'mongoose';
import { connect } from '../../../server/platform/database/connect.js';
import { type CuttingProxy, cuttingProxy } from '../../support/cutting-proxy.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { randomFrom } from '../../support/random.js';
import { freshDatabaseUri } from '../../support/store.js';
import { type Actors, dealContent, mustWith, policyContent, setUp, ticketContent } from './driver.js';
import { chanceOf, check, type Life, step } from './life.js';

// By hand: LIVES=100 STEPS=60 SEED=7 npx mocha test/features/sla/property.test.ts
const LIVES = Number(process.env.LIVES ?? 3);
const STEPS = Number(process.env.STEPS ?? 14);
const SEED = Number(process.env.SEED ?? 2026);

describe('the clocks of a ticket that lives on a running desk', () => {
  let uri: string;
  let connection: Connection;
  let proxy: CuttingProxy;
  let test: TestDesk;
  let actors: Actors;
  before(async () => {
    uri = await freshDatabaseUri();
    connection = await connect(uri);
    await open();
    actors = await setUp(test);
    const must = mustWith(test);
    await must(actors.provider, 'POST', '/calendars', { id: 'always', name: 'Always', timeZone: 'UTC', hours: '24x7' });
    const hours = { mon: [['08:00', '17:00']], tue: [['08:00', '17:00']] };
    await must(actors.provider, 'POST', '/calendars', { id: 'office', name: 'x', timeZone: 'Europe/Berlin', hours });
  });
  after(async () => {
    await test.close();
    await proxy.close();
    await connection.close();
  });

  /** A desk whose way to the store can be cut. */
  async function open(): Promise<void> {
    proxy = await cuttingProxy(uri, Number.POSITIVE_INFINITY);
    test = await openTestDesk('2026-11-02T05:30:00Z', {}, proxy.uri, 'none');
  }

  /** Kills the desk some store commands into a step, and goes on with another. Whether the step happened shows then. */
  async function killedIn(act: () => Promise<unknown>, after: number): Promise<void> {
    proxy.cutAfter(after);
    const acting = act().catch(() => undefined);
    await Promise.race([acting, proxy.cut]);
    await test.abandon();
    await acting;
    await proxy.close();
    await open();
    await test.moveTo(await test.now());
  }

  async function begin(n: number, chance: ReturnType<typeof chanceOf>): Promise<Life> {
    const must = mustWith(test);
    const deal = `D-${n}`;
    await must(actors.provider, 'POST', '/deals', dealContent(deal));
    await must(actors.provider, 'POST', '/policies', policyContent(deal, chance.targets()));
    const content = ticketContent(deal, chance.one(['urgent', 'high', 'low']), chance.one(['provider', 'partner']));
    const { id } = await must(actors.provider, 'POST', '/tickets', content);
    return { ticket: id, deals: [deal], shown: new Map() };
  }

  for (let n = 0; n < LIVES; n++) {
    it(`show what explaining their history shows, at any time and after kills: life ${n} of seed ${SEED}`, async function () {
      this.timeout(0);
      const chance = chanceOf(randomFrom(SEED * 1_000 + n));
      const life = await begin(n, chance);
      const told: string[] = [];
      const killed = Math.floor(chance.number() * STEPS);
      try {
        for (let at = 0; at < STEPS; at++) {
          const act = async () => told.push(await step(test, actors, life, chance));
          if (at === killed) await killedIn(act, Math.floor(chance.number() * 25));
          else await act();
          await check(test, actors, life, connection);
        }
      } catch (error) {
        if (error instanceof Error) error.message += `\nafter ${told.join(', ')}; killed in step ${killed}`;
        throw error;
      }
    });
  }
});
