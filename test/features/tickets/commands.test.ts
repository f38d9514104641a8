import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const IBERIA = { kind: 'partner', id: 'iberia-cloud' } as const;
const REQUESTER = { email: 'it@hansa-logistics.example' };

/** A command of the contract's table, given by somebody who may, on a ticket in the provider's court. */
interface Verb {
  path: string;
  by: 'agent' | 'lead' | 'contact';
  body: object;
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

  for (const verb of VERBS) {
    it(`${verb.path}: does it and says so in the timeline`, async () => {
      const id = await ready(verb);
      expect((await give(verb.by, id, verb.path, verb.body)).status).to.equal(200);
      const { items } = (await call('agent', 'GET', `/tickets/${id}/timeline`)).body;
      expect(items.map(({ type }: { type: string }) => type)).to.include(verb.event);
    });
    it(`${verb.path}: lets one of two win, and tells the other why`, async () => {
      const id = await ready(verb);
      const other = verb.by === 'contact' ? 'contact' : 'other';
      const both = await Promise.all([verb.by, other].map((by) => give(by, id, verb.path, verb.body)));
      expect(both.map(({ status }) => status).sort()).to.deep.equal([200, verb.second ?? 200]);
      const refused = both.find(({ status }) => status !== 200);
      if (refused) expect(refused.body.detail).to.be.a('string').that.is.not.empty;
    });
    it(`${verb.path}: does not exist for another partner`, async () => {
      const id = await ready(verb);
      const [there, never] = [
        await give('stranger', id, verb.path, verb.body),
        await give('stranger', 'no', verb.path, verb.body),
      ];
      expect([there.status, { ...there.body, instance: '' }]).to.deep.equal([404, { ...never.body, instance: '' }]);
    });
    it(`${verb.path}: refuses who may only read`, async () => {
      expect((await give('reader', await ready(verb), verb.path, verb.body)).status).to.equal(403);
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
