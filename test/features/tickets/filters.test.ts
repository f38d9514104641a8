import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;

describe('the filters of a list', () => {
  let test: TestDesk;
  const as: Record<string, string> = {};
  const ids: Record<string, string> = {};
  before(async () => {
    test = await openTestDesk();
    as.desk = await test.key({ kind: 'provider' }, ['admin', 'tickets:write']);
    for (const [id, company, role] of [
      ['anna', { kind: 'provider' }, 'agent'],
      ['jon', HANSA, 'partner-agent'],
      ['cora', { kind: 'customer', id: 'hansa-logistics' }, 'contact'],
    ] as const) {
      await test.person(id, company, [role]);
      as[id] = await test.session(id);
    }
    for (const [name, court, by] of [
      ['provider', 'provider', 'anna'],
      ['partner', 'partner', 'jon'],
      ['nobody', 'provider', null],
    ] as const) {
      const { body } = await test.call(as.desk ?? '', 'POST', '/tickets', {
        ...{ subject: 'No calls', deal: 'D-1001', court, requester: { email: 'it@hansa-logistics.example' } },
      });
      ids[name] = body.id;
      if (by) expect((await test.call(as[by] ?? '', 'POST', `/tickets/${body.id}/claim`)).status).to.equal(200);
    }
  });
  after(() => test.close());

  /** Which of the three a reader finds. */
  const found = async (who: string, query: string): Promise<string[]> => {
    const { status, body } = await test.call(as[who] ?? '', 'GET', `/tickets?status=open&${query}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    const seen = new Set(body.items.map(({ id }: { id: string }) => id));
    return Object.keys(ids).filter((name) => seen.has(ids[name]));
  };

  it('find by who has a ticket what the reader may know of that', async () => {
    expect(await found('anna', 'assignee=anna,jon')).to.deep.equal(['provider', 'partner']);
    expect(await found('anna', 'assignee=me,none')).to.deep.equal(['provider', 'nobody']);
    expect(await found('jon', 'assignee=anna')).to.deep.equal([]);
    expect(await found('jon', 'assignee=anna,jon,none')).to.deep.equal(['partner', 'nobody']);
    expect(await found('jon', 'assignee=me')).to.deep.equal(['partner']);
    expect(await found('jon', 'assignee=none')).to.deep.equal(['nobody']);
  });

  it('tell a customer nothing of what desks keep for themselves, also by what they do not find', async () => {
    expect(await found('cora', '')).to.deep.equal(['provider', 'partner', 'nobody']);
    for (const query of [
      ...['assignee=anna', 'assignee=none', 'deal=D-1001', 'partner=hansa-it'],
      ...['triage=false', 'triage=true', 'queue=front-desk'],
    ]) {
      expect(await found('cora', query), query).to.deep.equal([]);
    }
    expect(await found('cora', 'priority=normal')).to.deep.equal(['provider', 'partner', 'nobody']);
  });

  it('count the same for views', async () => {
    for (const [who, count] of [
      ['jon', 0],
      ['anna', 1],
    ] as const) {
      const kept = await test.call(as[who] ?? '', 'POST', '/views', { name: 'Hers', query: { assignee: 'anna' } });
      expect((await test.call(as[who] ?? '', 'PUT', '/views/pinned', { views: [kept.body.id] })).status).to.equal(204);
      const { body } = await test.call(as[who] ?? '', 'GET', '/views/pinned');
      expect(body.items[0].count, who).to.deep.equal({ count, more: false });
    }
  });
});
