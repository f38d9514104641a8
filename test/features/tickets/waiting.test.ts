import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

describe('a ticket that waits for its customer, in a running desk', () => {
  let desk: TestDesk;
  let provider: string;
  let customer: string;

  before(async () => {
    desk = await openTestDesk('2026-11-02T08:00:00Z', { DEMO: 'on' });
    provider = await desk.key({ kind: 'provider' }, ['tickets:write']);
    await desk.person('carl', { kind: 'customer', id: 'hansa-logistics' }, ['contact']);
    customer = await desk.session('carl');
  });
  after(() => desk.close());

  const ADDRESS = 'it@hansa-logistics.example';
  const done = async (as: string, method: string, path: string, body?: object): Promise<Answered['body']> => {
    const answer = await desk.call(as, method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const logged = async (deal = 'D-1001') =>
    done(provider, 'POST', '/tickets', {
      subject: 'No sound',
      deal,
      court: 'provider',
      requester: { email: ADDRESS, name: 'Ina Vogt' },
    });
  const mailedTo = async (ticket: string): Promise<string[]> => {
    await desk.settle();
    const { items } = await done(provider, 'GET', `/tickets/${ticket}/mails`);
    return items.map(({ kind, address }: { kind: string; address: string }) => `${kind} ${address}`);
  };

  it('says in advance what will happen, does it once at its instants, and hears the answer that comes after all', async () => {
    const { id } = await logged();
    const handed = await done(provider, 'POST', `/tickets/${id}/court`, { court: 'customer', note: 'Which rooms?' });
    expect(handed.followUps).to.deep.equal([
      { at: '2026-11-03T16:00:00Z', what: 'reminder', done: false },
      { at: '2026-11-06T16:00:00Z', what: 'reminder', done: false },
      { at: '2026-11-13T16:00:00Z', what: 'solve', done: false },
    ]);
    const seen = await done(customer, 'GET', `/tickets/${id}`);
    expect(seen).to.not.have.property('followUps');
    expect(seen.followUpNotice).to.deep.equal({
      at: '2026-11-13T16:00:00Z',
      words: 'We close this on 13 Nov if we do not hear from you.',
    });

    await desk.moveTo('2026-11-04T08:00:00Z');
    expect((await done(provider, 'GET', `/tickets/${id}`)).followUps[0].done).to.equal(true);
    expect((await mailedTo(id)).filter((mail) => mail === `ticket-reminder ${ADDRESS}`)).to.have.length(1);

    await desk.moveTo('2026-11-15T08:00:00Z');
    const { items } = await done(provider, 'GET', `/tickets/${id}/timeline?limit=100`);
    const told = items
      .filter(({ type }: { type: string }) => type === 'ticket-reminded' || type === 'ticket-solved')
      .map(({ at, type, who, why }: Answered['body']) => [at, type, who.party, why]);
    expect(told).to.deep.equal([
      ['2026-11-03T16:00:00Z', 'ticket-reminded', 'system', null],
      ['2026-11-06T16:00:00Z', 'ticket-reminded', 'system', null],
      ['2026-11-13T16:00:00Z', 'ticket-solved', 'system', 'Nobody answered in the agreed time.'],
    ]);
    expect(await mailedTo(id)).to.include(`ticket-solved ${ADDRESS}`);
    const answered = await done(customer, 'POST', `/tickets/${id}/replies`, { text: 'All of them.' });
    expect(answered).to.deep.include({ status: 'open', court: 'provider', followUpNotice: null });
  });

  it('goes by what its deal says, and refuses follow-ups that make no sense with every fault', async () => {
    const admin = await desk.key({ kind: 'provider' }, ['admin']);
    const deal = await done(admin, 'GET', '/deals/D-1002');
    const put = (followUps: unknown) => desk.call(admin, 'PUT', '/deals/D-1002', { ...deal, followUps });
    const faulty = await put({ customer: { calendar: 'never-there', remindAfter: [60, 60], solveAfter: 30 } });
    expect(faulty.status, JSON.stringify(faulty.body)).to.equal(422);
    expect([faulty.status, faulty.body.errors.map(({ path }: { path: string }) => path).sort()]).to.deep.equal([
      422,
      ['followUps.customer.calendar', 'followUps.customer.remindAfter[1]', 'followUps.customer.solveAfter'],
    ]);
    const patient = await put({ customer: { remindAfter: [60], solveAfter: null } });
    expect(patient.status, JSON.stringify(patient.body)).to.equal(200);
    const { id } = await logged('D-1002');
    const handed = await done(provider, 'POST', `/tickets/${id}/court`, { court: 'customer', note: 'Which?' });
    expect(handed).to.deep.include({ followUpNotice: null });
    expect(handed.followUps).to.have.length(1);
  });

  it('reminds the desk that had it last while a third party is waited for', async () => {
    await desk.person('lena', { kind: 'provider' }, ['agent', 'lead']);
    const { id } = await logged('D-1003');
    await done(provider, 'POST', `/tickets/${id}/court`, { court: 'third_party', note: 'The carrier looks.' });
    await desk.moveTo('2026-11-18T18:00:00Z');
    expect(await mailedTo(id)).to.include('breach-warning lena@people.example');
    const { items } = await done(provider, 'GET', `/tickets/${id}/mails`);
    expect(items.filter(({ kind }: { kind: string }) => kind === 'ticket-reminder')).to.deep.equal([]);
  });
});
