import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;

describe('rotas: who is on call', () => {
  let test: TestDesk;
  let admin: string;
  let hansa: string;
  before(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z');
    admin = await test.key({ kind: 'provider' }, ['admin', 'tickets:write']);
    hansa = await test.key(HANSA, ['admin']);
    for (const id of ['nora', 'omar', 'pat']) await test.person(id, { kind: 'provider' }, ['agent']);
    await test.person('hugo', HANSA, ['partner-agent']);
  });
  after(() => test.close());

  const layer = (over: object = {}) => ({ from: '2026-10-26', handOver: '09:00', people: ['nora', 'omar'], ...over });
  const rota = (over: object = {}) => ({
    ...{ id: 'noc', name: 'Network', timeZone: 'Europe/Berlin', calendar: 'always', layers: [layer()] },
    ...over,
  });
  const put = async (content: { id: string }) => {
    const found = await test.call(admin, 'GET', `/rotas/${content.id}`);
    const answer =
      found.status === 404
        ? await test.call(admin, 'POST', '/rotas', content)
        : await test.call(admin, 'PUT', `/rotas/${content.id}`, content, { 'if-match': `"${found.body.version}"` });
    expect(answer.status, JSON.stringify(answer.body)).to.be.oneOf([200, 201]);
  };
  const rotaFindings = async () =>
    (await test.call(admin, 'GET', '/sla/lint')).body.items.filter(
      // The demo's rotas have no turns at this desk.
      ({ rotas }: { rotas: string[] }) => rotas.includes('noc'),
    );

  it('say who is on call now and at any instant, and until when', async () => {
    await put(rota());
    const now = await test.call(admin, 'GET', '/rotas/noc/on-call');
    expect(now.body).to.deep.equal({
      ...{ at: '2026-11-02T08:00:00Z', until: '2026-11-09T08:00:00Z' },
      ...{ person: { id: 'omar', name: 'omar' }, by: 'layer', layer: 0 },
    });
    const before = await test.call(admin, 'GET', '/rotas/noc/on-call?at=2026-10-20T00:00:00Z');
    expect(before.body).to.deep.include({ person: null, by: null, until: '2026-10-26T08:00:00Z' });
  });

  it('show the coming weeks with who stands in', async () => {
    const overrides = [{ from: '2026-11-03T20:00:00Z', to: '2026-11-04T06:00:00Z', person: 'pat' }];
    await put(rota({ overrides }));
    const { body } = await test.call(admin, 'GET', '/rotas/noc/preview?from=2026-11-02&days=4');
    expect(body.timeZone).to.equal('Europe/Berlin');
    expect(
      body.spans.map((one: { from: string; person: { id: string }; by: string }) => [one.from, one.person.id, one.by]),
    ).to.deep.equal([
      ['2026-11-01T23:00:00Z', 'nora', 'layer'],
      ['2026-11-02T08:00:00Z', 'omar', 'layer'],
      ['2026-11-03T20:00:00Z', 'pat', 'override'],
      ['2026-11-04T06:00:00Z', 'omar', 'layer'],
    ]);
  });

  it('are looked at as far ahead as dates go, and no farther', async () => {
    const refused = async (path: string) => {
      const { status, body } = await test.call(admin, 'GET', path);
      expect(status, path).to.equal(422);
      return body.errors;
    };
    const late = { path: 'from', message: 'must be before the year 9000' };
    expect(await refused('/rotas/noc/preview?from=9999-12-31&days=500')).to.deep.equal([
      late,
      { path: 'days', message: 'too big: expected number to be <=92' },
    ]);
    expect(await refused('/rotas/noc/on-call?at=9999-12-31T23:59:59Z')).to.deep.equal([{ ...late, path: 'at' }]);
    expect(await refused('/calendars/berlin-office/preview?from=9999-12-31')).to.deep.equal([late]);
    expect((await test.call(admin, 'GET', '/rotas/noc/preview?from=8999-12-31&days=92')).status).to.equal(200);
    expect((await test.call(admin, 'GET', '/rotas/noc/on-call?at=8999-12-31T23:59:59Z')).status).to.equal(200);
  });

  it('are found by lint to have a gap, at an hour that they must cover', async () => {
    await put(rota());
    expect(await rotaFindings()).to.deep.equal([]);
    await put(rota({ layers: [layer({ until: '2026-11-16' })] }));
    expect(await rotaFindings()).to.deep.equal([
      {
        ...{ code: 'on-call-gap', policies: [], deals: [], rotas: ['noc'] },
        words: 'Nobody is on call in Network (noc) from Mon 16 Nov, 09:00 (Europe/Berlin).',
        example: 'Who calls between Mon 16 Nov, 09:00 and Mon 30 Nov, 09:00 reaches nobody.',
      },
    ]);
    const weekend = [{ from: '2026-11-06T18:00:00Z', to: '2026-11-09T06:00:00Z', person: null }];
    await put(rota({ overrides: weekend, calendar: 'berlin-office' }));
    expect(await rotaFindings(), 'nobody needs to be there on a weekend').to.deep.equal([]);
  });

  it('are found by lint to name somebody who has left; the turn is passed over', async () => {
    await put(rota({ layers: [layer(), layer({ people: ['pat'] })] }));
    const { body } = await test.call(admin, 'GET', '/people/omar');
    const left = await test.call(
      admin,
      'PATCH',
      '/people/omar',
      { active: false },
      { 'if-match': `"${body.version}"` },
    );
    expect(left.status).to.equal(200);
    expect(
      (await rotaFindings()).map(({ code, words }: { code: string; words: string }) => [code, words]),
    ).to.deep.equal([
      ['on-call-person-gone', 'omar takes turns in Network (noc), but is none of its company’s people any more.'],
    ]);
    expect((await test.call(admin, 'GET', '/rotas/noc/on-call')).body.person).to.deep.equal({ id: 'pat', name: 'pat' });
    await put(rota({ layers: [layer()] }));
    expect((await rotaFindings()).map(({ code }: { code: string }) => code)).to.deep.equal([
      'on-call-gap',
      'on-call-person-gone',
    ]);
  });

  it('are their company’s, and name every fault', async () => {
    const bad = rota({
      ...{ id: 'bad', partner: 'hansa-it', queue: 'voice' },
      layers: [layer({ until: '2026-10-01', calendar: 'nowhere' })],
      overrides: [{ from: '2026-11-04T06:00:00Z', to: '2026-11-03T06:00:00Z', person: 'nobody' }],
    });
    const { status, body } = await test.call(admin, 'POST', '/rotas', bad);
    expect(status).to.equal(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).to.deep.equal([
      ...['layers[0].calendar', 'queue', 'layers[0].until', 'overrides[0].to'],
      ...['layers[0].people[0]', 'layers[0].people[1]', 'overrides[0].person'],
    ]);
    expect(body.errors.at(-1).message).to.equal('there is nobody nobody among the people of partner hansa-it');
    await put(rota({ id: 'hansa', partner: 'hansa-it', layers: [layer({ people: ['hugo'] })] }));
    expect((await test.call(hansa, 'GET', '/rotas/noc/on-call')).status).to.equal(404);
    expect((await test.call(hansa, 'GET', '/rotas/hansa/on-call')).body.person.id).to.equal('hugo');
    const { body: seen } = await test.call(hansa, 'GET', '/rotas');
    expect(seen.items.map(({ id }: { id: string }) => id)).to.deep.equal(['hansa', 'hansa-duty']);
  });

  it('are called by playbooks, by mail to whoever has the turn', async () => {
    await put(rota({ layers: [layer({ people: ['pat'] })] }));
    const text =
      'name: call\ntitle: Call\non: [by-hand]\nsteps:\n  - assign: { on-call: noc }\n  - escalate: { on-call: noc, text: "Please look at #{number}." }\n';
    const signed = await test.call(admin, 'PUT', '/playbooks/call', text, { 'content-type': 'application/yaml' });
    expect(signed.status, JSON.stringify(signed.body)).to.equal(200);
    const unknown = text.replaceAll('noc', 'nowhere');
    const refused = await test.call(admin, 'PUT', '/playbooks/call', unknown, {
      'content-type': 'application/yaml',
      'if-match': '"1"',
    });
    expect(refused.status).to.equal(422);
    expect(refused.body.errors[0].message).to.include('nowhere is no rota of this desk');
    const { body: ticket } = await test.call(admin, 'POST', '/tickets', {
      ...{ subject: 'No dial tone', requester: { email: 'who@nowhere.example' } },
    });
    const begun = await test.call(admin, 'POST', `/tickets/${ticket.id}/playbook-runs`, { playbook: 'call' });
    expect(begun.status, JSON.stringify(begun.body)).to.be.oneOf([200, 201]);
    expect((await test.call(admin, 'GET', `/tickets/${ticket.id}`)).body.assignee?.id).to.equal('pat');
    await test.settle();
    const mails = await test.desk.mail.post.about({ kind: 'ticket', id: ticket.id });
    expect(JSON.stringify(mails)).to.include('pat@people.example');
  });
});
