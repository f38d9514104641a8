import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { loadOf, weightOf } from '../../../server/domain/routing/capacity.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { randomFrom } from '../../support/random.js';
import { freshDatabaseUri } from '../../support/store.js';

const PROVIDER = { kind: 'provider' } as const;
const HANSA = { kind: 'partner', id: 'hansa-it' } as const;

/** A desk with a queue of its own for each test: what asks for this component. */
async function deskWith(store?: string) {
  const test = await openTestDesk('2026-11-02T08:00:00Z', {}, store);
  const admin = await test.key(PROVIDER, ['admin']);
  const hansa = await test.key(HANSA, ['tickets:write']);
  const must = async (as: string, method: string, path: string, body?: object) => {
    const answer = await test.call(as, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    test,
    admin,
    hansa,
    must,
    log: (over: object = {}) =>
      must(hansa, 'POST', '/tickets', {
        ...{ subject: 'No calls', kind: 'incident', priority: 'normal', deal: 'D-1001', component: 'voice-eu' },
        ...{ requester: { email: 'it@hansa-logistics.example' }, ...over },
      }),
    read: (id: string) => must(admin, 'GET', `/tickets/${id}`),
    async queue(content: object): Promise<void> {
      const { version } = await must(admin, 'GET', '/queues/voice');
      await must(admin, 'PATCH', '/queues/voice', { version, ...content });
    },
    async person(id: string, over: object = {}): Promise<string> {
      await test.person(id, PROVIDER, ['agent']);
      const { version } = await must(admin, 'GET', `/people/${id}`);
      if (Object.keys(over).length > 0) await must(admin, 'PATCH', `/people/${id}`, { version, ...over });
      return test.session(id);
    },
    /** Lets everything that is due be done, a second later. */
    async run(seconds = 1): Promise<void> {
      const at = Date.parse(await test.now()) + seconds * 1000;
      await test.moveTo(new Date(at).toISOString().replace('.000', ''));
    },
    async whys(id: string): Promise<string[]> {
      const { items } = await must(admin, 'GET', `/tickets/${id}/timeline`);
      return items
        .filter(({ type }: { type: string }) => type === 'ticket-assigned' || type === 'ticket-released')
        .map(({ why }: { why: string }) => why);
    },
  };
}
type Given = Awaited<ReturnType<typeof deskWith>>;

describe('a queue that gives its tickets to people', () => {
  let given: Given;
  let anna: string;
  let ben: string;
  before(async () => {
    given = await deskWith();
    [anna, ben] = [await given.person('anna', { capacity: 6 }), await given.person('ben', { capacity: 6 })];
    await given.queue({ agents: ['anna', 'ben'], assignment: 'round-robin' });
  });
  after(() => given.test.close());

  const holders = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await given.read(id)).assignee?.id ?? null));
  const solve = (id: string) => given.must(given.admin, 'POST', `/tickets/${id}/solve`);

  it('does so in turn, never beyond anybody’s room, and goes on as room comes', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push((await given.log()).id);
    await given.run();
    expect((await holders(ids)).map(String).sort()).to.deep.equal(['anna', 'anna', 'ben', 'ben', 'null']);
    const whys = (await Promise.all(ids.map(given.whys))).flat();
    expect(whys.sort()).to.deep.equal([
      'Queue Voice: round robin, next after anna.',
      'Queue Voice: round robin, next after anna.',
      'Queue Voice: round robin, next after ben.',
      'Queue Voice: round robin, the first.',
    ]);
    const before = await holders(ids);
    const waiting = ids[before.indexOf(null)] ?? '';
    await solve(ids[before.indexOf('anna')] ?? '');
    await given.run(60);
    expect((await given.read(waiting)).assignee.id).to.equal('anna');
    const { items } = await given.must(given.admin, 'GET', '/queues/voice/agents');
    expect(
      items.map(({ id, load, capacity, over }: Record<string, unknown>) => [id, load, capacity, over]),
    ).to.deep.equal([
      ['anna', 6, 6, false],
      ['ben', 6, 6, false],
    ]);
    for (const id of ids) if ((await given.read(id)).status === 'open') await solve(id);
    await given.run(60);
  });

  it('asks only those who are there, and passes on what somebody has who is off', async () => {
    const away = await given.must(anna, 'PUT', '/people/me/availability', { state: 'away' });
    expect([away.state, away.counts]).to.deep.equal(['away', 'away']);
    const { id } = await given.log();
    await given.run();
    expect(await holders([id])).to.deep.equal(['ben']);
    await given.must(anna, 'PUT', '/people/me/availability', { state: 'online' });
    await given.must(ben, 'PUT', '/people/me/availability', { state: 'off' });
    await given.run();
    expect(await holders([id])).to.deep.equal(['anna']);
    expect((await given.whys(id)).at(-1)).to.match(/Whoever had it is off\.$/);
    await given.must(ben, 'PUT', '/people/me/availability', { state: 'online' });
    await solve(id);
    await given.run(60);
  });

  it('passes on what lies idle after its minutes, at their instant, while its hours are open', async () => {
    await given.queue({ passOnAfterMinutes: 30, calendar: 'berlin-office' });
    const { id } = await given.log();
    await given.run();
    const [first] = await holders([id]);
    await given.run(30 * 60 - 2);
    expect(await holders([id])).to.deep.equal([first]);
    await given.run(2);
    expect((await holders([id]))[0]).to.equal(first === 'anna' ? 'ben' : 'anna');
    expect((await given.whys(id)).at(-1)).to.match(/Nothing was done with it/);
    await solve(id);
    await given.queue({ passOnAfterMinutes: null, calendar: null });
    await given.run(60);
  });

  it('waits for a skill no longer than its minutes', async () => {
    const skills = [{ skill: 'sip', level: 3, required: true }];
    await given.queue({ assignment: 'by-skill', skills, fallbackAfterMinutes: 15 });
    const { id, createdAt } = await given.log();
    await given.run(1);
    const left = 15 * 60 - (Date.parse(await given.test.now()) - Date.parse(createdAt)) / 1000;
    await given.run(left - 1);
    expect(await holders([id])).to.deep.equal([null]);
    await given.run(1);
    expect((await holders([id]))[0]).to.match(/^(anna|ben)$/);
    expect((await given.whys(id))[0]).to.equal(
      'Queue Voice: by skill, knowing none of them. Nobody with the skills came in time.',
    );
    await solve(id);
    const { version } = await given.must(given.admin, 'GET', '/people/ben');
    await given.must(given.admin, 'PATCH', '/people/ben', { version, skills: [{ skill: 'sip', level: 4 }] });
    const known = await given.log();
    await given.run(1);
    expect(await holders([known.id])).to.deep.equal(['ben']);
    await solve(known.id);
    await given.queue({ assignment: 'by-hand', skills: [] });
  });

  it('counts its minutes in its hours, also when these are changed meanwhile', async () => {
    const skills = [{ skill: 'sip', level: 5, required: true }];
    const hours = { id: 'voice-hours', name: 'Voice', timeZone: 'Europe/Berlin' };
    await given.must(given.admin, 'POST', '/calendars', { ...hours, hours: { mon: [['09:00', '12:00']] } });
    await given.queue({ assignment: 'by-skill', skills, fallbackAfterMinutes: 15, calendar: 'voice-hours' });
    await given.test.moveTo('2026-11-02T11:00:00Z');
    const { id } = await given.log();
    await given.run(3600);
    expect(await holders([id])).to.deep.equal([null]);
    await given.must(given.admin, 'PATCH', '/calendars/voice-hours', { version: 1, hours: '24x7' });
    await given.run(1);
    expect((await holders([id]))[0]).to.match(/^(anna|ben)$/);
    await solve(id);
    await given.queue({ assignment: 'by-hand', skills: [], calendar: null });
    await given.run(60);
  });

  it('does not let one for which nobody has room keep those after it from their minutes', async () => {
    const skills = [{ skill: 'sip', level: 5, required: true }];
    await given.queue({ agents: ['anna'], assignment: 'by-skill', skills, fallbackAfterMinutes: 15 });
    const own = await given.log();
    await given.must(given.admin, 'POST', `/tickets/${own.id}/assign`, { assignee: 'anna' });
    const heavy = await given.log({ priority: 'urgent' });
    await given.run(5 * 60);
    const light = await given.log({ priority: 'low', kind: 'question' });
    await given.run(15 * 60 - 1);
    expect(await holders([heavy.id, light.id])).to.deep.equal([null, null]);
    await given.run(1);
    expect(await holders([heavy.id, light.id])).to.deep.equal([null, 'anna']);
    for (const { id } of [own, heavy, light]) await solve(id);
    await given.queue({ agents: ['anna', 'ben'], assignment: 'by-hand', skills: [] });
    await given.run(60);
  });

  it('gives what becomes light enough for the room that there is', async () => {
    await given.queue({ agents: ['anna'], assignment: 'least-loaded' });
    const own = await given.log();
    await given.run();
    const heavy = await given.log({ priority: 'urgent' });
    await given.run();
    expect(await holders([own.id, heavy.id])).to.deep.equal(['anna', null]);
    const { version } = await given.read(heavy.id);
    await given.must(given.admin, 'PATCH', `/tickets/${heavy.id}`, { version, priority: 'normal' });
    await given.run();
    expect(await holders([heavy.id])).to.deep.equal(['anna']);
    for (const { id } of [own, heavy]) await solve(id);
    await given.queue({ agents: ['anna', 'ben'], assignment: 'by-hand' });
    await given.run(60);
  });
});

describe('a ticket whose agent goes off', () => {
  let given: Given;
  let anna: string;
  let ben: string;
  before(async () => {
    given = await deskWith();
    [anna, ben] = [await given.person('anna'), await given.person('ben')];
  });
  after(() => given.test.close());

  const be = (session: string, state: string) => given.must(session, 'PUT', '/people/me/availability', { state });
  const holder = async (id: string) => (await given.read(id)).assignee?.id ?? null;
  const setPerson = async (id: string, change: object) => {
    const { version } = await given.must(given.admin, 'GET', `/people/${id}`);
    await given.must(given.admin, 'PATCH', `/people/${id}`, { version, ...change });
  };

  it('goes back to a queue where people take for themselves, in its hours', async () => {
    await given.queue({ assignment: 'by-hand', calendar: 'berlin-office' });
    const { id } = await given.log();
    await given.must(anna, 'POST', `/tickets/${id}/claim`);
    await given.test.moveTo('2026-11-02T20:00:00Z');
    await be(anna, 'off');
    await given.run();
    expect(await holder(id)).to.equal('anna');
    await given.test.moveTo('2026-11-03T12:00:00Z');
    expect(await holder(id)).to.equal(null);
    expect(await given.whys(id)).to.deep.equal([null, 'Whoever had it is off.']);
    // That somebody let go of it is a partner's to know, and not what that says of the provider's people.
    const { items } = await given.must(given.hansa, 'GET', `/tickets/${id}/timeline`);
    const released = items.find(({ type }: { type: string }) => type === 'ticket-released');
    expect([released.why, released.data.why]).to.deep.equal([null, undefined]);
    await be(anna, 'online');
    await given.queue({ calendar: null });
    await given.must(given.admin, 'POST', `/tickets/${id}/solve`);
  });

  it('stays with whoever works on it outside of their own hours, for the queue’s minutes', async () => {
    const hours = { id: 'mornings', name: 'Mornings', timeZone: 'UTC', hours: { tue: [['09:00', '13:00']] } };
    await given.must(given.admin, 'POST', '/calendars', hours);
    await setPerson('anna', { calendar: 'mornings' });
    await given.queue({ assignment: 'by-hand', fallbackAfterMinutes: 15 });
    const [early, late] = [await given.log(), await given.log()];
    await given.must(anna, 'POST', `/tickets/${early.id}/claim`);
    await given.test.moveTo('2026-11-03T12:59:59Z');
    expect(await holder(early.id)).to.equal('anna');
    await given.run();
    expect(await holder(early.id)).to.equal(null);
    await given.must(anna, 'POST', `/tickets/${late.id}/claim`);
    await given.run(15 * 60 - 1);
    expect(await holder(late.id)).to.equal('anna');
    await given.must(anna, 'POST', `/tickets/${late.id}/replies`, { text: 'Still at it', visibility: 'own' });
    await given.run(15 * 60 - 1);
    expect(await holder(late.id)).to.equal('anna');
    await given.run();
    expect(await holder(late.id)).to.equal(null);
    await setPerson('anna', { calendar: null });
    for (const { id } of [early, late]) await given.must(given.admin, 'POST', `/tickets/${id}/solve`);
  });

  it('passes on also where they are none of those who work the queue', async () => {
    await given.queue({ assignment: 'least-loaded', agents: ['ben'] });
    await be(ben, 'away');
    const { id } = await given.log();
    await given.must(anna, 'POST', `/tickets/${id}/claim`);
    await be(ben, 'online');
    await given.run();
    expect(await holder(id)).to.equal('anna');
    await be(anna, 'off');
    await given.run();
    expect(await holder(id)).to.equal('ben');
    await be(anna, 'online');
    await given.must(given.admin, 'POST', `/tickets/${id}/solve`);
    await given.run(60);
  });

  it('passes on when the agent leaves for good, and waits for who comes', async () => {
    await given.queue({ assignment: 'round-robin', agents: [] });
    const { id } = await given.log();
    await given.run();
    const first = await holder(id);
    await setPerson(first, { active: false });
    await given.run();
    const second = await holder(id);
    expect([first, second].sort()).to.deep.equal(['anna', 'ben']);
    await given.queue({ assignment: 'by-hand' });
    await setPerson(second, { active: false });
    await given.run();
    expect(await holder(id)).to.equal(null);
    await given.queue({ assignment: 'round-robin' });
    await given.run();
    expect(await holder(id)).to.equal(null);
    await given.person('cleo');
    await given.run();
    expect(await holder(id)).to.equal('cleo');
  });
});

describe('what is next in a queue', () => {
  let given: Given;
  before(async () => {
    given = await deskWith();
  });
  after(() => given.test.close());

  it('is what is due first, then the most urgent, then the oldest; and nothing where nothing waits', async () => {
    const anna = await given.person('anna');
    expect((await given.test.call(anna, 'POST', '/queues/voice/next')).status).to.equal(204);
    const [low, urgent, high] = [
      await given.log({ priority: 'low' }),
      await given.log({ priority: 'urgent' }),
      await given.log({ priority: 'high' }),
    ];
    const order: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { body } = await given.test.call(anna, 'POST', '/queues/voice/next');
      expect(body.assignee.id).to.equal('anna');
      order.push(body.id);
    }
    expect(order).to.deep.equal([urgent.id, high.id, low.id]);
    const theirs = await given.test.call(given.hansa, 'POST', '/queues/voice/next');
    expect(theirs.status).to.equal(404);
  });

  it('is the same ticket when it is asked again with the same key', async () => {
    const ben = await given.person('ben');
    const [one, other] = [await given.log(), await given.log()];
    const ask = () => given.test.call(ben, 'POST', '/queues/voice/next', undefined, { 'idempotency-key': 'next-1' });
    const first = await ask();
    expect([one.id, other.id]).to.include(first.body.id);
    expect((await ask()).body.id).to.equal(first.body.id);
    await given.test.call(ben, 'POST', '/queues/voice/next');
  });

  it('is a different ticket for each of many who ask at once, and none is lost', async () => {
    const callers = await Promise.all(Array.from({ length: 12 }, () => given.test.key(PROVIDER, ['tickets:write'])));
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) ids.push((await given.log()).id);
    const answers = await Promise.all(callers.map((key) => given.test.call(key, 'POST', '/queues/voice/next')));
    expect(answers.map(({ status }) => status)).to.deep.equal(callers.map(() => 200));
    expect(answers.map(({ body }) => body.id).sort()).to.deep.equal([...ids].sort());
    expect((await given.test.call(callers[0] ?? '', 'POST', '/queues/voice/next')).status).to.equal(204);
  });
});

describe('several processes that give tickets at once', () => {
  let given: Given;
  let other: TestDesk;
  before(async () => {
    const store = await freshDatabaseUri();
    given = await deskWith(store);
    other = await openTestDesk('2026-11-02T08:00:00Z', {}, store);
  });
  after(async () => {
    await other.close();
    await given.test.close();
  });

  it('give each ticket once and nobody more than they have room for, whatever else happens', async () => {
    const random = randomFrom(7);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const sessions = new Map<string, string>();
    for (const id of ['anna', 'ben', 'cleo']) sessions.set(id, await given.person(id, { capacity: 7 }));
    await given.queue({ agents: [...sessions.keys()], assignment: 'least-loaded' });
    const ids: string[] = [];
    for (let round = 0; round < 8; round++) {
      const steps: (() => Promise<unknown>)[] = [
        ...Array.from({ length: 3 }, () => async () => {
          ids.push((await given.log({ priority: pick(['urgent', 'high', 'normal', 'low']) })).id);
        }),
        async () => given.test.call(given.admin, 'POST', `/tickets/${pick(ids)}/solve`),
        async () => given.test.call(given.admin, 'POST', `/tickets/${pick(ids)}/release`),
        async () =>
          given.test.call(sessions.get(pick(['anna', 'ben'])) ?? '', 'PUT', '/people/me/availability', {
            state: pick(['online', 'away', 'off']),
          }),
        ...[given.test, other].map((desk) => async () => {
          await desk.desk.consumers.drain();
          await desk.desk.sweeps.runAll();
        }),
      ];
      await Promise.all((ids.length === 0 ? steps.slice(0, 3) : steps).map((step) => step()));
      for (const id of sessions.keys()) {
        expect(loadOf(await given.test.desk.routing.workload(id)), id).to.be.at.most(7);
      }
    }
    await given.run(60);
    // Whichever of the two holds a follower's lease is the one that catches up.
    for (const desk of [other, given.test, other, given.test]) {
      await desk.desk.consumers.drain();
      await desk.desk.sweeps.runAll();
    }
    const states = await Promise.all(ids.map(given.read));
    const open = states.filter(({ status }) => status === 'open');
    const { items: agents } = await given.must(given.admin, 'GET', '/queues/voice/agents');
    const room = Math.max(
      ...agents
        .filter(({ counts }: { counts: string }) => counts === 'online')
        .map(({ load, capacity }: { load: number; capacity: number }) => capacity - load),
    );
    // Cleo is there all the while: what still waits is more than anybody who is there can take.
    for (const ticket of open.filter(({ assignee }) => assignee === null)) {
      expect(weightOf(ticket), ticket.number).to.be.greaterThan(room);
    }
    expect(open.some(({ assignee }) => assignee !== null)).to.equal(true);
    for (const id of sessions.keys()) {
      const theirs = open.filter(({ assignee }) => assignee?.id === id).map((ticket) => ticket.id);
      const { slots } = await given.test.desk.routing.workload(id);
      expect(slots.map(({ ticket }) => ticket).sort()).to.deep.equal(theirs.sort());
      expect(slots.some(({ over }) => over)).to.equal(false);
    }
    for (const id of ids) {
      const { items } = await given.must(given.admin, 'GET', `/tickets/${id}/timeline`);
      let holder: string | null = null;
      for (const { type, data } of items) {
        if (type === 'ticket-assigned') {
          expect(data.from?.id ?? null, 'it is taken from whoever had it').to.equal(holder);
          holder = data.to.id;
        }
        if (type === 'ticket-released') holder = null;
      }
    }
  }).timeout(60_000);
});
