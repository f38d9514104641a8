import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { openTestDesk, type TestDesk } from '../../support/desk.js';

describe('people', () => {
  let test: TestDesk;
  let admin: string;
  before(async () => {
    test = await openTestDesk();
    admin = await test.key({ kind: 'provider' }, ['admin']);
  });
  after(() => test.close());

  it('are refused with everything that is wrong with them at once', async () => {
    const added = await test.call(admin, 'POST', '/people', {
      ...{ email: 'anna@people.example', name: 'Anna', company: { kind: 'partner', id: 'nobodys' } },
      ...{ roles: ['partner-agent', 'lead'], calendar: 'nowhere', skills: [{ skill: 'sip' }, { skill: 'no-such' }] },
    });
    expect(added.status).to.equal(422);
    expect(added.body.errors).to.deep.equal([
      { path: 'company', message: 'is not a company that you look after' },
      { path: 'roles[1]', message: 'is no role of a partner’s person' },
      { path: 'calendar', message: 'there is no calendar nowhere' },
      { path: 'skills[1].skill', message: 'there is no skill no-such' },
    ]);
    await test.person('ben', { kind: 'provider' }, ['agent']);
    const { version } = (await test.call(admin, 'GET', '/people/ben')).body;
    const changed = await test.call(admin, 'PATCH', '/people/ben', { version, roles: ['contact'] });
    expect(changed.body.errors).to.deep.equal([{ path: 'roles[0]', message: 'is no role of a provider’s person' }]);
  });
});
