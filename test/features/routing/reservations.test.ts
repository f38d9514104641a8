import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { LEFT_AFTER, loadOf } from '../../../server/domain/routing/capacity.js';
import { workloadModel } from '../../../server/features/routing/model.js';
import { routingService } from '../../../server/features/routing/service.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { openConnection, openFragile } from '../../support/platform.js';
import { freshDatabaseUri } from '../../support/store.js';

describe('room for work', () => {
  let uri: string;
  let now = 1_793_606_400;
  const holders = new Map<string, string>();
  const connections: Awaited<ReturnType<typeof openConnection>>[] = [];

  /** A process of its own on the same store. */
  const process = (on: Parameters<typeof workloadModel>[0]) =>
    routingService({
      workloads: workloadModel(on),
      clock: { now: async () => now },
      capacityOf: async () => 10,
      ticketNow: async (id) => ({ holder: holders.get(id) ?? null, weight: 3 }),
    });
  const another = async () => {
    const connection = await openConnection(uri, workloadModel);
    connections.push(connection);
    return process(connection);
  };

  before(async () => {
    uri = await freshDatabaseUri();
  });
  after(() => Promise.all(connections.map((connection) => connection.close())));

  const sweep = (routing: ReturnType<typeof process>) =>
    routing.sweep.run({ slots: [], until: now, limit: 500, but: [] });

  it('is not given twice, however many processes reserve at once', async () => {
    const processes = [await another(), await another(), await another()];
    const asked = Array.from({ length: 12 }, (_, n) =>
      (processes[n % 3] as (typeof processes)[0]).reserve('anna', `t${n}`, 3, { force: false }),
    );
    const answers = await Promise.allSettled(asked);
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(3);
    expect(loadOf(await (processes[0] as (typeof processes)[0]).workload('anna'))).to.equal(9);
  });

  it('is freed by the sweep where the claim never came, and held where it did', async () => {
    const routing = await another();
    await routing.reserve('ben', 'claimed', 3, { force: false });
    await routing.reserve('ben', 'lost', 3, { force: false });
    holders.set('claimed', 'ben');
    now += LEFT_AFTER - 1;
    await sweep(routing);
    expect((await routing.workload('ben')).slots).to.have.length(2);
    now += 1;
    await sweep(routing);
    expect((await routing.workload('ben')).slots.map(({ ticket, held }) => [ticket, held])).to.deep.equal([
      ['claimed', true],
    ]);
    expect(await routing.sweep.nextDue()).to.equal(null);
  });

  it('is right after a kill between any two store commands of reserving and claiming', async () => {
    const routing = await another();
    for (let survived = 0; ; survived++) {
      const [agent, ticket] = [`killed-${survived}`, `ticket-${survived}`];
      const proxy = await cuttingProxy(uri, survived);
      const fragile = openFragile(proxy.uri);
      const dying = process(fragile);
      const finished = await dying
        .reserve(agent, ticket, 3, { force: false })
        .then(() => holders.set(ticket, agent))
        .then(() => dying.consumer.handle({ subject: { id: ticket } } as never, 1))
        .then(
          () => true,
          () => false,
        );
      await fragile.close(true);
      await proxy.close();
      now += LEFT_AFTER;
      await sweep(routing);
      const held = (await routing.workload(agent)).slots.map((slot) => [slot.ticket, slot.held]);
      expect(held, `after ${survived} commands`).to.deep.equal(holders.has(ticket) ? [[ticket, true]] : []);
      if (finished) {
        expect(survived).to.be.greaterThan(3);
        return;
      }
    }
  }).timeout(60_000);
});

describe('the work of people', () => {
  let test: TestDesk;
  let hansa: string;
  let anna: string;
  let ben: string;
  before(async () => {
    test = await openTestDesk();
    hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
    await test.person('anna', { kind: 'provider' }, ['agent']);
    await test.person('ben', { kind: 'provider' }, ['agent']);
    [anna, ben] = [await test.session('anna'), await test.session('ben')];
  });
  after(() => test.close());

  const log = async (priority: string) =>
    (
      await test.call(hansa, 'POST', '/tickets', {
        ...{ subject: 'No calls', kind: 'incident', priority, deal: 'D-1001' },
        requester: { email: 'it@hansa-logistics.example' },
      })
    ).body;
  const slots = async (agent: string) => {
    await test.settle();
    return (await test.desk.routing.workload(agent)).slots.map(({ ticket, weight, over }) => ({
      ticket,
      weight,
      over,
    }));
  };
  const later = async () => {
    const at = new Date(Date.parse(await test.now()) + 60_000).toISOString();
    await test.moveTo(at);
  };

  it('takes room with a claim, follows the priority, and gives it back with the ticket', async () => {
    const ticket = await log('normal');
    expect((await test.call(anna, 'POST', `/tickets/${ticket.id}/claim`)).status).to.equal(200);
    expect(await slots('anna')).to.deep.equal([{ ticket: ticket.id, weight: 3, over: false }]);
    const { body } = await test.call(anna, 'GET', `/tickets/${ticket.id}`);
    const patch = await test.call(anna, 'PATCH', `/tickets/${ticket.id}`, {
      priority: 'urgent',
      version: body.version,
    });
    expect(patch.status).to.equal(200);
    expect(await slots('anna')).to.deep.equal([{ ticket: ticket.id, weight: 5, over: false }]);
    await later();
    expect((await test.call(anna, 'POST', `/tickets/${ticket.id}/solve`)).status).to.equal(200);
    expect(await slots('anna')).to.deep.equal([]);
    expect((await test.call(anna, 'POST', `/tickets/${ticket.id}/reopen`)).status).to.equal(200);
    expect(await slots('anna')).to.have.length(1);
    await later();
    expect((await test.call(anna, 'POST', `/tickets/${ticket.id}/release`)).status).to.equal(200);
    expect(await slots('anna')).to.deep.equal([]);
  });

  it('goes beyond the room by hand only, and is marked; who loses the claim has taken none', async () => {
    const tickets = [await log('urgent'), await log('urgent'), await log('urgent'), await log('urgent')];
    for (const { id } of tickets) expect((await test.call(ben, 'POST', `/tickets/${id}/claim`)).status).to.equal(200);
    expect((await slots('ben')).map(({ over }) => over)).to.deep.equal([false, false, false, true]);
    const told = async (id: string) => {
      const { body } = await test.call(ben, 'GET', `/tickets/${id}/timeline`);
      return body.items.find(({ type }: { type: string }) => type === 'ticket-assigned');
    };
    const [within, beyond] = [await told(tickets[0].id), await told(tickets[3].id)];
    expect([within.why, within.data.over]).to.deep.equal([null, undefined]);
    expect([beyond.why, beyond.data.over]).to.deep.equal(['Taken by hand beyond the capacity.', true]);
    const late = await test.call(anna, 'POST', `/tickets/${tickets[0].id}/claim`);
    expect(late.body.code).to.equal('already-claimed');
    expect(await slots('anna')).to.deep.equal([]);
  });
});
