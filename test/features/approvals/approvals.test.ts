import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const IBERIA = { kind: 'partner', id: 'iberia-cloud' } as const;
const PROVIDER = { kind: 'provider' } as const;

describe('approvals, from a request for more to what becomes of it', () => {
  let test: TestDesk;
  const keys = new Map<string, string>();
  const as = (who: string): string => keys.get(who) ?? '';

  before(async () => {
    test = await openTestDesk('2026-11-02T08:00:00Z', { DEMO: 'on' });
    keys.set('hansa', await test.key(HANSA, ['tickets:write', 'admin']));
    keys.set('approver', await test.key(HANSA, ['approvals:write']));
    keys.set('iberia', await test.key(IBERIA, ['tickets:write', 'approvals:write']));
    keys.set('provider', await test.key(PROVIDER, ['tickets:write', 'admin']));
    for (const [id, company, role] of [
      ['petra', HANSA, 'partner-admin'],
      ['paul', HANSA, 'partner-agent'],
      ['ines', IBERIA, 'partner-admin'],
      ['ivan', IBERIA, 'partner-admin'],
      ['abe', PROVIDER, 'agent'],
      ['lea', PROVIDER, 'lead'],
      ['fay', PROVIDER, 'finance'],
      ['ada', PROVIDER, 'admin'],
    ] as const) {
      await test.person(id, company, [role]);
      keys.set(id, await test.session(id));
    }
  });
  after(() => test.close());

  /** Logs a request and lets its playbook run. */
  async function log(who: string, subscription: string, item: string, quantity: number): Promise<Answered['body']> {
    const requester = { email: 'buyer@customer.example', name: 'A buyer' };
    const body = { subject: `More ${item}`, kind: 'upgrade', requester, upgrade: { subscription, item, quantity } };
    const made = await test.call(as(who), 'POST', '/tickets', body);
    expect(made.status, JSON.stringify(made.body)).to.equal(201);
    await test.settle();
    return made.body;
  }
  const upgradeOf = async (ticket: { id: string }) => (await test.desk.tickets.get(SYSTEM, ticket.id)).state.upgrade;
  const asked = async (ticket: { id: string }, who = 'provider'): Promise<Answered['body'][]> =>
    (await test.call(as(who), 'GET', `/approvals?ticket=${ticket.id}`)).body.items;
  async function only(ticket: { id: string }, who = 'provider'): Promise<Answered['body']> {
    const found = await asked(ticket, who);
    expect(found).to.have.length(1);
    return found[0];
  }
  const say = (who: string, verb: string, id: string, body: object = {}, key?: string) =>
    test.call(as(who), 'POST', `/approvals/${id}/${verb}`, body, key ? { 'idempotency-key': key } : {});
  const eventsOf = async (ticket: { id: string }): Promise<string[]> =>
    (await test.call(as('provider'), 'GET', `/tickets/${ticket.id}/timeline`)).body.items.map(
      ({ type }: { type: string }) => type,
    );
  const held = async (subscription: string, ticket: { id: string }) =>
    (await test.call(as('provider'), 'GET', `/subscriptions/${subscription}/quantities`)).body.upgrades.find(
      (one: { ticket: string }) => one.ticket === ticket.id,
    );

  /** What was mailed about a ticket's approval, by receiver. */
  async function mailed(ticket: { number: number }): Promise<Map<string, string>> {
    await test.settle();
    await test.desk.mail.post.sendDue(200);
    const { body } = await test.call(as('provider'), 'GET', '/mailbox?limit=200');
    const found = new Map<string, string>();
    for (const { id } of body.items) {
      const mail = (await test.call(as('provider'), 'GET', `/mailbox/${id}`)).body;
      if (mail.subject.startsWith('Please decide') && mail.text.includes(`#${ticket.number} `))
        found.set(mail.to[0], mail.text);
    }
    return found;
  }

  /** The links in those mails. */
  async function links(ticket: { number: number }): Promise<Map<string, string>> {
    const token = (text: string): string => /\/l\/([\w-]+)/.exec(text)?.[1] ?? '';
    return new Map([...(await mailed(ticket))].map(([to, text]) => [to, token(text)]));
  }

  it('asks nobody about what is agreed beforehand', async () => {
    const ticket = await log('hansa', 'S-1001', 'seats', 45);
    expect((await upgradeOf(ticket))?.state).to.equal('approved');
    expect(await asked(ticket)).to.deep.equal([]);
    expect((await held('S-1001', ticket)).state).to.equal('agreed');
  });

  it('asks the partner about more, and shows each reader what is theirs', async () => {
    const ticket = await log('hansa', 'S-1001', 'seats', 70);
    const seen = await only(ticket, 'petra');
    expect(seen).to.deep.include({
      ...{ state: 'pending', of: 'partner', silence: 'decline', answersNeeded: 1, answers: [], endedAt: null },
      ticket: { id: ticket.id, number: ticket.number, subject: 'More seats' },
      customer: { id: 'hansa-logistics', name: 'Hansa Logistics' },
      consequence: 'If nobody answers by then, it is declined.',
      may: ['approve', 'decline'],
    });
    expect(seen.asks).to.deep.equal({
      ...{ subscription: 'S-1001', item: 'seats', quantity: 70, increase: 25, from: '2026-11-03' },
      price: { amount: 75_000, currency: 'EUR' },
    });
    const shown = (await test.call(as('petra'), 'GET', `/tickets/${ticket.id}`)).body.upgrade;
    expect(shown).to.deep.include({ state: 'pending', approval: seen.id });
    expect((await only(ticket, 'paul')).may).to.deep.equal([]);
    expect((await only(ticket, 'abe')).asks).to.not.have.property('price');
    for (const who of ['paul', 'abe', 'fay', 'ada']) expect((await say(who, 'approve', seen.id)).status).to.equal(403);
    expect(await asked(ticket, 'iberia')).to.deep.equal([]);
    expect((await test.call(as('iberia'), 'GET', `/approvals/${seen.id}`)).status).to.equal(404);
    expect((await say('iberia', 'approve', seen.id)).status).to.equal(404);
    const declined = await say('petra', 'decline', seen.id, { comment: 'Not this year.' });
    const { state, answers } = declined.body;
    expect([declined.status, state, answers[0].comment]).to.deep.equal([200, 'declined', 'Not this year.']);
    await test.settle();
    expect([(await upgradeOf(ticket))?.state, await held('S-1001', ticket)]).to.deep.equal(['declined', undefined]);
  });

  it('is answered by the link that was mailed, which shows first and says afterwards how it came out', async () => {
    const ticket = await log('hansa', 'S-1001', 'seats', 66);
    const { id } = await only(ticket);
    const mailed = await links(ticket);
    expect([...mailed.keys()]).to.have.members(['karin.vogt@hansa-it.example', 'kern@hansa-it.example']);
    const [vogt, kern] = [mailed.get('karin.vogt@hansa-it.example'), mailed.get('kern@hansa-it.example')];
    const shown = (await test.call(null, 'GET', `/links/${kern}`)).body;
    expect(shown).to.deep.include({ purpose: 'approval', state: 'ready' });
    expect(shown.about).to.deep.include({ state: 'pending', number: ticket.number, may: ['approve', 'decline'] });
    expect((await only(ticket)).state).to.equal('pending');
    expect((await test.call(null, 'POST', `/links/${kern}`, {})).body.errors[0].path).to.equal('decision');

    const pressed = { decision: 'approve', note: 'Go ahead.' };
    expect((await test.call(null, 'POST', `/links/${kern}`, pressed)).status).to.equal(200);
    const again = await test.call(null, 'POST', `/links/${kern}`, pressed);
    expect([again.status, again.body.code]).to.deep.equal([409, 'expired']);
    const late = await test.call(null, 'POST', `/links/${vogt}`, { decision: 'decline' });
    expect([late.status, late.body.code]).to.deep.equal([409, 'wrong-state']);
    for (const token of [vogt, kern]) {
      const { about } = (await test.call(null, 'GET', `/links/${token}`)).body;
      expect([about.state, about.may, about.answers.length]).to.deep.equal(['approved', [], 1]);
    }
    await test.settle();
    const approved = (await test.call(as('petra'), 'GET', `/approvals/${id}`)).body;
    expect(approved.answers[0]).to.deep.include({ by: { name: 'Mr Kern' }, decision: 'approve', comment: 'Go ahead.' });
    expect((await upgradeOf(ticket))?.state).to.equal('approved');
    expect(await held('S-1001', ticket)).to.deep.include({ state: 'agreed', quantity: 66 });
  });

  it('says of less that it is less, and of the same that it is the same', async () => {
    for (const [quantity, increase, words] of [
      [96, -4, ['96 seats, 4 less than agreed', 'Takes off a month: 124.00 EUR']],
      [100, 0, ['100 seats, as many as agreed', 'Adds a month: 0.00 EUR']],
    ] as const) {
      const ticket = await log('hansa', 'S-1002', 'seats', quantity);
      const { asks, question } = await only(ticket, 'petra');
      expect(asks).to.deep.include({ quantity, increase, price: { amount: increase * 31_00, currency: 'EUR' } });
      expect(question).to.equal(
        `May Nordlicht Pharma have ${quantity} seats instead of 100? ${quantity} is no more than the 100 agreed now.`,
      );
      const text = (await mailed(ticket)).get('kern@hansa-it.example');
      for (const one of words) expect(text).to.include(one);
    }
  });

  it('is answered by a key, once however often it is sent', async () => {
    const ticket = await log('hansa', 'S-1002', 'seats', 190);
    const { id } = await only(ticket, 'approver');
    const first = await say('approver', 'approve', id, { comment: 'By our helpdesk.' }, 'answer-1');
    const again = await say('approver', 'approve', id, { comment: 'By our helpdesk.' }, 'answer-1');
    expect([first.status, again.status, again.body.answers.length]).to.deep.equal([200, 200, 1]);
    expect((await say('petra', 'decline', id)).body.code).to.equal('wrong-state');
    await test.settle();
    const once = await eventsOf(ticket);
    // What a killed process had done already is done again, and changes nothing.
    await test.desk.approvals.take(ticket.id, id);
    await test.desk.approvals.tellTicket(id);
    await test.settle();
    expect(await eventsOf(ticket)).to.deep.equal(once);
    expect(once.filter((type) => type === 'ticket-upgrade-settled')).to.have.length(1);
    expect((await held('S-1002', ticket)).state).to.equal('agreed');
  });

  it('lets one of two opposite answers win', async () => {
    const ticket = await log('hansa', 'S-1002', 'seats', 230);
    const { id } = await only(ticket);
    const both = await Promise.all([say('petra', 'approve', id), say('approver', 'decline', id)]);
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal([200, 409]);
    const won = both.find(({ status }) => status === 200)?.body;
    await test.settle();
    expect((await upgradeOf(ticket))?.state).to.equal(won.state);
    expect((await only(ticket)).answers).to.have.length(1);
  });

  it('needs as many people as the playbook says, each once', async () => {
    const ticket = await log('iberia', 'S-2001', 'seats', 290);
    const { id, answersNeeded } = await only(ticket, 'ines');
    expect([answersNeeded, (await say('ines', 'approve', id)).body.state]).to.deep.equal([2, 'pending']);
    const twice = await say('ines', 'approve', id);
    expect([twice.status, twice.body.detail]).to.deep.equal([
      403,
      'You have answered. Another person must answer too.',
    ]);
    expect((await say('ivan', 'approve', id)).body.state).to.equal('approved');
    await test.settle();
    expect((await upgradeOf(ticket))?.state).to.equal('approved');
  });

  it('is withdrawn when its ticket is closed, and frees what was asked for', async () => {
    const ticket = await log('hansa', 'S-1001', 'seats', 90);
    const { id } = await only(ticket);
    const other = await log('hansa', 'S-1001', 'seats', 91);
    const merged = await test.call(as('provider'), 'POST', `/tickets/${ticket.id}/merge`, { into: other.id });
    expect(merged.status).to.equal(200);
    await test.settle();
    expect((await only(ticket)).state).to.equal('withdrawn');
    expect((await say('petra', 'approve', id)).body.code).to.equal('wrong-state');
    expect(await held('S-1001', ticket)).to.equal(undefined);
  });

  it('is not answered by who asked, where another person must, nor by a lead about money', async () => {
    const ticket = await log('ada', 'S-5001', 'seats', 60);
    const { id, of, may } = await only(ticket, 'ada');
    expect([of, may]).to.deep.equal(['provider', []]);
    const own = await say('ada', 'approve', id);
    expect([own.status, own.body.detail]).to.deep.equal([403, 'Another person than who asked for it must answer.']);
    expect((await say('lea', 'approve', id)).status).to.equal(403);
    expect((await say('fay', 'approve', id)).body.state).to.equal('approved');
    await test.settle();
    expect((await held('S-5001', ticket)).state).to.equal('agreed');
  });

  it('lets silence have its agreed consequence, each at its own instant', async () => {
    const no = await log('hansa', 'S-1001', 'seats', 120);
    const yes = await log('iberia', 'S-2003', 'users', 80);
    const on = await log('iberia', 'S-2001', 'seats', 400);
    const before = await Promise.all([no, yes, on].map((ticket) => only(ticket)));
    expect(before.map(({ silence }) => silence)).to.deep.equal(['decline', 'approve', 'escalate']);
    await test.moveTo(before[2].until);
    const ends = await Promise.all([no, yes].map((ticket) => only(ticket)));
    expect(ends.map(({ state, endedAt }) => [state, endedAt])).to.deep.equal(
      before.slice(0, 2).map(({ until }) => ['expired', until]),
    );
    expect([(await upgradeOf(no))?.state, (await upgradeOf(yes))?.state]).to.deep.equal(['expired', 'approved']);
    const [next, first] = await asked(on);
    expect([first.state, next.of, next.question]).to.deep.equal([
      'expired',
      'provider',
      'Iberia Cloud did not answer. May Sol y Mar Hoteles have 400 seats?',
    ]);
    expect((await say('fay', 'decline', next.id)).body.state).to.equal('declined');
    await test.settle();
    expect((await upgradeOf(on))?.state).to.equal('declined');
  });
});
