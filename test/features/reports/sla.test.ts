import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { randomFrom } from '../../support/random.js';
import { freshDatabaseUri } from '../../support/store.js';

const START = Date.parse('2026-11-02T08:00:00Z');
const instant = (minutes: number): string => new Date(START + minutes * 60_000).toISOString().replace('.000Z', 'Z');
const SPAN = `from=${instant(0)}&to=${instant(60 * 24 * 30)}`;

interface Row {
  metric: string;
  party: string;
  cycle: number;
  state: string;
  elapsedByCourt: Record<string, number>;
}
interface Event {
  id: string;
  type: string;
  at: string;
  late?: boolean;
  subject: { kind: string; id: string };
  data: { target?: Row; percent?: number | null; row?: Row; party?: string; reason?: { id: string } };
}

describe('two desks that sweep one store, and the reports of it', () => {
  let desks: TestDesk[];
  let provider: string;
  let hansa: string;
  let admin: string;
  const tickets: string[] = [];

  before(async function () {
    this.timeout(120_000);
    const store = await freshDatabaseUri();
    desks = [await openTestDesk(instant(0), {}, store), await openTestDesk(instant(0), {}, store)];
    const [first] = desks as [TestDesk];
    provider = await first.key({ kind: 'provider' }, ['tickets:write', 'admin']);
    admin = provider;
    hansa = await first.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write', 'admin']);
    await randomWeek(store);
  });
  after(async () => {
    for (const desk of desks) await desk.close();
  });

  const call = (as: string, method: string, path: string, body?: unknown) => {
    const desk = desks[0];
    if (!desk) throw new Error('No desk');
    return desk.call(as, method, path, body);
  };

  /** Tickets of several deals live at random; the clock jumps, both desks sweep at once, one of them is begun anew. */
  async function randomWeek(store: string): Promise<void> {
    const random = randomFrom(5);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    let now = 0;
    for (let round = 0; round < 24; round++) {
      if (round % 3 === 0) {
        const made = await call(provider, 'POST', '/tickets', {
          ...{ subject: `Of round ${round}`, deal: pick(['D-1001', 'D-1002']), priority: pick(['urgent', 'high']) },
          ...{ court: pick(['provider', 'partner']), requester: { email: 'it@hansa-logistics.example' } },
        });
        expect(made.status, JSON.stringify(made.body)).to.equal(201);
        tickets.push(made.body.id);
      }
      const id = pick(tickets);
      const { court } = (await call(provider, 'GET', `/tickets/${id}`)).body;
      const as = court === 'partner' ? hansa : provider;
      const other = court === 'partner' ? 'provider' : 'partner';
      const [path, body] = pick<[string, object]>([
        ['replies', { text: 'A word', visibility: 'customer' }],
        ['court', { court: other, note: 'Yours' }],
        ['solve', {}],
      ]);
      await call(as, 'POST', `/tickets/${id}/${path}`, body);
      now += pick([7, 40, 95, 400]);
      await Promise.all(desks.map((desk) => desk.moveTo(instant(now)).catch(() => undefined)));
      if (round === 8 || round === 16) {
        await desks.pop()?.close();
        desks.push(await openTestDesk(instant(0), {}, store));
      }
    }
    for (const desk of desks) await desk.moveTo(instant(now + 60));
    await explainSome();
    for (const desk of desks) await desk.settle();
  }

  async function explainSome(): Promise<void> {
    for (const id of tickets.slice(0, 4)) {
      const { targets } = (await call(provider, 'GET', `/tickets/${id}`)).body.sla as { targets: Row[] };
      for (const { metric, party, cycle } of targets
        .filter(({ state, party: of }) => state === 'breached' && of !== 'promise')
        .slice(0, 2)) {
        const said = await call(
          party === 'partner' ? hansa : provider,
          'POST',
          `/tickets/${id}/breaches/${metric}.${party}.${cycle}/reason`,
          {
            reason: 'overlooked',
          },
        );
        expect(said.status, JSON.stringify(said.body)).to.equal(200);
      }
    }
  }

  async function feed(): Promise<Event[]> {
    const items: Event[] = [];
    for (let since = 0; ; ) {
      const { body } = await call(admin, 'GET', `/events?since=${since}&limit=200`);
      items.push(...body.items);
      if (body.items.length === 0 && body.next === since) return items;
      since = body.next;
    }
  }

  const nameOf = ({ metric, party, cycle }: Row) => `${metric} ${party} ${cycle}`;
  const line = async (as: string, by: string, more = '') =>
    (await call(as, 'GET', `/reports/sla?${SPAN}&by=${by}${more}`)).body.items as {
      key: string | null;
      met: number;
      breached: number;
      seconds: Record<string, number>;
      fault: Record<string, number>;
    }[];

  it('tell each warning and breach once', async () => {
    const told = (await feed()).filter(({ type }) => type === 'sla-due-soon' || type === 'sla-breached');
    const names = told.map(
      ({ type, subject, data }) => `${subject.id} ${data.target && nameOf(data.target)} ${type} ${data.percent ?? ''}`,
    );
    expect(names.length).to.be.greaterThan(20);
    expect(new Set(names).size).to.equal(names.length);
    for (const id of tickets) {
      const { targets } = (await call(provider, 'GET', `/tickets/${id}/sla`)).body as { targets: Row[] };
      for (const row of targets) {
        const isTold = names.includes(`${id} ${nameOf(row)} sla-breached `);
        expect(isTold, `${id} ${nameOf(row)}`).to.equal(row.state === 'breached');
      }
    }
  });

  /** Every row of every ticket by the contract's own answer, and what was said by the log: counted by hand. */
  async function recount(
    by: 'party' | 'metric' | 'reason',
  ): Promise<Map<string | null, { met: number; breached: number; provider: number; partner: number }>> {
    const reasons = new Map(
      (await feed()).flatMap(({ type, subject, data }) =>
        type === 'ticket-breach-explained' && data.row
          ? [[`${subject.id} ${nameOf(data.row)}`, data.reason?.id ?? null] as const]
          : [],
      ),
    );
    const counted = new Map<string | null, { met: number; breached: number; provider: number; partner: number }>();
    for (const id of tickets) {
      const { targets } = (await call(provider, 'GET', `/tickets/${id}/sla`)).body as { targets: Row[] };
      for (const row of targets.filter(({ state }) => state === 'met' || state === 'breached')) {
        const key = by === 'reason' ? (reasons.get(`${id} ${nameOf(row)}`) ?? null) : row[by];
        const one = counted.get(key) ?? { met: 0, breached: 0, provider: 0, partner: 0 };
        one[row.state as 'met' | 'breached']++;
        one.provider += row.elapsedByCourt.provider ?? 0;
        one.partner += row.elapsedByCourt.partner ?? 0;
        counted.set(key, one);
      }
    }
    return counted;
  }

  it('count what the log comes to', async () => {
    for (const by of ['party', 'metric', 'reason'] as const) {
      const expected = await recount(by);
      const found = await line(provider, by);
      expect(new Map(found.map(({ key, met, breached }) => [key, { met, breached }])), by).to.deep.equal(
        new Map([...expected].map(([key, { met, breached }]) => [key, { met, breached }])),
      );
    }
    const [whole] = await line(provider, 'partner');
    expect(whole?.key).to.equal('hansa-it');
    expect(whole?.breached).to.be.greaterThan(5);
    const promised = (await line(provider, 'party')).find(({ key }) => key === 'promise');
    const faults = Object.values(promised?.fault ?? {}).reduce((sum, count) => sum + count, 0);
    expect(faults).to.equal(promised?.breached);
  });

  it('show a partner its own alone, and of the provider’s what a deal shares', async () => {
    const closed = await line(hansa, 'party', '&deal=D-1001');
    expect(closed.map(({ key }) => key).sort()).to.deep.equal(['partner', 'promise']);
    const shared = await line(hansa, 'party', '&deal=D-1002');
    expect(shared.map(({ key }) => key).sort()).to.deep.equal(['partner', 'promise', 'provider']);
    for (const { fault } of closed) {
      expect({ ...fault, partner: 0 }).to.deep.equal({ provider: 0, partner: 0, both: 0, neither: 0 });
    }
    const other = await desks[0]?.key({ kind: 'partner', id: 'iberia-cloud' }, ['admin']);
    expect(await line(other ?? '', 'partner')).to.deep.equal([]);
    expect(await line(other ?? '', 'partner', '&partner=hansa-it')).to.deep.equal([]);
  });

  it('come as a table for spreadsheets too, and name every fault of a question', async () => {
    const { body, headers } = await call(provider, 'GET', `/reports/sla?${SPAN}&by=partner&format=csv`);
    expect(headers.get('content-type')).to.include('text/csv');
    expect(String(body).split('\r\n')[0]).to.include('partner,name,met,breached,providerSeconds');
    const wrong = await call(provider, 'GET', '/reports/sla?from=x&by=weather');
    expect(wrong.status).to.equal(422);
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).to.deep.equal(['by', 'from', 'to']);
    const turned = await call(provider, 'GET', `/reports/sla?from=${instant(9)}&to=${instant(9)}&by=deal`);
    expect(turned.status).to.equal(422);
  });
});
