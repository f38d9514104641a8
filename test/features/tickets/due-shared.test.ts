import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { wakeAtOf } from '../../../server/domain/ticket/settle.js';
import { ALL_SLOTS, LIMIT } from '../../../server/platform/sweeps/sweeps.js';
import { isEmptying, sentWhile, telling } from '../../support/commands-sent.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { fillWithTickets } from '../../support/many-tickets.js';
import { freshDatabaseUri } from '../../support/store.js';

const DUE = 60;
const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const NOW = Date.parse('2026-11-02T08:00:00Z') / 1000;

describe('what is due in a store that three processes sweep', () => {
  const desks: TestDesk[] = [];

  before(async function () {
    this.timeout(120_000);
    const uri = telling(await freshDatabaseUri());
    // One of them follows nothing by itself: what it sends is its sweeps' own.
    for (const PROCESS of ['all', 'all', 'web'])
      desks.push(await openTestDesk('2026-11-02T08:00:00Z', { PROCESS }, uri));
    const [desk] = desks as [TestDesk];
    const key = await desk.key(HANSA, ['tickets:write']);
    const body = { subject: 'No calls', requester: { email: 'it@hansa-logistics.example' }, deal: 'D-1001' };
    expect((await desk.call(key, 'POST', '/tickets', body)).status).to.equal(201);
    // Each has been due for some seconds more than the one before.
    const spread = (n: number, real: Parameters<typeof wakeAtOf>[0]) => ({
      ...{ state: {}, later: NOW - 1 - n - (wakeAtOf(real) ?? NOW) },
    });
    await fillWithTickets(desk.desk.tickets.subject, { count: DUE, spread });
  });
  after(async () => {
    for (const desk of desks.toReversed()) await desk.close();
  });

  it('is announced once, each at its own instant', async () => {
    const [first] = desks as [TestDesk];
    const { model } = first.desk.tickets.subject;
    const due = await model
      .find({ wakeAt: { $lte: NOW } } as never, { wakeAt: 1 })
      .lean<{ _id: string; wakeAt: number }[]>();
    expect(due).to.have.length(DUE);

    const runs = await Promise.all(desks.map(({ desk }) => desk.sweeps.runAll()));
    expect(runs.reduce((sum, counts) => sum + (counts['tickets-due'] ?? 0), 0)).to.be.at.least(DUE);
    expect(await model.countDocuments({ wakeAt: { $lte: NOW } } as never)).to.equal(0);

    const events = (await first.desk.log.since(0, 10_000)).map(({ event }) => event);
    const told = events.filter(({ type, subject }) => type.startsWith('sla-') && subject.kind === 'ticket');
    const instants = new Map(due.map(({ _id, wakeAt }) => [_id, wakeAt]));
    const firsts = new Map<string, number>();
    for (const { subject, at } of told) {
      if (!firsts.has(subject.id)) firsts.set(subject.id, at.getTime() / 1000);
    }
    expect(Object.fromEntries(firsts)).to.deep.equal(Object.fromEntries(instants));
    const said = told.map(({ subject, type, data }) => JSON.stringify([subject.id, type, data.target ?? data.share]));
    expect(new Set(said).size).to.equal(said.length);
  });

  it('is worked off by one process in the order in which it fell due', async () => {
    const [first] = desks as [TestDesk];
    const before = await first.desk.log.last();
    const spread = (n: number, real: Parameters<typeof wakeAtOf>[0]) => ({
      ...{ state: {}, later: NOW - 1 - ((n * 7) % DUE) - (wakeAtOf(real) ?? NOW) },
    });
    await fillWithTickets(first.desk.tickets.subject, { from: DUE, count: DUE, spread });
    await first.desk.sweeps.runNamed('tickets-due');
    const events = (await first.desk.log.since(before, 10_000)).map(({ event }) => event);
    const firsts = new Map<string, number>();
    for (const { type, subject, at } of events) {
      if (type.startsWith('sla-') && !firsts.has(subject.id)) firsts.set(subject.id, at.getTime());
    }
    expect(firsts.size).to.equal(DUE);
    expect([...firsts.values()]).to.deep.equal([...firsts.values()].sort((one, other) => one - other));
  });

  it('takes one update for each ticket, and shares the other commands of the store', async () => {
    const [, , { desk }] = desks as [TestDesk, TestDesk, TestDesk];
    const { model } = desk.tickets.subject;
    const spread = (n: number, real: Parameters<typeof wakeAtOf>[0]) => ({
      ...{ state: {}, later: NOW - 1 - n - (wakeAtOf(real) ?? NOW) },
    });
    await fillWithTickets(desk.tickets.subject, { from: 2 * DUE, count: DUE, spread });
    const due = desk.sweeps.list().find(({ name }) => name === 'tickets-due') ?? expect.fail('there is no such sweep');
    const scope = { slots: ALL_SLOTS, until: NOW, limit: LIMIT, but: [] };
    const { sent, result } = await sentWhile(model.db, () => due.run(scope));
    expect(result).to.deep.equal({ done: DUE, failed: [] });
    const own = sent.filter((command) => !isEmptying(command));
    const count = (name: string, on: string) => own.filter((command) => command[name] === on).length;
    expect(count('find', 'tickets'), 'the sweep itself').to.equal(1);
    expect(count('update', 'tickets')).to.equal(DUE);
    expect(count('insert', 'log')).to.be.within(1, DUE / 2);
    // By kinds it is looked whether something agreed has changed.
    const looks = own.filter(({ find, filter }) => find === 'log' && 'subject.kind' in Object(filter));
    expect(looks.length).to.be.within(1, DUE / 2);
  });
});
