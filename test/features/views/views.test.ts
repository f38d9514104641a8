import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;

describe('views of tickets', () => {
  let test: TestDesk;
  let desk: string;
  const as: Record<string, string> = {};
  before(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
    desk = await test.key({ kind: 'provider' }, ['tickets:write']);
    for (const [id, company, role] of [
      ['lena', { kind: 'provider' }, 'lead'],
      ['nils', { kind: 'provider' }, 'agent'],
      ['hanna', HANSA, 'partner-admin'],
      ['horst', HANSA, 'partner-agent'],
    ] as const) {
      await test.person(id, company, [role]);
      as[id] = await test.session(id);
    }
    for (const [priority, deal] of [
      ['urgent', 'D-1001'],
      ['high', 'D-1001'],
      ['urgent', 'D-2001'],
    ]) {
      const requester = { email: 'who@nowhere.example' };
      const { status } = await test.call(desk, 'POST', '/tickets', { subject: 'Down', priority, deal, requester });
      expect(status).to.equal(201);
    }
  });
  after(() => test.close());

  const call = (who: string, method: string, path: string, body?: object, headers?: Record<string, string>) =>
    test.call(as[who] ?? who, method, path, body, headers);
  const keep = async (who: string, content: object) => {
    const { status, body } = await call(who, 'POST', '/views', content);
    expect(status, JSON.stringify(body)).to.equal(201);
    return body;
  };
  const namesOf = async (who: string) =>
    (await call(who, 'GET', '/views')).body.items.map(({ name }: { name: string }) => name).sort();

  it('are one’s own until a lead shares them with the desk', async () => {
    const own = await keep('nils', { name: 'Mine', query: { assignee: 'me,none', sort: 'priority' } });
    expect(own).to.deep.include({ own: true, shared: false, pinned: null, may: ['change', 'remove'] });
    const shared = await keep('lena', { name: 'Urgent', query: { priority: 'urgent' }, shared: true });
    expect(await namesOf('nils')).to.deep.equal(['Mine', 'Urgent']);
    expect(await namesOf('lena')).to.deep.equal(['Urgent']);
    expect(await namesOf('hanna')).to.deep.equal([]);
    expect((await call('lena', 'GET', `/views/${own.id}`)).status).to.equal(404);
    const refused = await call(
      'nils',
      'PUT',
      `/views/${shared.id}`,
      { name: 'My own', query: {} },
      { 'if-match': '"1"' },
    );
    expect(refused.status).to.equal(403);
    expect((await call('nils', 'POST', '/views', { name: 'All', query: {}, shared: true })).status).to.equal(403);
    expect((await test.call(desk, 'GET', '/views')).status).to.equal(403);
  });

  it('are counted for each reader within what they may see', async () => {
    const { id } = await keep('hanna', { name: 'Urgent', query: { priority: 'urgent', status: 'open' }, shared: true });
    const theirs = (await call('nils', 'GET', '/views')).body.items.find(
      ({ name }: { name: string }) => name === 'Urgent',
    );
    expect((await call('horst', 'PUT', '/views/pinned', { views: [id] })).status).to.equal(204);
    expect((await call('nils', 'PUT', '/views/pinned', { views: [theirs.id] })).status).to.equal(204);
    const counted = async (who: string) =>
      (await call(who, 'GET', '/views/pinned')).body.items.map(({ count }: { count: object }) => count);
    expect(await counted('horst')).to.deep.equal([{ count: 1, more: false }]);
    expect(await counted('nils')).to.deep.equal([{ count: 2, more: false }]);
  });

  it('are pinned in each person’s own order', async () => {
    const [a, b] = [await keep('nils', { name: 'A', query: {} }), await keep('nils', { name: 'B', query: {} })];
    const pinned = async () =>
      (await call('nils', 'GET', '/views/pinned')).body.items.map(
        ({ id, pinned: place }: { id: string; pinned: number }) => [id, place],
      );
    await call('nils', 'PUT', '/views/pinned', { views: [b.id, a.id] });
    expect(await pinned()).to.deep.equal([
      [b.id, 0],
      [a.id, 1],
    ]);
    await call('nils', 'PUT', '/views/pinned', { views: [a.id] });
    expect(await pinned()).to.deep.equal([[a.id, 0]]);
    const unknown = await call('nils', 'PUT', '/views/pinned', { views: [a.id, 'never'] });
    expect(unknown.body.errors).to.deep.equal([{ path: 'views[1]', message: 'there is no view never' }]);
    const removed = await call('nils', 'DELETE', `/views/${a.id}`, undefined, { 'if-match': `"${a.version}"` });
    expect(removed.status).to.equal(204);
    expect(await pinned()).to.deep.equal([]);
  });

  it('ask what lists can be asked, and name every fault', async () => {
    const { status, body } = await call('nils', 'POST', '/views', {
      name: '',
      query: { status: 'opne', colour: 'red' },
    });
    expect(status).to.equal(422);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).to.deep.equal([
      'name',
      'query.colour',
      'query.status[0]',
    ]);
    const wide = {
      status: 'open,solved',
      assignee: 'me,none',
      dueBefore: '2026-12-01T00:00:00Z',
      q: 'down',
      sort: 'due',
    };
    const { query } = await keep('nils', { name: 'Wide', query: wide });
    expect(query).to.deep.equal(wide);
    const listed = await call('nils', 'GET', `/tickets?${new URLSearchParams(query)}`);
    expect(listed.status).to.equal(200);
  });
});
