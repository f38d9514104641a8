import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

type Body = Answered['body'];

/** Who is at each customer. */
const CONTACTS = {
  'hansa-logistics': 'it@hansa-logistics.example',
  'nordlicht-pharma': 'servicedesk@nordlicht-pharma.example',
  'elbe-foods': 'maike.harms@elbe-foods.example',
  'harbor-books': 'june@harbor-books.example',
} as const;
type Customer = keyof typeof CONTACTS;

/** The contract's table: by whose deal with which support, who logs it, in whose court it begins. */
const COURTS: readonly (readonly [
  deal: string,
  support: string,
  customer: Customer,
  theirs: 'partner' | 'provider',
])[] = [
  ['D-1001', 'partner-first', 'hansa-logistics', 'partner'],
  ['D-1002', 'shared', 'nordlicht-pharma', 'provider'],
  ['D-1003', 'provider-first', 'elbe-foods', 'provider'],
  ['D-5001', 'none, as it is direct', 'harbor-books', 'provider'],
];

describe('the life of a ticket, as its contract tells it', () => {
  let desk: TestDesk;
  const as: Record<string, string> = {};

  before(async function () {
    this.timeout(90_000);
    desk = await openTestDesk();
    as.hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
    as.iberia = await desk.key({ kind: 'partner', id: 'iberia-cloud' }, ['tickets:write']);
    as.provider = await desk.key({ kind: 'provider' }, ['tickets:write']);
    as.lead = await desk.key({ kind: 'provider' }, ['admin']);
    await desk.person('life-agent', { kind: 'provider' }, ['agent']);
    as.agent = await desk.session('life-agent');
    for (const customer of Object.keys(CONTACTS)) {
      await desk.person(`life-${customer}`, { kind: 'customer', id: customer }, ['contact']);
      as[customer] = await desk.session(`life-${customer}`);
    }
  });
  after(() => desk.close());

  const call = (by: string, method: string, path: string, body?: object, headers?: Record<string, string>) =>
    desk.call(as[by] ?? null, method, path, body, headers);
  const logging = (by: string, deal: string | null, customer: Customer = 'hansa-logistics', over: object = {}) =>
    call(by, 'POST', '/tickets', {
      ...{ subject: 'It hums', kind: 'question', requester: { email: CONTACTS[customer] }, ...over },
      ...(deal !== null && { deal }),
    });
  async function done(answered: Promise<Answered>): Promise<Body> {
    const { status, body } = await answered;
    expect(status, JSON.stringify(body)).to.be.within(200, 299);
    return body;
  }
  const log = (by = 'hansa', deal = 'D-1001', customer: Customer = 'hansa-logistics', over: object = {}) =>
    done(logging(by, deal, customer, over));
  const give = (by: string, id: string, verb: string, body: object = {}) =>
    call(by, 'POST', `/tickets/${id}/${verb}`, body);
  const see = (by: string, id: string) => done(call(by, 'GET', `/tickets/${id}`));
  const timeline = async (by: string, id: string): Promise<Body[]> =>
    (await done(call(by, 'GET', `/tickets/${id}/timeline`))).items;
  const later = async (seconds: number): Promise<string> => {
    const at = new Date(Date.parse(await desk.now()) + seconds * 1_000).toISOString().replace('.000', '');
    await desk.moveTo(at);
    return at;
  };
  const bodiesOf = async (by: string, id: string): Promise<string[]> =>
    (await done(call(by, 'GET', `/tickets/${id}/messages`))).items.map(({ text }: Body) => text);

  describe('the court in which it begins', () => {
    for (const [deal, support, customer, theirs] of COURTS) {
      const loggers = [
        ['a customer', () => customer, theirs],
        ['the provider for a customer', () => 'provider', theirs],
        ...(deal === 'D-5001' ? [] : [['a partner', () => 'hansa', 'provider'] as const]),
      ] as const;
      for (const [who, by, court] of loggers) {
        it(`is the ${court}'s where ${who} logs it and support is ${support}`, async () => {
          expect((await log(by(), deal, customer)).court).to.equal(court);
        });
      }
    }

    it('is the provider’s where nobody knows whose it is', async () => {
      const { body } = await call('provider', 'POST', '/tickets', {
        ...{ subject: 'Who is this?', requester: { email: 'who@nowhere.example' } },
      });
      expect([body.court, body.origin.triage]).to.deep.equal(['provider', true]);
    });

    it('is what a desk says instead, never what a customer says, and the partner’s only where there is one', async () => {
      expect((await log('hansa', 'D-1002', 'nordlicht-pharma', { court: 'partner' })).court).to.equal('partner');
      expect((await log('provider', 'D-1001', 'hansa-logistics', { court: 'provider' })).court).to.equal('provider');
      const byCustomer = await logging('hansa-logistics', 'D-1001', 'hansa-logistics', { court: 'provider' });
      expect(byCustomer.status).to.equal(403);
      const without = await logging('provider', 'D-5001', 'harbor-books', { court: 'partner' });
      expect([without.status, without.body.errors[0].path]).to.deep.equal([422, 'court']);
    });
  });

  it('shows a partner that comes later what is for the customer, and nothing of what the desks said before', async () => {
    const { id } = await log('provider', 'D-1001', 'hansa-logistics');
    await done(give('provider', id, 'replies', { text: 'Between the desks', visibility: 'desks' }));
    await done(give('provider', id, 'replies', { text: 'For all three', visibility: 'customer' }));
    expect(await bodiesOf('hansa', id)).to.deep.equal(['Between the desks', 'For all three']);
    await done(give('lead', id, 'origin', { deal: 'D-2001', reason: 'Another company of the group', remember: false }));
    expect((await call('hansa', 'GET', `/tickets/${id}`)).status).to.equal(404);
    expect(await bodiesOf('iberia', id)).to.deep.equal(['For all three']);
    expect(JSON.stringify(await timeline('iberia', id))).to.not.include('Between the desks');
    expect(await bodiesOf('provider', id)).to.deep.equal(['Between the desks', 'For all three']);
  });

  it('takes replies to the end of a chain of merges', async () => {
    const [first, second, last] = [await log(), await log(), await log()];
    await done(give('provider', first.id, 'merge', { into: second.id }));
    await done(give('provider', second.id, 'merge', { into: last.id }));
    const replied = await done(give('hansa-logistics', first.id, 'replies', { text: 'Any news?' }));
    expect([replied.id, replied.number]).to.deep.equal([last.id, last.number]);
    const all = await Promise.all([first, second, last].map(({ id }) => bodiesOf('provider', id)));
    expect(all).to.deep.equal([[], [], ['Any news?']]);
  });

  it('is rated once for each solving', async () => {
    const { id } = await log();
    const rate = (score: number) => give('hansa-logistics', id, 'rating', { score });
    expect((await rate(5)).status).to.equal(409);
    await done(give('provider', id, 'solve'));
    expect([(await rate(2)).status, (await rate(3)).status]).to.deep.equal([200, 409]);
    await later(60);
    await done(give('hansa-logistics', id, 'reopen'));
    await later(60);
    await done(give('provider', id, 'solve'));
    expect([(await rate(4)).status, (await rate(5)).status]).to.deep.equal([200, 409]);
    const { ratings } = await see('provider', id);
    expect(ratings.map(({ solving, score }: Body) => [solving, score])).to.deep.equal([
      [1, 2],
      [2, 4],
    ]);
  });

  it('wakes from a snooze at its instant, or when anything happens before', async () => {
    const [woken, disturbed] = [await log(), await log()];
    const until = new Date(Date.parse(await desk.now()) + 3_600_000).toISOString().replace('.000', '');
    for (const { id } of [woken, disturbed]) {
      await done(give('agent', id, 'claim'));
      await done(give('agent', id, 'snooze', { until, reason: 'They call back' }));
      expect((await see('agent', id)).snoozedUntil).to.equal(until);
    }
    await done(give('hansa', disturbed.id, 'replies', { text: 'Now it hisses', visibility: 'desks' }));
    expect((await see('agent', disturbed.id)).snoozedUntil).to.equal(null);
    await later(7_200);
    expect((await see('agent', woken.id)).snoozedUntil).to.equal(null);
    const wakings = (await timeline('agent', woken.id)).filter(({ type }) => type === 'ticket-woke');
    expect(wakings.map(({ at }) => at)).to.deep.equal([until]);
    expect((await timeline('hansa', woken.id)).map(({ type }) => type)).to.not.include('ticket-woke');
    const past = await give('agent', woken.id, 'snooze', { until });
    expect([past.status, past.body.errors[0].path]).to.deep.equal([422, 'until']);
  });

  it('closes by itself, at its own instant, so many days after it was solved as the deal says', async () => {
    const usual = await log();
    const quick = await log('provider', 'D-5002', 'harbor-books', {
      requester: { email: 'owen@lumen-studio.example' },
    });
    const solvedAt = Date.parse(await desk.now());
    for (const { id } of [usual, quick]) await done(give('lead', id, 'solve'));
    await later(8 * 86_400 + 77);
    for (const [{ id }, days] of [
      [usual, 7],
      [quick, 3],
    ] as const) {
      const closings = (await timeline('provider', id)).filter(({ type }) => type === 'ticket-closed');
      expect(closings.map(({ at }) => Date.parse(at))).to.deep.equal([solvedAt + days * 86_400_000]);
      const { status, court } = await see('provider', id);
      expect([status, court]).to.deep.equal(['closed', null]);
    }
  });

  it('has its rows judged anew by a corrected priority, and only from then on by a changed one', async () => {
    const [corrected, changed] = [
      await log('hansa', 'D-1001', 'hansa-logistics', { kind: 'incident', priority: 'urgent' }),
      await log('hansa', 'D-1001', 'hansa-logistics', { kind: 'incident', priority: 'urgent' }),
    ];
    const rowOf = ({ sla }: Body) =>
      sla.targets.find((row: Body) => row.metric === 'first_response' && row.party === 'promise');
    await later((Date.parse(rowOf(changed).dueAt) - Date.parse(await desk.now())) / 1_000 + 600);
    for (const [{ id }, correction] of [
      [corrected, true],
      [changed, false],
    ] as const) {
      const { version, sla } = await see('lead', id);
      expect(rowOf({ sla }).state).to.equal('breached');
      const patch = { priority: 'low', version, correction };
      if (correction) {
        const { status, body } = await call('lead', 'PATCH', `/tickets/${id}`, { version, correction });
        expect([status, body.errors?.[0]?.path], 'a correction of nothing').to.deep.equal([422, 'correction']);
      }
      if (correction) expect((await call('agent', 'PATCH', `/tickets/${id}`, patch)).status).to.equal(403);
      await done(call(correction ? 'lead' : 'agent', 'PATCH', `/tickets/${id}`, patch));
    }
    const [now, before] = [rowOf(await see('lead', corrected.id)), rowOf(await see('lead', changed.id))];
    expect(now.state).to.be.oneOf(['running', 'paused', 'not_applicable']);
    expect([now.breachedAt, before.state]).to.deep.equal([null, 'breached']);
  });

  it('is settled only to a deal of whoever logged it', async () => {
    const byPartner = await log();
    const byCustomer = await log('hansa-logistics', 'D-5003');
    for (const [{ id }, foreign, own] of [
      [byPartner, 'D-2001', 'D-1003'],
      [byCustomer, 'D-1003', 'D-1001'],
    ] as const) {
      const to = (deal: string, more: object = { reason: 'It was wrong' }) =>
        give('lead', id, 'origin', { deal, remember: false, ...more });
      for (const deal of [foreign, 'D-none']) {
        const { status, body } = await to(deal);
        expect([status, body.errors[0].path], deal).to.deep.equal([422, 'deal']);
      }
      const without = await to(own, {});
      expect([without.status, without.body.errors[0].path]).to.deep.equal([422, 'reason']);
      expect((await to(own)).body.origin.deal).to.deep.equal({ id: own });
    }
  });

  it('shows a partner the provider’s rows where the deal shares them, and nowhere else', async () => {
    const parties = async (deal: string, customer: Customer) => {
      const { id } = await log('hansa', deal, customer, { kind: 'incident' });
      const [partner, provider] = [await see('hansa', id), await see('provider', id)];
      return [partner, provider].map(({ sla }) => new Set(sla.targets.map(({ party }: Body) => party)).has('provider'));
    };
    expect(await parties('D-1001', 'hansa-logistics')).to.deep.equal([false, true]);
    expect(await parties('D-1002', 'nordlicht-pharma')).to.deep.equal([true, true]);
  });

  it('is logged once by two requests with one key at once', async () => {
    const body = { subject: 'At once', requester: { email: CONTACTS['hansa-logistics'] }, deal: 'D-1001' };
    const send = () => call('hansa', 'POST', '/tickets', body, { 'idempotency-key': 'at-once' });
    const both = await Promise.all([send(), send(), send()]);
    const [first, ...others] = both.toSorted((one, other) => one.status - other.status);
    expect(first?.status).to.equal(201);
    for (const { status, headers, body: told } of others) {
      if (status === 201) expect(told.id).to.equal(first?.body.id);
      else expect([status, told.code, headers.get('retry-after')]).to.deep.equal([409, 'key-running', '1']);
    }
    const { items } = await done(call('hansa', 'GET', '/tickets?sort=created&limit=200'));
    expect(items.filter(({ subject }: Body) => subject === 'At once')).to.have.length(1);
  });

  describe('lists', () => {
    const PRIORITIES = ['urgent', 'high', 'normal', 'low'];
    const END = Number.MAX_SAFE_INTEGER;
    /** The earliest due instant of the rows that have not ended; none is later than all. */
    const dueOf = ({ sla }: Body): number =>
      Math.min(
        END,
        ...sla.targets
          .filter(({ state, dueAt }: Body) => ['running', 'paused'].includes(state) && dueAt !== null)
          .map(({ dueAt }: Body) => Date.parse(dueAt)),
      );
    const SORTS: Readonly<Record<string, (ticket: Body) => readonly number[]>> = {
      due: (ticket) => [dueOf(ticket)],
      created: ({ createdAt }) => [-Date.parse(createdAt)],
      updated: ({ updatedAt }) => [-Date.parse(updatedAt)],
      priority: (ticket) => [PRIORITIES.indexOf(ticket.priority), dueOf(ticket)],
    };
    const at = 'deal=D-1003';
    const logHere = (priority: string) => log('hansa', 'D-1003', 'elbe-foods', { kind: 'incident', priority });
    const there: Body[] = [];

    before(async function () {
      this.timeout(60_000);
      for (const priority of ['low', 'urgent', 'normal', 'high', 'urgent', 'low']) {
        there.push(await logHere(priority));
        await later(60);
      }
      await done(give('provider', there[1].id, 'solve'));
      await done(give('provider', there[3].id, 'replies', { text: 'We look', visibility: 'customer' }));
    });

    for (const [sort, keyOf] of Object.entries(SORTS)) {
      it(`are sorted by ${sort}, and what is due never comes last`, async () => {
        const { items } = await done(call('provider', 'GET', `/tickets?${at}&sort=${sort}&limit=200`));
        expect(items.length).to.be.at.least(there.length);
        const keys: (readonly number[])[] = items.map(keyOf);
        const inOrder = keys.toSorted((one, other) => {
          const index = one.findIndex((value, place) => value !== other[place]);
          return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
        });
        expect(keys).to.deep.equal(inOrder);
        if (sort === 'due') expect([dueOf(items.at(-1)), items.at(-1).status]).to.deep.equal([END, 'solved']);
      });

      it(`by ${sort} show each ticket once, page by page, while others are logged`, async () => {
        const seen: string[] = [];
        let cursor = '';
        do {
          const page = await done(call('provider', 'GET', `/tickets?${at}&sort=${sort}&limit=2${cursor}`));
          seen.push(...page.items.map(({ id }: Body) => id));
          cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
          if (seen.length <= 6) await logHere(PRIORITIES[seen.length % 4] ?? 'low');
        } while (cursor !== '');
        expect(new Set(seen).size).to.equal(seen.length);
        expect(seen).to.include.members(there.map(({ id }) => id));
      });
    }
  });
});

describe('files of tickets', () => {
  let desk: TestDesk;
  let key: string;
  before(async () => {
    desk = await openTestDesk();
    key = await desk.key({ kind: 'provider' }, ['tickets:write']);
  });
  after(() => desk.close());

  const upload = async (bytes: Buffer | string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${desk.url}/api/v1/attachments`, {
      ...{ method: 'POST', body: bytes },
      headers: { authorization: `Bearer ${key}`, 'x-file-name': 'a.txt', 'content-type': 'text/plain', ...headers },
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('are what their bytes are, whatever they were said to be', async () => {
    const cases: readonly [Buffer | string, string, string][] = [
      [PNG, 'text/plain', 'image/png'],
      ['<script>alert(1)</script>', 'text/html', 'text/plain'],
      ['a;b\n1;2', 'text/csv', 'text/csv'],
      [Buffer.from([0, 1, 2, 255, 254]), 'image/png', 'application/octet-stream'],
    ];
    for (const [bytes, said, is] of cases) {
      const { status, body } = await upload(bytes, { 'content-type': said });
      expect([status, body.type], said).to.deep.equal([201, is]);
      const back = await fetch(`${desk.url}/api/v1/attachments/${body.id}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(back.headers.get('content-type')).to.equal(is);
      expect(back.headers.get('content-disposition')).to.match(/^attachment/);
      expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(bytes))).to.equal(true);
    }
  });

  it('are refused where they are too large, packed in a way nobody knows, or empty', async () => {
    const large = await upload(Buffer.alloc(20 * 1024 * 1024 + 1));
    expect([large.status, large.body.code]).to.deep.equal([413, 'too-large']);
    const packed = await upload('hello', { 'content-encoding': 'rot13' });
    expect([packed.status, packed.body.code]).to.deep.equal([415, 'media-type']);
    expect((await upload('')).status).to.equal(422);
  });

  it('go a day after they were uploaded, unless a message took them', async () => {
    const [untaken, taken] = [await upload('nobody wants me'), await upload('take me')];
    const { body } = await desk.call(key, 'POST', '/tickets', {
      ...{ subject: 'With a file', deal: 'D-1001', requester: { email: CONTACTS['hansa-logistics'] } },
      attachments: [taken.body.id],
      description: 'See there',
    });
    expect(body.id).to.be.a('string');
    const statuses = () =>
      Promise.all(
        [untaken, taken].map(async (one) => (await desk.call(key, 'GET', `/attachments/${one.body.id}`)).status),
      );
    await desk.moveTo('2026-11-03T07:59:59Z');
    expect(await statuses()).to.deep.equal([200, 200]);
    await desk.moveTo('2026-11-03T08:00:00Z');
    expect(await statuses()).to.deep.equal([404, 200]);
  });
});
