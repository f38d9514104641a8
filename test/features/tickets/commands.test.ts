import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const IBERIA = { kind: 'partner', id: 'iberia-cloud' } as const;
const REQUESTER = { email: 'it@hansa-logistics.example' };

/** A command of the contract's table, given by somebody who may, on a ticket in the provider's court. */
interface Verb {
  /** What the titles call it, where the path says less. */
  name?: string;
  /** Below the ticket; a `PATCH` of the ticket itself where it is empty. */
  path: string;
  by: 'agent' | 'lead' | 'contact';
  /** `{other}` in it stands for another ticket of the same customer. */
  body: object;
  /** What whoever gives it is answered; left out: 200. */
  granted?: number;
  /** Only one person may give it: they give it twice. */
  alone?: true;
  event: string;
  /** What must have happened before. */
  first?: readonly (readonly [by: 'agent' | 'lead' | 'contact', path: string, body: object])[];
  /** What the second of two at once is answered; left out: both are done, one after the other. */
  second?: number;
}

const VERBS: readonly Verb[] = [
  { path: 'replies', by: 'agent', body: { text: 'We look', visibility: 'customer' }, event: 'ticket-replied' },
  { path: 'claim', by: 'agent', body: {}, event: 'ticket-assigned', second: 409 },
  { path: 'release', by: 'agent', body: {}, event: 'ticket-released', first: [['agent', 'claim', {}]], second: 409 },
  { path: 'assign', by: 'lead', body: { assignee: 'cmd-agent' }, event: 'ticket-assigned' },
  { path: 'court', by: 'agent', body: { court: 'partner' }, event: 'ticket-handed-over', second: 403 },
  { path: 'solve', by: 'agent', body: {}, event: 'ticket-solved', second: 409 },
  { path: 'reopen', by: 'contact', body: {}, event: 'ticket-reopened', first: [['agent', 'solve', {}]], second: 409 },
  { path: 'close', by: 'contact', body: {}, event: 'ticket-closed', second: 409 },
  {
    path: 'rating',
    by: 'contact',
    body: { score: 5 },
    event: 'ticket-rated',
    first: [['agent', 'solve', {}]],
    second: 409,
  },
  {
    name: 'note',
    path: 'replies',
    by: 'agent',
    body: { text: 'Between us', visibility: 'own' },
    event: 'ticket-noted',
  },
  {
    name: 'priority',
    path: '',
    by: 'agent',
    body: { priority: 'high', version: 1 },
    event: 'ticket-prioritised',
    second: 409,
  },
  {
    path: 'snooze',
    by: 'agent',
    body: { until: '2026-11-03T08:00:00Z', reason: 'They call back' },
    event: 'ticket-snoozed',
    first: [['agent', 'claim', {}]],
    alone: true,
  },
  { path: 'merge', by: 'agent', body: { into: '{other}' }, event: 'ticket-merge-began', second: 409 },
  { path: 'split', by: 'agent', body: { subject: 'The other half' }, event: 'ticket-split', granted: 201 },
  { path: 'link', by: 'agent', body: { ticket: '{other}' }, event: 'ticket-linked' },
  {
    path: 'origin',
    by: 'lead',
    body: { deal: 'D-1002', reason: 'The wrong site', remember: false },
    event: 'ticket-origin-changed',
    second: 409,
  },
];

describe('the commands of a ticket', () => {
  let desk: TestDesk;
  const as: Record<string, string> = {};

  before(async function () {
    this.timeout(90_000);
    desk = await openTestDesk();
    await desk.person('cmd-agent', { kind: 'provider' }, ['agent']);
    await desk.person('cmd-lead', { kind: 'provider' }, ['lead']);
    await desk.person('cmd-contact', { kind: 'customer', id: 'hansa-logistics' }, ['contact']);
    for (const name of ['agent', 'lead', 'contact']) as[name] = await desk.session(`cmd-${name}`);
    as.partner = await desk.key(HANSA, ['tickets:write']);
    as.stranger = await desk.key(IBERIA, ['tickets:write']);
    as.reader = await desk.key({ kind: 'provider' }, ['tickets:read']);
    as.other = await desk.key({ kind: 'provider' }, ['tickets:write']);
    as.admin = await desk.key({ kind: 'provider' }, ['admin']);
  });
  after(() => desk.close());

  const call = (by: string, method: string, path: string, body?: object, headers?: Record<string, string>) =>
    desk.call(as[by] ?? null, method, path, body, headers);
  const log = async (deal = 'D-1001', requester = REQUESTER): Promise<Answered['body']> =>
    (await call('partner', 'POST', '/tickets', { subject: 'No calls', requester, deal })).body;
  const give = (by: string, id: string, path: string, body: object = {}) =>
    call(by, 'POST', `/tickets/${id}/${path}`, body);
  const ready = async ({ first = [] }: Verb): Promise<string> => {
    const { id } = await log();
    for (const [by, path, body] of first) expect((await give(by, id, path, body)).status).to.equal(200);
    return id;
  };

  /** Gives a command of the table to a ticket, be it there or not. */
  async function command(by: string, id: string, { path, body }: Verb): Promise<Answered> {
    const text = JSON.stringify(body);
    const said = text.includes('{other}') ? text.replace('{other}', (await log()).id) : text;
    if (path === '') return call(by, 'PATCH', `/tickets/${id}`, JSON.parse(said));
    return give(by, id, path, JSON.parse(said));
  }

  for (const verb of VERBS) {
    const { name = verb.path, granted = 200 } = verb;
    it(`${name}: does it and says so in the timeline`, async () => {
      const id = await ready(verb);
      expect((await command(verb.by, id, verb)).status).to.equal(granted);
      const { items } = (await call('agent', 'GET', `/tickets/${id}/timeline`)).body;
      expect(items.map(({ type }: { type: string }) => type)).to.include(verb.event);
    });
    it(`${name}: lets one of two win, and tells the other why`, async () => {
      const id = await ready(verb);
      const rivals = { agent: 'other', lead: 'admin', contact: 'contact' };
      const rival = verb.alone ? verb.by : rivals[verb.by];
      const both = await Promise.all([verb.by, rival].map((by) => command(by, id, verb)));
      expect(both.map(({ status }) => status).sort()).to.deep.equal([granted, verb.second ?? granted]);
      const refused = both.find(({ status }) => status >= 400);
      if (refused) expect(refused.body.detail).to.be.a('string').that.is.not.empty;
    });
    it(`${name}: does not exist for another partner`, async () => {
      const id = await ready(verb);
      const [there, never] = [await command('stranger', id, verb), await command('stranger', 'no', verb)];
      expect([there.status, { ...there.body, instance: '' }]).to.deep.equal([404, { ...never.body, instance: '' }]);
    });
    it(`${name}: refuses who may only read`, async () => {
      expect((await command('reader', await ready(verb), verb)).status).to.equal(403);
    });
  }

  it('says who may be written to where the provider may not write to the customer', async () => {
    const { id } = await log('D-1002', { email: 'servicedesk@nordlicht-pharma.example' });
    const { status, body } = await give('agent', id, 'replies', { text: 'Hello', visibility: 'customer' });
    expect([status, body.code, body.mayWriteTo]).to.deep.equal([403, 'contact-authority', ['desks', 'own']]);
  });

  it('refuses a stale reply with what came, naming no person of another desk', async () => {
    const { id, version } = await log();
    await give('agent', id, 'replies', { text: 'From the provider', visibility: 'customer' });
    const late = { text: 'Too late', visibility: 'customer', seen: version };
    const { status, body } = await give('partner', id, 'replies', late);
    expect([status, body.code]).to.deep.equal([409, 'came-meanwhile']);
    const [came] = body.came;
    expect([came.by, came.text]).to.deep.equal([{ name: null, party: 'provider' }, 'From the provider']);
    expect(JSON.stringify(body)).not.to.include('cmd-agent');
  });

  it('makes no ring of two tickets that are merged into each other at once', async () => {
    const [one, two] = [await log(), await log()];
    await Promise.all([
      give('agent', one.id, 'merge', { into: two.id }),
      give('other', two.id, 'merge', { into: one.id }),
    ]);
    const after = await Promise.all([one, two].map(({ id }) => call('agent', 'GET', `/tickets/${id}`)));
    expect(after.filter(({ body }) => body.mergedInto !== null).length).to.be.lessThan(2);
  });

  it('lets only the uploader attach a file, and once', async () => {
    const raw = { 'content-type': 'text/plain', 'x-file-name': 'a.txt' };
    const sent = await fetch(`${desk.url}/api/v1/attachments`, {
      ...{ method: 'POST', body: 'hello' },
      headers: { ...raw, authorization: `Bearer ${as.other}` },
    });
    const { id: file } = (await sent.json()) as { id: string };
    const { id } = await log();
    const word = { text: 'With a file', visibility: 'desks', attachments: [file] };
    expect((await give('agent', id, 'replies', word)).status).to.equal(422);
    expect((await give('other', id, 'replies', word)).status).to.equal(200);
    expect((await give('other', id, 'replies', word)).status).to.equal(422);
  });

  it('has an effect once for an Idempotency-Key, and refuses the key for another request', async () => {
    const body = { subject: 'Once', requester: REQUESTER, deal: 'D-1001' };
    const key = { 'idempotency-key': 'k-1' };
    const first = await call('partner', 'POST', '/tickets', body, key);
    const again = await call('partner', 'POST', '/tickets', body, key);
    expect([first.status, again.status, again.body.id]).to.deep.equal([201, 201, first.body.id]);
    expect((await call('partner', 'POST', '/tickets', { ...body, subject: 'Twice' }, key)).status).to.equal(422);
  });

  it('asks which version was read, and refuses a stale one', async () => {
    const { id } = await log();
    const path = `/tickets/${id}`;
    expect((await call('agent', 'PATCH', path, { subject: 'New' })).status).to.equal(428);
    expect((await call('agent', 'PATCH', path, { subject: 'New' }, { 'if-match': '"1"' })).status).to.equal(200);
    expect((await call('agent', 'PATCH', path, { subject: 'Newer' }, { 'if-match': '"1"' })).status).to.equal(412);
  });

  it('answers a customer who writes to a closed ticket with a new one', async () => {
    const { id, number } = await log();
    await give('contact', id, 'close');
    const { status, headers, body } = await give('contact', id, 'replies', { text: 'It is back' });
    expect([status, headers.get('location')]).to.deep.equal([201, `/api/v1/tickets/${body.id}`]);
    expect(body.followUpOf).to.deep.equal({ id, number });
  });
});
