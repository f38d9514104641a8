import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { io, type Socket } from 'socket.io-client';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

interface Heard {
  event: string;
  seq: number;
  ticket?: { id: string; number: number; version: number; court: string };
  id?: string;
  entry?: { type: string; data?: { target?: { party: string } } };
}

/** A connection that keeps what it hears, and can wait for it. */
function listener(url: string, token: string) {
  const who = token.startsWith('td_') ? { auth: { token } } : { extraHeaders: { cookie: token } };
  const socket: Socket = io(url, { ...who, transports: ['websocket'], reconnection: false });
  const heard: Heard[] = [];
  const waiting: { fits(message: Heard): boolean; resolve(message: Heard): void }[] = [];
  socket.onAny((event: string, body: object) => {
    const message = { event, ...body } as Heard;
    heard.push(message);
    for (const one of waiting.filter(({ fits }) => fits(message))) one.resolve(message);
  });
  return {
    socket,
    heard,
    ask: (event: string, payload: object) => socket.emitWithAck(event, payload),
    next: (fits: (message: Heard) => boolean): Promise<Heard> =>
      new Promise((resolve) => {
        const there = heard.find(fits);
        if (there) resolve(there);
        else waiting.push({ fits, resolve });
      }),
    connected: () =>
      new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject)),
  };
}

describe('the live queue', () => {
  let test: TestDesk;
  let provider: string;
  let hansa: string;
  let iberia: string;
  let queue: ReturnType<typeof listener>;

  before(async () => {
    test = await openTestDesk();
    provider = await test.key({ kind: 'provider' }, ['tickets:write']);
    hansa = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
    iberia = await test.key({ kind: 'partner', id: 'iberia-cloud' }, ['tickets:write']);
  });
  after(() => test.close());
  beforeEach(async () => {
    queue = listener(test.url, provider);
    await queue.connected();
  });
  afterEach(() => void queue.socket.disconnect());

  const log = (subject: string) =>
    test.call(hansa, 'POST', '/tickets', {
      subject,
      requester: { email: 'it@hansa-logistics.example' },
      deal: 'D-1001',
    });

  it('refuses a connection of nobody', async () => {
    const stranger = listener(test.url, 'td_nobody_nothing');
    const refusal = await stranger.connected().then(
      () => null,
      (error: Error & { data?: { problem: { code: string } } }) => error.data?.problem.code,
    );
    stranger.socket.disconnect();
    expect(refusal).to.equal('not-signed-in');
  });

  it('shows a ticket as it is logged, changes and leaves, in the representation of HTTP without may', async () => {
    const first = await queue.ask('queue:subscribe', { status: 'open', court: 'provider', limit: 5 });
    expect(first).to.have.all.keys('items', 'nextCursor', 'seq');
    const { body } = await log('Live one');
    const created = await queue.next(({ event, ticket }) => event === 'ticket:created' && ticket?.id === body.id);
    const { may: _, ...shown } = (await test.call(provider, 'GET', `/tickets/${body.id}`)).body;
    expect(created.ticket).to.deep.equal(shown);
    expect(created.seq).to.be.greaterThan(first.seq);
    await test.call(provider, 'POST', `/tickets/${body.id}/replies`, { text: 'We look.', visibility: 'desks' });
    await queue.next(({ event, ticket }) => event === 'ticket:updated' && ticket?.version === 2);
    const moved = await test.call(provider, 'POST', `/tickets/${body.id}/court`, {
      court: 'partner',
      note: 'Your turn',
    });
    expect(moved.status).to.equal(200);
    expect((await queue.next(({ event }) => event === 'ticket:removed')).id).to.equal(body.id);
  });

  it('tells a partner nothing of another partner’s tickets', async () => {
    const other = listener(test.url, iberia);
    await other.connected();
    await other.ask('queue:subscribe', {});
    await queue.ask('queue:subscribe', {});
    const { body } = await log('Not for others');
    await queue.next(({ ticket }) => ticket?.id === body.id);
    const own = await test.call(iberia, 'POST', '/tickets', {
      ...{ subject: 'Own', requester: { email: 'sistemas@sol-hoteles.example' }, deal: 'D-2001' },
    });
    await other.next(({ ticket }) => ticket?.id === own.body.id);
    expect(other.heard.some(({ ticket }) => ticket?.id === body.id)).to.equal(false);
    expect((await other.ask('ticket:watch', { id: body.id })).problem.status).to.equal(404);
    other.socket.disconnect();
  });

  it('catches a reader up by number after a reconnect', async () => {
    const { seq } = await queue.ask('queue:subscribe', { status: 'open' });
    const { body } = await log('Missed');
    const caught = await queue.ask('queue:resume', { since: seq, status: 'open' });
    expect(caught.messages.map(({ ticket }: Heard) => ticket?.id)).to.deep.equal([body.id]);
    const ahead = await queue.ask('queue:resume', { since: caught.seq + 1_000, status: 'open' });
    expect(ahead.snapshot).to.equal(true);
  });

  it('names what is wrong with a subscription', async () => {
    const { problem } = await queue.ask('queue:subscribe', { court: 'nowhere', colour: 'red' });
    expect(problem.errors.map(({ path }: { path: string }) => path)).to.have.members(['court[0]', 'colour']);
  });

  it('tells a customer who watches a ticket of no clock but what its deal says', async () => {
    await test.person('carla', { kind: 'customer', id: 'hansa-logistics' }, ['contact']);
    const { body } = await log('Watched by its customer');
    const session = await test.session('carla');
    const [desk, customer] = [listener(test.url, provider), listener(test.url, session)];
    await Promise.all([desk.connected(), customer.connected()]);
    for (const one of [desk, customer]) {
      expect(await one.ask('ticket:watch', { id: body.id })).to.have.nested.property('ticket.id', body.id);
    }
    const later = new Date(Date.parse(await test.now()) + 3 * 86_400_000).toISOString().replace('.000Z', 'Z');
    await test.moveTo(later);
    const said = await test.call(hansa, 'POST', `/tickets/${body.id}/replies`, {
      text: 'Seen',
      visibility: 'customer',
    });
    expect(said.status, JSON.stringify(said.body)).to.equal(200);
    const isReply = (message: Heard) => message.event === 'ticket:event' && message.entry?.type === 'ticket-replied';
    for (const one of [desk, customer]) await one.next(isReply);
    const clocks = ({ heard }: typeof desk) => heard.filter(({ entry }) => entry?.type.startsWith('sla-'));
    expect(clocks(desk).some(({ entry }) => entry?.data?.target?.party === 'promise')).to.equal(true);
    expect(clocks(customer)).to.deep.equal([]);
    for (const one of [desk, customer]) one.socket.disconnect();
  });

  it('tells who watches a ticket what happens to it, and cuts a revoked key off', async () => {
    const { body } = await log('Watched');
    const made = await test.key({ kind: 'partner', id: 'hansa-it' }, ['tickets:write']);
    const watcher = listener(test.url, made);
    await watcher.connected();
    expect((await watcher.ask('ticket:watch', { id: body.id })).ticket.may).to.include('reply');
    await test.call(provider, 'POST', `/tickets/${body.id}/replies`, { text: 'Seen?', visibility: 'desks' });
    const told = await watcher.next(({ event }) => event === 'ticket:event');
    expect(told).to.have.nested.property('entry.type', 'ticket-replied');
    const gone = new Promise((resolve) => watcher.socket.once('disconnect', resolve));
    const admin = await test.key({ kind: 'provider' }, ['admin']);
    await test.call(admin, 'DELETE', `/keys/${made.split('_')[1]}`);
    await gone;
  });
});
