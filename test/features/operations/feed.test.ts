import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface Entry {
  seq: number;
  type: string;
  subject: { kind: string; id: string };
  data: Record<string, { id?: string; amount?: unknown; state?: string }>;
}

describe('the feed of events', () => {
  let desk: TestDesk;
  let hansa: string;
  let iberia: string;
  let lead: string;
  let finance: string;
  let agent: string;

  before(async () => {
    desk = await openTestDesk('2026-11-02T08:00:00Z');
    hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write', 'outages:write', 'credits:read']);
    iberia = await desk.key({ kind: 'partner', id: 'iberia-cloud' }, ['tickets:write', 'credits:read']);
    await desk.person('lea', { kind: 'provider' }, ['lead']);
    await desk.person('fay', { kind: 'provider' }, ['finance']);
    await desk.person('abe', { kind: 'provider' }, ['agent']);
    [lead, finance, agent] = [await desk.session('lea'), await desk.session('fay'), await desk.session('abe')];
  });
  after(() => desk.close());

  async function feed(as: string, kind: string): Promise<Entry[]> {
    const all: Entry[] = [];
    for (let since = 0; ; ) {
      const { body } = await desk.call(as, 'GET', `/events?since=${since}&limit=200`);
      all.push(...body.items.filter((entry: Entry) => entry.subject.kind === kind));
      if (body.next === since) return all;
      since = body.next;
    }
  }
  const typesOf = (entries: readonly Entry[]) => entries.map(({ type }) => type);

  it('tells a report to its reporter and the provider, and to everybody once it is published', async () => {
    const report = {
      ...{ title: 'No dial tone', components: ['voice-eu'], impact: 'full', cause: 'provider' },
      ...{ startedAt: '2026-11-02T07:30:00Z', endedAt: null },
    };
    const { body: outage } = await desk.call(hansa, 'POST', '/outages', report);
    expect(typesOf(await feed(hansa, 'outage'))).to.deep.equal(['outage.reported']);
    expect(await feed(iberia, 'outage')).to.deep.equal([]);
    expect(typesOf(await feed(agent, 'outage'))).to.deep.equal(['outage.reported']);

    await desk.call(lead, 'POST', `/outages/${outage.id}/publish`, {});
    const [told] = await feed(iberia, 'outage');
    expect([told?.type, told?.data.outage?.id, told?.data.outage?.state]).to.deep.equal([
      'outage.published',
      outage.id,
      'ongoing',
    ]);
  });

  it('tells planned maintenance to everybody', async () => {
    const window = { startsAt: '2026-11-20T22:00:00Z', endsAt: '2026-11-20T23:00:00Z' };
    const planned = { title: 'New switches', components: ['voice-eu'], ...window };
    const { body } = await desk.call(lead, 'POST', '/maintenance', planned);
    for (const as of [agent, hansa, iberia]) {
      const [entry] = await feed(as, 'maintenance');
      expect(entry?.data.maintenance?.id).to.equal(body.id);
    }
  });

  it('tells a credit to the partner whose it is, with what its own list shows', async () => {
    await desk.call(finance, 'POST', '/credit-runs', { month: '2026-10' });
    const { body: list } = await desk.call(hansa, 'GET', '/credits?limit=200');
    const entries = await feed(hansa, 'credit');
    const ids = new Set(entries.map(({ subject }) => subject.id));
    expect([...ids].sort()).to.deep.equal(list.items.map(({ id }: { id: string }) => id).sort());
    for (const { data } of entries) {
      const shown = list.items.find(({ id }: { id: string }) => id === data.credit?.id);
      expect(data.credit).to.deep.equal(shown);
    }
    const foreign = await feed(iberia, 'credit');
    expect(foreign.filter(({ subject }) => ids.has(subject.id))).to.deep.equal([]);
    expect(await feed(agent, 'credit')).to.deep.equal([]);
  });
});

describe('whether the desk is ready', () => {
  let desk: TestDesk;
  before(async () => {
    desk = await openTestDesk('2026-11-02T08:00:00Z');
  });
  after(() => desk.close());

  const ready = async () => {
    const answer = await fetch(`${desk.url}/readyz`);
    return { status: answer.status, body: await answer.json() };
  };

  it('says so where nothing waits', async () => {
    expect(await ready()).to.deep.equal({ status: 200, body: { status: 'ok', degraded: [] } });
  });
});
