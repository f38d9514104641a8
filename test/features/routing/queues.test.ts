import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { applyFolder } from '../../../server/features/partners/apply.js';
import { readFolder } from '../../../server/features/partners/folder.js';
import { commandOf } from '../../../server/platform/log/command.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;

describe('queues', () => {
  let test: TestDesk;
  let admin: string;
  let agent: string;
  let hansa: string;
  let hansaAdmin: string;
  before(async () => {
    test = await openTestDesk();
    admin = await test.key({ kind: 'provider' }, ['admin']);
    agent = await test.key({ kind: 'provider' }, ['tickets:write']);
    hansa = await test.key(HANSA, ['tickets:write']);
    hansaAdmin = await test.key(HANSA, ['admin']);
  });
  after(() => test.close());

  const add = (as: string, content: object) => test.call(as, 'POST', '/queues', content);
  const log = async (over: object = {}) => {
    const { body } = await test.call(hansa, 'POST', '/tickets', {
      ...{ subject: 'No calls', kind: 'incident', priority: 'high', deal: 'D-1001', component: 'voice-eu' },
      ...{ requester: { email: 'it@hansa-logistics.example' }, ...over },
    });
    return body;
  };
  const read = async (as: string, id: string) => (await test.call(as, 'GET', `/tickets/${id}`)).body;
  const patch = async (as: string, id: string, change: object) => {
    const { version } = await read(as, id);
    return test.call(as, 'PATCH', `/tickets/${id}`, { version, ...change });
  };
  const timeline = async (as: string, id: string, type: string) =>
    (await test.call(as, 'GET', `/tickets/${id}/timeline`)).body.items
      .filter((one: { type: string }) => one.type === type)
      .map(({ what, why }: { what: string; why: string }) => [what, why]);

  it('take a ticket by their rules, and say which in its state and timeline', async () => {
    const ticket = await log();
    const { queue, queueWhy } = await read(agent, ticket.id);
    expect(queue).to.deep.equal({ id: 'voice', name: 'Voice' });
    expect(queueWhy).to.equal('Its rule in version 1: component voice-eu.');
    expect(await timeline(agent, ticket.id, 'ticket-created')).to.deep.equal([
      ['Logged, in the court of the provider', 'In the queue Voice. Its rule in version 1: component voice-eu.'],
    ]);
    expect(await timeline(hansa, ticket.id, 'ticket-created')).to.deep.equal([
      ['Logged, in the court of the provider', 'In the queue Hansa IT helpdesk. No other queue takes it; version 1.'],
    ]);
    const nothing = await read(agent, (await log({ component: null })).id);
    expect([nothing.queue.id, nothing.queueWhy]).to.deep.equal(['front-desk', 'No other queue takes it; version 1.']);
  });

  it('are chosen anew with the priority, the court and the component, in the same update', async () => {
    await add(admin, { id: 'fire', name: 'Fire', order: 1, when: { priorities: ['urgent'], courts: ['provider'] } });
    const ticket = await log();
    const after = await patch(agent, ticket.id, { priority: 'urgent' });
    expect([after.body.version, after.body.queue.id]).to.deep.equal([2, 'fire']);
    expect(await timeline(agent, ticket.id, 'ticket-queued')).to.deep.equal([
      ['Put into the queue Fire', 'Its rule in version 1: priority urgent, court provider.'],
    ]);
    expect(await timeline(hansa, ticket.id, 'ticket-queued')).to.deep.equal([]);
    await test.call(agent, 'POST', `/tickets/${ticket.id}/court`, { court: 'partner' });
    expect((await read(agent, ticket.id)).queue.id).to.equal('voice');
    await patch(agent, ticket.id, { component: null });
    expect((await read(agent, ticket.id)).queue.id).to.equal('front-desk');
  });

  it('keep what was put there by hand, until it is left to the rules again', async () => {
    const ticket = await log();
    expect((await patch(agent, ticket.id, { queue: 'nowhere' })).body.errors).to.deep.equal([
      { path: 'queue', message: 'is no queue of yours' },
    ]);
    const put = await patch(agent, ticket.id, { queue: 'platform' });
    expect([put.body.queue.id, put.body.queueWhy]).to.deep.equal(['platform', 'Somebody put it there by hand.']);
    await patch(agent, ticket.id, { priority: 'urgent' });
    expect((await read(agent, ticket.id)).queue.id).to.equal('platform');
    expect((await patch(agent, ticket.id, { queue: null })).body.queue.id).to.equal('fire');
  });

  it('have several rules: queue after queue, the first that holds takes the ticket and is named', async () => {
    const rules = [
      { kinds: ['question'], components: ['voice-us'] },
      { priorities: ['low'], dealTypes: ['resale'] },
    ];
    expect((await add(admin, { id: 'calm', name: 'Calm', order: 4, when: rules })).status).to.equal(201);
    expect((await add(admin, { id: 'none', name: 'By hand only', order: 1, when: [] })).status).to.equal(201);
    const low = await read(agent, (await log({ priority: 'low' })).id);
    expect([low.queue.id, low.queueWhy]).to.deep.equal([
      'calm',
      'Its rule 2 in version 1: deal type resale, priority low.',
    ]);
    const question = await log({ priority: 'high', kind: 'question', component: 'voice-us' });
    expect((await read(agent, question.id)).queue.id).to.equal('calm');
    const wrong = await add(admin, { id: 'bad', name: 'Bad', order: 4, when: [{}, { components: ['no-such'] }] });
    expect(wrong.body.errors).to.deep.equal([
      { path: 'when[1].components[0]', message: 'there is no component no-such' },
    ]);
  });

  it('name only people who are there, and of the company that they are of', async () => {
    await test.person('pia', HANSA, ['partner-agent']);
    await test.person('paul', { kind: 'provider' }, ['agent']);
    const mixed = { name: 'Mixed', order: 5, when: [], agents: ['paul', 'nobody', 'pia'] };
    expect((await add(admin, { id: 'mixed', ...mixed })).body.errors).to.deep.equal([
      { path: 'agents[1]', message: 'there is nobody nobody among the people of the provider' },
      { path: 'agents[2]', message: 'there is nobody pia among the people of the provider' },
    ]);
    const theirs = await add(hansaAdmin, { id: 'mixed', ...mixed, partner: 'hansa-it' });
    expect(theirs.body.errors.map(({ path }: { path: string }) => path)).to.deep.equal(['agents[0]', 'agents[1]']);
    const { version } = (await test.call(admin, 'GET', '/queues/voice')).body;
    const changed = await test.call(admin, 'PATCH', '/queues/voice', { version, agents: ['pia'] });
    expect([changed.status, changed.body.errors?.[0].path]).to.deep.equal([422, 'agents[0]']);

    const folder = await mkdtemp(join(tmpdir(), 'queues-'));
    const file = 'kind: queue\nid: applied\nname: Applied\norder: 7\nwhen: []\nagents: [paul, pia]\n';
    await writeFile(join(folder, 'queue.yaml'), file);
    const declared = await readFolder(folder);
    if (!declared.ok) throw new Error(declared.faults.join('\n'));
    const { applied, faults } = await applyFolder(test.desk, declared, { dryRun: true });
    expect([applied, faults]).to.deep.equal([
      [],
      ['queue.yaml:1: agents[1]: there is nobody pia among the people of the provider'],
    ]);
    await rm(folder, { recursive: true });
  });

  it('are worked by those whom they name, also where a company has more people than a list', async () => {
    const ofDesk = { company: { kind: 'provider' }, roles: ['agent'], language: 'en', timeZone: 'UTC' } as const;
    for (let n = 0; n <= 200; n++) {
      const id = `one-of-many-${n}`;
      await test.desk.people.add(SYSTEM, commandOf(SYSTEM), { ...ofDesk, id, name: id, email: `${id}@desk.example` });
    }
    const crowd = { id: 'crowd', name: 'Crowd', order: 8, when: [], agents: ['one-of-many-200', 'one-of-many-3'] };
    expect((await add(admin, crowd)).status).to.equal(201);
    const { body } = await test.call(admin, 'GET', '/queues/crowd/agents');
    expect(body.items.map(({ id }: { id: string }) => id).sort()).to.deep.equal(crowd.agents);
  });

  it('are a partner’s own as well: its side sees and sets its own, the provider its own', async () => {
    expect((await add(hansaAdmin, { id: 'theirs', name: 'Foreign', order: 1 })).status).to.equal(403);
    const own = { id: 'hansa-line', name: 'First line', partner: 'hansa-it', order: 1, when: { courts: ['partner'] } };
    // Triage is the provider's, and so is its clock: a partner's queue would set none.
    const timed = await add(hansaAdmin, { ...own, triageMinutes: 5 });
    expect([timed.status, timed.body.errors?.[0].path]).to.deep.equal([422, 'triageMinutes']);
    expect((await add(hansaAdmin, own)).status).to.equal(201);
    const ticket = await log({ court: 'partner' });
    expect((await read(hansa, ticket.id)).queue).to.deep.equal({ id: 'hansa-line', name: 'First line' });
    expect((await read(agent, ticket.id)).queue.id).to.equal('voice');
    const found = async (as: string, queue: string) =>
      (await test.call(as, 'GET', `/tickets?queue=${queue}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await found(hansa, 'hansa-line')).to.deep.equal([ticket.id]);
    expect(await found(agent, 'hansa-line')).to.deep.equal([]);
    expect(await found(hansa, 'voice')).to.deep.equal([]);
    expect((await patch(hansa, ticket.id, { queue: 'voice' })).status).to.equal(422);
    expect((await test.call(hansaAdmin, 'PUT', '/queues/voice', { version: 1, ...own, id: 'voice' })).status).to.equal(
      404,
    );
  });

  it('say until when triage is due, in their calendar, and tell once when it is', async () => {
    const triage = async () => {
      const { body } = await test.call(null, 'POST', '/web-form', {
        ...{ subject: 'Hello?', description: 'Is anybody there?', requester: { email: 'nobody@nowhere.example' } },
      });
      const { body: found } = await test.call(agent, 'GET', `/tickets/${body.number}`);
      return found;
    };
    const ticket = await triage();
    expect([ticket.origin.triage, ticket.triageDueAt]).to.deep.equal([true, '2026-11-02T09:00:00Z']);
    await test.moveTo('2026-11-02T09:30:00Z');
    const told = async () => (await timeline(agent, ticket.id, 'ticket-triage-due')).length;
    expect(await told()).to.equal(1);
    await test.moveTo('2026-11-02T10:30:00Z');
    expect(await told()).to.equal(1);
    const late = await triage();
    const settled = await test.call(agent, 'POST', `/tickets/${late.id}/origin`, { deal: 'D-1001' });
    expect(settled.body.triageDueAt).to.equal(null);
  });
});
