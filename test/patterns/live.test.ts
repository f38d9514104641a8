import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { io, type Socket } from 'socket.io-client';
import { openTestDesk, type TestDesk } from '../support/desk.js';
import { freshDatabaseUri } from '../support/store.js';

describe('Pattern 3, live: a right that is taken away', () => {
  let one: TestDesk;
  let other: TestDesk;
  const sockets: Socket[] = [];
  before(async function () {
    this.timeout(90_000);
    const uri = await freshDatabaseUri();
    one = await openTestDesk('2026-11-02T08:00:00Z', {}, uri);
    other = await openTestDesk('2026-11-02T08:00:00Z', {}, uri);
  });
  after(async () => {
    for (const socket of sockets) socket.disconnect();
    await Promise.all([one.close(), other.close()]);
  });

  /** Somebody who has the queue open at the other process: what they hear, by its number in the log. */
  async function reader(token: string) {
    const socket = io(other.url, { auth: { token }, transports: ['websocket'], reconnection: false });
    sockets.push(socket);
    const heard: { seq: number; ticket?: { id: string } }[] = [];
    const waiting: (() => void)[] = [];
    socket.onAny((_event: string, body: { seq: number }) => {
      heard.push(body);
      for (const look of waiting) look();
    });
    const { seq } = await socket.emitWithAck('queue:subscribe', { status: 'open' });
    expect(seq).to.be.a('number');
    return {
      heard,
      gone: new Promise<void>((resolve) => socket.once('disconnect', () => resolve())),
      hears: (ticket: string) =>
        new Promise<void>((resolve) => {
          const look = () => {
            if (heard.some((message) => message.ticket?.id === ticket)) resolve();
          };
          waiting.push(look);
          look();
        }),
    };
  }

  it('is answered once it is in the log, and nothing numbered after it is sent to them, by no process', async () => {
    const hansa = { kind: 'partner', id: 'hansa-it' } as const;
    const [admin, logger] = [await one.key({ kind: 'provider' }, ['admin']), await one.key(hansa, ['tickets:write'])];
    const secret = await one.key(hansa, ['tickets:read']);
    const [watcher, theirs] = [await reader(await one.key(hansa, ['tickets:read'])), await reader(secret)];
    const log = async (subject: string): Promise<string> => {
      const requester = { email: 'it@hansa-logistics.example' };
      const { status, body } = await one.call(logger, 'POST', '/tickets', { subject, deal: 'D-1001', requester });
      expect(status).to.equal(201);
      return body.id;
    };
    const before = await log('While they may');
    await Promise.all([watcher.hears(before), theirs.hears(before)]);

    const id = secret.split('_')[1] ?? '';
    expect((await one.call(admin, 'DELETE', `/keys/${id}`)).status).to.be.within(200, 299);
    const since = theirs.heard.at(-1)?.seq;
    const { items } = (await one.call(admin, 'GET', `/events?since=${since}&limit=200`)).body;
    const taken = items.findLast(({ subject }: { subject: { id: string } }) => subject.id === id);
    expect(taken?.type, 'it is in the log when it is answered').to.match(/^key-/);

    const after = await log('When they may not');
    await watcher.hears(after);
    await theirs.gone;
    expect(theirs.heard.filter(({ seq }) => seq > taken.seq)).to.deep.equal([]);
    expect(theirs.heard.some(({ ticket }) => ticket?.id === after)).to.equal(false);
  });
});
