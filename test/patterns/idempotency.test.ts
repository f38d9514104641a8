import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { Connection } from 'mongoose';
import supertest from 'supertest';
import { z } from 'zod';
import { type Caller, SYSTEM } from '../../server/domain/access/access.js';
import { type Clock, realClock } from '../../server/platform/clock/clock.js';
import { webApp } from '../../server/platform/http/app.js';
import { idempotency, type KeyedRequest } from '../../server/platform/http/idempotency.js';
import { type Access, route } from '../../server/platform/http/route.js';
import { invalid, Problem } from '../../server/platform/problems.js';
import { openTestDesk, type TestDesk } from '../support/desk.js';
import { openConnection, openFragile, quiet } from '../support/platform.js';
import { freshDatabaseUri } from '../support/store.js';

const REQUEST: KeyedRequest = { caller: 'key-1', key: 'k', method: 'POST', path: '/things', body: '{}' };

describe('Pattern 4, idempotency: who holds a key', () => {
  let uri: string;
  let connection: Connection;
  let ms: number;
  /** The machine's time, as far as leases go. */
  const clock: Clock = { now: realClock.now, real: () => new Date(ms) };
  const process = (on: Connection) => idempotency({ connection: on, clock });
  const refusalOf = (held: Promise<unknown>): Promise<Problem | null> =>
    held.then(
      () => null,
      (error: unknown) => (error instanceof Problem ? error : Promise.reject(error)),
    );

  before(async () => {
    uri = await freshDatabaseUri();
    connection = await openConnection(uri, process);
  });
  beforeEach(async () => {
    ms = Date.parse('2026-11-02T08:00:00Z');
    await connection.collection('idempotency_keys').deleteMany({});
  });
  after(() => connection.close());

  /** Begins the request in a process that is killed before it comes to its end; gives its seed. */
  async function killed(): Promise<string> {
    const fragile = openFragile(uri);
    const held = await process(fragile).hold(REQUEST);
    await fragile.close(true);
    return held.seed;
  }

  it('is whoever came first, until its lease of 3 seconds ends; then one of those who ask again, with its ids', async () => {
    const seed = await killed();
    ms += 2_999;
    const early = await refusalOf(process(connection).hold(REQUEST));
    expect([early?.status, early?.code, early?.data.retryAfter]).to.deep.equal([409, 'key-running', 1]);
    ms += 1;
    const asked = await Promise.allSettled([1, 2, 3].map(() => process(connection).hold(REQUEST)));
    const taken = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const codes = asked.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Problem).code] : []));
    expect([taken.map((held) => held.seed), codes]).to.deep.equal([[seed], ['key-running', 'key-running']]);
    await Promise.all(taken.map((held) => held.finish({ status: 201 })));
    expect((await process(connection).hold(REQUEST)).finished).to.deep.equal({ status: 201 });
  });

  it('is nobody any more once a server says that it is alone with its store', async () => {
    const seed = await killed();
    await process(connection).endLeases();
    const held = await process(connection).hold(REQUEST);
    expect(held.seed).to.equal(seed);
    await held.letGo();
  });

  it('does not end what another has taken over', async () => {
    const slow = await process(connection).hold(REQUEST);
    ms += 3_000;
    const quick = await process(connection).hold(REQUEST);
    await slow.finish({ status: 500 });
    await slow.letGo();
    expect((await refusalOf(process(connection).hold(REQUEST)))?.code).to.equal('key-running');
    await quick.finish({ status: 200 });
    expect((await process(connection).hold(REQUEST)).finished).to.deep.equal({ status: 200 });
  });

  it('is refused to another request, and forgotten after 24 hours', async () => {
    const held = await process(connection).hold(REQUEST);
    await held.finish({ status: 201 });
    for (const other of [{ method: 'PUT' }, { path: '/others' }, { body: '{"a":1}' }]) {
      const problem = await refusalOf(process(connection).hold({ ...REQUEST, ...other }));
      expect([problem?.status, problem?.code]).to.deep.equal([422, 'key-reused']);
    }
    const someoneElse = await process(connection).hold({ ...REQUEST, caller: 'key-2', body: 'x' });
    expect(someoneElse.finished).to.equal(undefined);
    await someoneElse.letGo();
    ms += 24 * 3_600_000;
    const anew = await process(connection).hold(REQUEST);
    expect([anew.finished, anew.seed === held.seed]).to.deep.equal([undefined, false]);
    await anew.letGo();
  });
});

describe('Pattern 4, idempotency: what a caller is answered', () => {
  const CALLER: Caller = { ...SYSTEM, id: 'somebody' };
  const Made = z.object({ id: z.string(), n: z.int() });
  let connection: Connection;
  let server: Server;
  let runs = 0;
  /** What the next runs do instead of what they should. */
  let instead: () => Promise<void> = async () => undefined;

  const making = (path: string, may: Access) =>
    route({
      ...{ method: 'post', path, summary: 'Make something', tag: 'Test', may },
      body: z.object({ name: z.string() }),
      answers: { 201: Made },
      async run({ command }) {
        runs++;
        await instead();
        return { status: 201, body: { id: command.newId('thing'), n: runs } };
      },
    });

  before(async () => {
    const on = (one: Connection) => idempotency({ connection: one, clock: realClock });
    connection = await openConnection(await freshDatabaseUri(), on);
    const app = webApp({
      ...{ routes: [making('/things', 'signed-in'), making('/open', 'public')], secure: false, trustProxy: false },
      ...{ pages: [], draining: () => false, logger: quiet, idempotency: on(connection) },
      authenticate: async (request) => (request.get('x-caller') === undefined ? null : CALLER),
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    instead = async () => undefined;
  });
  after(async () => {
    server.close();
    await connection.close();
  });

  let keys = 0;
  const newKey = () => `key-${++keys}`;
  const send = (key: string, { path = '/things', name = 'a', caller = true } = {}) =>
    supertest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      .post(`/api/v1${path}`)
      .set({ 'idempotency-key': key, ...(caller && { 'x-caller': 'yes' }) })
      .send({ name });

  it('while the first is running: 409 with Retry-After; after it: the same status and ids, and one effect', async () => {
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      instead = () =>
        new Promise<void>((done) => {
          finish = done;
          resolve();
        });
    });
    const [key, before] = [newKey(), runs];
    const first = send(key).then((answer) => answer);
    await begun;
    const meanwhile = await send(key);
    const { status, headers, body } = meanwhile;
    expect([status, body.code, headers['retry-after']]).to.deep.equal([409, 'key-running', '1']);
    expect(runs).to.equal(before + 1);
    finish();
    instead = async () => undefined;
    const [made, again] = [await first, await send(key)];
    expect([made.status, again.status, again.body.id]).to.deep.equal([201, 201, made.body.id]);
  });

  it('a refusal is kept: the same again, without being tried', async () => {
    const key = newKey();
    instead = async () => {
      throw new Problem('wrong-state', 'Not now.');
    };
    const refused = await send(key);
    instead = async () => undefined;
    const [before, again] = [runs, await send(key)];
    expect([refused.status, again.status, again.body]).to.deep.equal([409, 409, refused.body]);
    expect(runs).to.equal(before);
  });

  const passing: readonly [number, () => Error][] = [
    [503, () => new Problem('busy', 'Later.', { retryAfter: 1 })],
    [500, () => new Error('A bug')],
    [429, () => new Problem('too-many', 'Slower.', { retryAfter: 1 })],
    [422, () => invalid([{ path: 'name', message: 'is taken' }])],
  ];
  for (const [status, thrown] of passing) {
    it(`a ${status} is not kept: the next is tried, with the same key and body`, async () => {
      const key = newKey();
      instead = async () => {
        throw thrown();
      };
      expect((await send(key)).status).to.equal(status);
      instead = async () => undefined;
      expect((await send(key)).status).to.equal(201);
    });
  }

  it('a key for another body is refused with 422', async () => {
    const key = newKey();
    expect((await send(key)).status).to.equal(201);
    const { status, body } = await send(key, { name: 'b' });
    expect([status, body.code]).to.deep.equal([422, 'key-reused']);
  });

  it('nobody has keys: who is not signed in is served each time', async () => {
    const key = newKey();
    const open = { path: '/open', caller: false };
    const [one, other] = [await send(key, open), await send(key, open)];
    expect([one.status, other.status, other.body.n - one.body.n]).to.deep.equal([201, 201, 1]);
    expect(await connection.collection('idempotency_keys').countDocuments({ path: '/api/v1/open' })).to.equal(0);
  });
});

describe('Pattern 4, idempotency: secrets', () => {
  let desk: TestDesk;
  before(async () => {
    desk = await openTestDesk();
  });
  after(() => desk.close());

  it('are shown once: the same request again is answered with null in their place', async () => {
    const admin = await desk.key({ kind: 'provider' }, ['admin']);
    const key = { name: 'helpdesk', company: { kind: 'partner', id: 'hansa-it' }, scopes: ['tickets:read'] };
    const hook = { url: 'https://hooks.hansa-it.example/in', types: ['ticket-*'] };
    for (const [path, body, secret] of [
      ['/keys', key, 'key'],
      ['/webhooks', hook, 'secret'],
    ] as const) {
      const send = () => desk.call(admin, 'POST', path, body, { 'idempotency-key': `once ${path}` });
      const [first, again] = [await send(), await send()];
      expect([first.status, again.status], path).to.deep.equal([201, 201]);
      expect(first.body[secret], path).to.be.a('string');
      expect(again.body, path).to.deep.equal({ ...first.body, [secret]: null });
      const kept = await desk.call(admin, 'GET', `${path}/${first.body.id}`);
      expect(JSON.stringify(kept.body), path).to.not.include(first.body[secret]);
    }
  });
});
