import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import { Webhook } from 'standardwebhooks';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface Hit {
  headers: IncomingHttpHeaders;
  body: string;
}

describe('webhooks', () => {
  let desk: TestDesk;
  let server: Server;
  let url: string;
  let hits: Hit[];
  /** What the far side answers next; 200 where nothing is left. */
  let answers: number[];
  let hansa: string;
  let iberia: string;
  let provider: string;

  before(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        hits.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    url = `http://${host}/in`;
    desk = await openTestDesk('2026-11-02T08:00:00Z', { OUTBOUND_ALLOW: host });
    hansa = await desk.key({ kind: 'partner', id: 'hansa-it' }, ['admin', 'tickets:write']);
    iberia = await desk.key({ kind: 'partner', id: 'iberia-cloud' }, ['admin']);
    provider = await desk.key({ kind: 'provider' }, ['admin', 'tickets:write']);
  });
  beforeEach(() => {
    hits = [];
    answers = [];
  });
  after(async () => {
    await desk.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const create = (as: string, body: object) => desk.call(as, 'POST', '/webhooks', body);
  const remove = (as: string, id: string) => desk.call(as, 'DELETE', `/webhooks/${id}`);
  const log = async (deal: string) =>
    (await desk.call(provider, 'POST', '/tickets', { subject: 'No calls', deal, requester: { email: 'a@b.example' } }))
      .body;
  async function told(): Promise<Hit[]> {
    await desk.settle();
    await desk.desk.webhooks.sendDue();
    return hits;
  }
  const verified = (secret: string, { headers, body }: Hit) => {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
    return new Webhook(secret).verify(body, Object.fromEntries(names.map((name) => [name, String(headers[name])])));
  };

  it('tell a partner of its own events, signed, as its feed does', async () => {
    const { body: hook, status } = await create(hansa, { url, types: ['ticket-created'] });
    expect([status, hook.company, hook.active]).to.deep.equal([201, { kind: 'partner', id: 'hansa-it' }, true]);
    const ticket = await log('D-1001');
    await log('D-2001');
    const [hit, ...others] = await told();
    expect(others).to.deep.equal([]);
    const said = hit && (verified(hook.secret, hit) as { type: string; timestamp: string; data: unknown });
    const feed = await desk.call(hansa, 'GET', '/events?limit=200');
    const entry = feed.body.items.find(
      (one: { type: string; subject: { id: string } }) => one.subject.id === ticket.id,
    );
    expect(said).to.deep.equal({ type: 'ticket-created', timestamp: '2026-11-02T08:00:00Z', data: entry });
    await told();
    expect(hits).to.have.length(1);
    await remove(hansa, hook.id);
  });

  it('are put off while the far side fails, and say so', async () => {
    const { body: hook } = await create(hansa, { url, types: ['ticket-*'] });
    answers = [500];
    await log('D-1001');
    await told();
    const { body } = await desk.call(hansa, 'GET', `/webhooks/${hook.id}/messages`);
    expect(
      body.items.map(({ state, answer }: { state: string; answer: string }) => `${state} ${answer}`),
    ).to.deep.equal(['queued HTTP 500']);
    await remove(hansa, hook.id);
  });

  it('are paused when their address says that it is gone', async () => {
    const { body: hook } = await create(hansa, { url, types: ['ticket-created'] });
    answers = [410];
    await log('D-1001');
    await told();
    const { body } = await desk.call(hansa, 'GET', `/webhooks/${hook.id}`);
    expect([body.active, body.pausedBecause]).to.deep.equal([false, 'The address answered that it is gone (410).']);
    await log('D-1001');
    expect(await told()).to.have.length(1);
    await remove(hansa, hook.id);
  });

  it('are signed with the old secret too for a while after a new one', async () => {
    const { body: hook } = await create(hansa, { url, types: ['ticket-created'] });
    const { body: renewed } = await desk.call(hansa, 'POST', `/webhooks/${hook.id}/secret`);
    await log('D-1001');
    const [hit] = await told();
    expect(renewed.secret)
      .to.match(/^whsec_/)
      .and.not.equal(hook.secret);
    for (const secret of [hook.secret, renewed.secret]) expect(hit && verified(secret, hit)).to.be.an('object');
    await remove(hansa, hook.id);
  });

  it('show their secret once, and not when the same request comes again', async () => {
    const body = { url, types: ['ticket-created'] };
    const again = () => desk.call(hansa, 'POST', '/webhooks', body, { 'idempotency-key': 'one' });
    const [first, second] = [await again(), await again()];
    expect([second.status, second.body]).to.deep.equal([201, { ...first.body, secret: null }]);
    expect((await desk.call(hansa, 'GET', `/webhooks/${first.body.id}`)).body.secret).to.equal(null);
    await remove(hansa, first.body.id);
  });

  it('do not exist for another partner, and are the provider’s to look after', async () => {
    const { body: hook } = await create(hansa, { url });
    const path = `/webhooks/${hook.id}`;
    const statuses = [
      (await desk.call(iberia, 'GET', path)).status,
      (await desk.call(iberia, 'PATCH', path, { version: 1, active: false })).status,
      (await desk.call(iberia, 'DELETE', path)).status,
      (await create(iberia, { url, partner: 'hansa-it' })).status,
      (await desk.call(provider, 'PATCH', path, { version: 1, active: false })).status,
      (await desk.call(hansa, 'PATCH', path, { version: 1, active: true })).status,
      (await remove(provider, hook.id)).status,
      (await desk.call(hansa, 'GET', path)).status,
    ];
    expect(statuses).to.deep.equal([404, 404, 404, 403, 200, 409, 204, 404]);
  });

  it('take a message of a playbook’s making where somebody listens, once', async () => {
    const { body: hook } = await create(hansa, { url, types: ['nothing'] });
    const owners = [{ kind: 'partner', id: 'hansa-it' }] as const;
    const about = { kind: 'ticket', id: 'T-42' };
    const message = {
      key: 'run-1:step-2',
      about,
      owners,
      url,
      event: 'escalated',
      at: 1_790_000_000,
      data: { ticket: 42 },
    };
    const sent = [
      await desk.desk.webhooks.send(message),
      await desk.desk.webhooks.send(message),
      await desk.desk.webhooks.send({ ...message, url: `${url}/elsewhere` }),
    ];
    const [hit, ...others] = await told();
    expect([sent, others]).to.deep.equal([[true, true, false], []]);
    const expected = { type: 'escalated', timestamp: '2026-09-21T14:13:20Z', data: { ticket: 42 } };
    expect(hit && verified(hook.secret, hit)).to.deep.equal(expected);
    await remove(hansa, hook.id);
  });

  it('are called by a playbook’s step, once, with the ticket as its owner sees it', async () => {
    const address = 'https://hooks.hansa-it.example/in';
    const { body: hook } = await create(hansa, { url: address, types: ['nothing'] });
    const text = `name: call\ntitle: Call\non: [solved]\nsteps: [{ webhook: { url: "${address}", event: ticket.called } }]`;
    const yaml = { 'content-type': 'application/yaml' };
    expect((await desk.call(hansa, 'PUT', '/partners/hansa-it/playbooks/call', text, yaml)).status).to.be.lessThan(300);
    const ticket = await log('D-1001');
    await desk.call(provider, 'POST', `/tickets/${ticket.id}/playbook-runs`, { playbook: 'call' });
    await desk.settle();
    await desk.settle();
    const { body } = await desk.call(hansa, 'GET', `/webhooks/${hook.id}/messages`);
    const called = (body.items as { type: string; event: string }[]).filter(({ type }) => type === 'ticket.called');
    expect(called.map(({ event }) => event)).to.deep.equal([`${ticket.id}-r1:1`]);
    const skipped = async (as: string, id: string) =>
      (await desk.call(as, 'GET', `/tickets/${id}/timeline?limit=200`)).body.items.flatMap(
        ({ type, what }: { type: string; what: string }) => (type === 'playbook-skipped' ? [what] : []),
      );
    expect(await skipped(hansa, ticket.id)).to.deep.equal([]);

    await remove(hansa, hook.id);
    const unheard = await log('D-1001');
    await desk.call(provider, 'POST', `/tickets/${unheard.id}/playbook-runs`, { playbook: 'call' });
    await desk.settle();
    await desk.desk.consumers.skipTo('playbook-webhooks', 0);
    await desk.settle();
    const [words, ...again] = await skipped(hansa, unheard.id);
    expect([words, again]).to.deep.equal([
      'Nobody was told of ticket.called: there is no active webhook at the address that the step names.',
      [],
    ]);
  });

  it('lead nowhere inside', async () => {
    for (const inside of ['https://127.0.0.1/', 'https://localhost/', 'http://hooks.example/', 'https://[::1]/', 'x']) {
      const { status, body } = await create(hansa, { url: inside });
      expect([status, body.errors?.[0]?.path]).to.deep.equal([422, 'url']);
    }
  });

  it('are twenty for a company at most', async () => {
    const made = [];
    for (let n = 0; n < 21; n++) made.push(await create(iberia, { url }));
    expect(made.map(({ status }) => status)).to.deep.equal([...Array.from({ length: 20 }, () => 201), 409]);
  });
});
