import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

describe('mails about outages and credits', () => {
  let test: TestDesk;
  let admin: string;

  before(async () => {
    test = await openTestDesk('2026-10-31T08:00:00Z', { DEMO: 'on', CREDIT_GRACE_DAYS: '0' });
    admin = await test.key({ kind: 'provider' }, ['admin']);
  });
  after(() => test.close());

  const subjects = async (): Promise<{ subject: string; to: string[] }[]> => {
    await test.settle();
    await test.desk.mail.post.sendDue(500);
    return (await test.call(admin, 'GET', '/mailbox?limit=200')).body.items;
  };

  it('go to the customers whom it concerns, or to their partner where the deal says so, once', async () => {
    const body = {
      title: 'No calls in Europe',
      components: ['voice-eu'],
      impact: 'full',
      startedAt: '2026-10-31T07:00:00Z',
    };
    const { body: outage } = await test.call(admin, 'POST', '/outages', body);
    const told = (await subjects()).filter(({ subject }) => subject.includes('No calls in Europe'));
    const receivers = told.flatMap(({ to }) => to);
    expect(receivers).to.include('maike.harms@elbe-foods.example');
    expect(receivers, 'D-1002 goes by way of the partner').to.not.include('servicedesk@nordlicht-pharma.example');
    expect(receivers).to.include('helpdesk@hansa-it.example');
    expect(new Set(receivers).size).to.equal(receivers.length);
    await test.moveTo('2026-10-31T08:40:00Z');
    await test.call(admin, 'POST', `/outages/${outage.id}/end`, {});
    expect((await subjects()).length).to.be.greaterThan(told.length);
  });

  it('bring the credit note to the party that is credited', async () => {
    await test.moveTo('2026-11-02T08:00:00Z');
    const notes = (await subjects()).filter(({ subject }) => subject.includes('CN-2026-'));
    const receivers = notes.flatMap(({ to }) => to);
    expect(receivers).to.include('sistemas@sol-hoteles.example').and.include('helpdesk@hansa-it.example');
    expect(receivers).to.not.include('it@hansa-logistics.example');
  });
});
