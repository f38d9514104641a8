import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { SYSTEM } from '../../../server/domain/access/access.js';
import { commandOf } from '../../../server/platform/log/command.js';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';

const YAML = { 'content-type': 'application/yaml' };
const JSON_TYPE = { 'content-type': 'application/json' };
const onHold = (title: string) => `# Who waits is told.
name: on-hold
title: ${title}
on: [ticket-created]
when: { priority: low }
steps:
  - escalate:
      tier: 2
      text: "#{number} waits."
`;

describe('playbooks as agreements', () => {
  let desk: TestDesk;
  let karin: string;
  let jonas: string;
  let lucia: string;
  let lead: string;
  let agent: string;

  before(async () => {
    desk = await openTestDesk();
    await desk.person('karin', { kind: 'partner', id: 'hansa-it' }, ['partner-admin']);
    await desk.person('jonas', { kind: 'partner', id: 'hansa-it' }, ['partner-agent']);
    await desk.person('lucia', { kind: 'partner', id: 'iberia-cloud' }, ['partner-admin']);
    await desk.person('lea', { kind: 'provider' }, ['lead']);
    await desk.person('abe', { kind: 'provider' }, ['agent']);
    const ids = ['karin', 'jonas', 'lucia', 'lea', 'abe'] as const;
    const [a = '', b = '', c = '', d = '', e = ''] = await Promise.all(ids.map((id) => desk.session(id)));
    [karin, jonas, lucia, lead, agent] = [a, b, c, d, e];
  });
  after(() => desk.close());

  const put = (as: string, path: string, text: string | object, version?: number, type = YAML): Promise<Answered> =>
    desk.call(as, 'PUT', path, text, { ...type, ...(version !== undefined && { 'if-match': `"${version}"` }) });
  const HANSA = '/partners/hansa-it/playbooks';

  it('are those of the folder at first, explained in words', async () => {
    const { status, body } = await desk.call(karin, 'GET', `${HANSA}/escalation`);
    expect(status).to.equal(200);
    expect([body.owner, body.version, body.title]).to.deep.equal(['hansa-it', 1, 'Hansa IT first']);
    expect(body.signedBy).to.deep.equal({ kind: 'system', id: 'system', name: 'Tandem Desk', party: 'system' });
    expect(body.signedAt).to.equal('2026-11-02T08:00:00Z');
    expect(body.explained.slice(1, 2)).to.deep.equal([
      {
        step: '1',
        depth: 0,
        words:
          'Wait 30 min of berlin-office, or until it is acknowledged by the partner or handed over to the provider.',
      },
    ]);
    expect(body.findings).to.deep.equal([]);
    const { body: list } = await desk.call(karin, 'GET', HANSA);
    expect(list.items.map(({ name }: { name: string }) => name)).to.deep.equal(['escalation', 'upgrade']);
    const { body: own } = await desk.call(lead, 'GET', '/playbooks');
    expect(own.items.map(({ name, owner }: { name: string; owner: null }) => [name, owner])).to.deep.equal([
      ['escalation', null],
      ['upgrade', null],
    ]);
  });

  describe('sign', () => {
    it('makes a version, says so in the audit trail and the feed, and keeps those before', async () => {
      const first = await put(karin, `${HANSA}/on-hold`, onHold('Patience'));
      expect([first.status, first.body.version, first.headers.get('etag')]).to.deep.equal([200, 1, '"1"']);
      expect(first.body.signedBy).to.deep.equal({ kind: 'person', id: 'karin', name: 'karin', party: 'partner' });
      expect(first.body.explained[1].words).to.equal('Tell Karin Vogt.');
      const second = await put(karin, `${HANSA}/on-hold`, onHold('More patience'), 1);
      expect([second.status, second.body.version]).to.deep.equal([200, 2]);

      const { body: before } = await desk.call(karin, 'GET', `${HANSA}/on-hold?version=1`);
      expect([before.title, before.text]).to.deep.equal(['Patience', onHold('Patience')]);
      const { body: all } = await desk.call(karin, 'GET', `${HANSA}/on-hold/versions`);
      const titles = all.items.map(({ version, title }: { version: number; title: string }) => [version, title]);
      expect(titles).to.deep.equal([
        [2, 'More patience'],
        [1, 'Patience'],
      ]);
      const { body: page } = await desk.call(karin, 'GET', `${HANSA}/on-hold/versions?limit=1`);
      const { body: rest } = await desk.call(karin, 'GET', `${HANSA}/on-hold/versions?cursor=${page.nextCursor}`);
      expect(rest.items.map(({ version }: { version: number }) => version)).to.deep.equal([1]);

      const { body: audit } = await desk.call(karin, 'GET', '/audit?kind=playbook&subject=hansa-it/on-hold');
      const acts = audit.items.map(({ what, who }: { what: string; who: { id: string } }) => [what, who.id]);
      expect(acts).to.deep.equal([
        ['playbook-signed', 'karin'],
        ['playbook-signed', 'karin'],
      ]);
      const fed = await feed(lead);
      expect(fed.filter(({ subject }) => subject.id === 'hansa-it/on-hold').map(({ data }) => data)).to.deep.equal([
        { signed: 1 },
        { signed: 2 },
      ]);
      expect(await feed(agent)).to.deep.equal([]);
    });

    it('makes no version of the same text', async () => {
      const { body: before } = await desk.call(karin, 'GET', `${HANSA}/on-hold`);
      const again = await put(karin, `${HANSA}/on-hold`, before.text.replaceAll('\n', '  \r\n'), before.version);
      expect([again.status, again.body.version]).to.deep.equal([200, before.version]);
    });

    it('lets one of two win, and tells the other why', async () => {
      const { body: there } = await desk.call(karin, 'GET', `${HANSA}/on-hold`);
      const answers = await Promise.all(
        ['Mine', 'No, mine'].map((title) => put(karin, `${HANSA}/on-hold`, onHold(title), there.version)),
      );
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
      expect(answers.find(({ status }) => status === 412)?.body).to.include({
        code: 'stale',
        version: there.version + 1,
      });
      const late = await put(karin, `${HANSA}/on-hold`, onHold('Unread'));
      expect([late.status, late.body.code]).to.deep.equal([428, 'version-required']);
      const early = await put(karin, `${HANSA}/not-yet`, onHold('x').replace('on-hold', 'not-yet'), 1);
      expect([early.status, early.body.code]).to.deep.equal([412, 'stale']);
      const firsts = await Promise.all(
        ['A', 'B'].map((title) => put(karin, `${HANSA}/raced`, onHold(title).replace('on-hold', 'raced'))),
      );
      const statuses = firsts.map(({ status }) => status).sort();
      expect(statuses[0]).to.equal(200);
      expect([409, 428]).to.include(statuses[1]);
    });

    it('does not exist for another partner, nor for one that there is not', async () => {
      const { body: there } = await desk.call(karin, 'GET', `${HANSA}/on-hold`);
      expect((await put(lucia, `${HANSA}/on-hold`, onHold('Theirs'), there.version)).status).to.equal(404);
      for (const path of [HANSA, `${HANSA}/on-hold`, `${HANSA}/on-hold/versions`, `${HANSA}/on-hold?version=1`]) {
        expect((await desk.call(lucia, 'GET', path)).status, path).to.equal(404);
      }
      expect((await desk.call(lead, 'GET', '/partners/nobody/playbooks')).status).to.equal(404);
      for (const path of ['/playbooks', '/playbooks/escalation', '/playbooks/escalation/versions']) {
        expect((await desk.call(karin, 'GET', path)).status, path).to.equal(404);
      }
      expect(await desk.call(lucia, 'GET', '/audit?kind=playbook'))
        .to.have.nested.property('body.items')
        .that.satisfies((items: { subject: { id: string } }[]) =>
          items.every(({ subject }) => subject.id.startsWith('iberia-cloud/')),
        );
    });

    it('refuses who may only read', async () => {
      const { body: there } = await desk.call(jonas, 'GET', `${HANSA}/on-hold`);
      expect((await put(jonas, `${HANSA}/on-hold`, onHold('Not mine'), there.version)).status).to.equal(403);
      expect((await put(lead, `${HANSA}/on-hold`, onHold('Not ours'), there.version)).status).to.equal(403);
      const { body: own } = await desk.call(agent, 'GET', '/playbooks/escalation');
      expect((await put(agent, '/playbooks/escalation', own.text, own.version)).status).to.equal(403);
      expect((await put(karin, '/playbooks/escalation', own.text, own.version)).status).to.equal(403);
      expect((await put(lead, '/playbooks/escalation', `${own.text}# seen`, own.version)).status).to.equal(200);
    });

    it('says to whom it would be refused', async () => {
      const asked = [karin, jonas, lead, agent].map((as) => desk.call(as, 'GET', HANSA));
      expect((await Promise.all(asked)).map(({ body }) => body.maySign)).to.deep.equal([true, false, false, false]);
      expect((await desk.call(lead, 'GET', '/playbooks')).body.maySign).to.equal(true);
    });

    it('lets an agent sign whom the partner names as approver', async () => {
      const { body: partner } = await desk.call(lead, 'GET', '/partners/hansa-it');
      const admin = await desk.key({ kind: 'provider' }, ['admin']);
      const approvers = [...partner.approvers, 'jonas@people.example'];
      const named = await desk.call(admin, 'PATCH', '/partners/hansa-it', { approvers, version: partner.version });
      expect(named.status).to.equal(200);
      const { body: there } = await desk.call(jonas, 'GET', `${HANSA}/on-hold`);
      const signed = await put(jonas, `${HANSA}/on-hold`, onHold('Named'), there.version);
      expect([signed.status, signed.body.signedBy?.id]).to.deep.equal([200, 'jonas']);
    });
  });

  describe('a text', () => {
    it('has every fault told with its line and column', async () => {
      const { status, body } = await put(
        karin,
        `${HANSA}/bad`,
        'name: good\ntitle: ""\non: [ticket-creatd]\nsteps:\n  - wait: {}\n',
      );
      expect([status, body.code]).to.deep.equal([422, 'invalid']);
      const places = body.errors.map(({ line, column, path }: { line: number; column: number; path: string }) => [
        line,
        column,
        path,
      ]);
      expect(places).to.deep.equal([
        [2, 1, 'title'],
        [3, 6, 'on[0]'],
        [5, 5, 'steps[0].wait'],
      ]);
      const yaml = await put(karin, `${HANSA}/bad`, 'name: [\n');
      expect([yaml.status, yaml.body.errors[0].line]).to.deep.equal([422, 2]);
      const other = await put(karin, `${HANSA}/bad`, onHold('Another name'));
      expect(other.body.errors).to.deep.equal([
        { line: 2, column: 1, path: 'name', message: 'must be bad, as in the address' },
      ]);
    });

    it('may not name what the desk does not have', async () => {
      const text = onHold('x').replace('steps:', 'steps:\n  - wait: { minutes: 5, calendar: mars }');
      const { status, body } = await put(karin, `${HANSA}/mars`, text.replace('on-hold', 'mars'));
      expect(status).to.equal(422);
      expect(body.errors).to.deep.equal([
        { line: 7, column: 5, path: 'step 1', message: 'mars is no calendar of this desk' },
      ]);
    });

    it('may be JSON, which may say the version that was read', async () => {
      const document = {
        ...{ name: 'as-json', title: 'As JSON', on: ['ticket-created'], steps: [{ set: { addTags: ['seen'] } }] },
      };
      const first = await put(karin, `${HANSA}/as-json`, JSON.stringify(document, null, '\t'), undefined, JSON_TYPE);
      expect([first.status, first.body.version]).to.deep.equal([200, 1]);
      const next = { ...document, title: 'As JSON again', version: 1 };
      const second = await put(karin, `${HANSA}/as-json`, JSON.stringify(next), undefined, JSON_TYPE);
      expect([second.status, second.body.title, second.body.version]).to.deep.equal([200, 'As JSON again', 2]);
      const stale = await put(karin, `${HANSA}/as-json`, JSON.stringify(next), undefined, JSON_TYPE);
      expect([stale.status, stale.body.code]).to.deep.equal([409, 'lost-race']);
      const torn = await put(karin, `${HANSA}/as-json`, '{ "name": ', undefined, JSON_TYPE);
      expect([torn.status, torn.body.errors[0].line]).to.deep.equal([422, 1]);
    });

    it('is neither too long nor of another type', async () => {
      const long = await put(karin, `${HANSA}/long`, `${onHold('x')}# ${'x'.repeat(40_000)}`);
      expect([long.status, long.body.errors[0].message]).to.deep.equal([
        422,
        'must not be longer than 32768 characters',
      ]);
      expect((await put(karin, `${HANSA}/long`, 'x'.repeat(300_000))).status).to.equal(413);
      expect(
        (await put(karin, `${HANSA}/long`, onHold('x'), undefined, { 'content-type': 'text/plain' })).status,
      ).to.equal(415);
    });
  });

  describe('retire', () => {
    it('takes it out of force, and what it began goes on by its version', async () => {
      await put(karin, `${HANSA}/going`, onHold('Going').replace('on-hold', 'going'));
      const inForce = async (partner: string | null) =>
        (await desk.desk.playbooks.inForce(partner)).map(({ definition }) => definition.name);
      expect(await inForce('hansa-it')).to.include('going');
      expect((await desk.call(karin, 'DELETE', `${HANSA}/going`)).status).to.equal(428);
      expect((await desk.call(lucia, 'DELETE', `${HANSA}/going`, undefined, { 'if-match': '"1"' })).status).to.equal(
        404,
      );
      expect((await desk.call(lead, 'DELETE', `${HANSA}/going`, undefined, { 'if-match': '"1"' })).status).to.equal(
        403,
      );
      const racing = await Promise.all(
        [1, 2].map(() => desk.call(karin, 'DELETE', `${HANSA}/going`, undefined, { 'if-match': '"1"' })),
      );
      const statuses = racing.map(({ status }) => status).sort();
      expect(statuses[0]).to.equal(204);
      expect([404, 412]).to.include(statuses[1]);
      expect((await desk.call(karin, 'GET', `${HANSA}/going`)).status).to.equal(404);
      expect(await inForce('hansa-it')).not.to.include('going');
      const pinned = await desk.desk.playbooks.agreed({ owner: 'hansa-it', name: 'going', version: 1 });
      expect(pinned?.definition.title).to.equal('Going');

      const anew = await put(karin, `${HANSA}/going`, onHold('Back').replace('on-hold', 'going'));
      expect([anew.status, anew.body.version]).to.deep.equal([200, 3]);
      expect(await inForce('hansa-it')).to.include('going');
    });
  });

  describe('trying out', () => {
    const scenario = { at: '2026-11-02T08:00:00Z', ticket: { priority: 'urgent', court: 'partner' } };
    const simulate = (as: string, body: object) => desk.call(as, 'POST', '/playbooks/simulate', body);

    it('tells the steps of what is signed, with the desk’s calendars', async () => {
      const { status, body } = await simulate(karin, { stored: { name: 'escalation' }, scenario });
      expect(status).to.equal(200);
      expect([body.begins, body.state, body.findings]).to.deep.equal([true, 'finished', []]);
      const told = body.steps.map(({ at, step }: { at: string; step: string }) => `${at.slice(11, 16)} ${step}`);
      expect(told).to.deep.equal([
        ...['08:00 ', '08:00 1', '08:30 2', '08:30 3', '09:00 4', '09:00 4.then.1'],
        ...['09:00 4.then.2', '09:00 4.then.3', '09:00 '],
      ]);
      const escalated = body.effects.filter((effect: { do: string }) => effect.do === 'escalate');
      expect(escalated[0].receivers.people).to.deep.equal([
        { name: 'Ms Vogt', address: 'karin.vogt@hansa-it.example' },
      ]);
    });

    it('names the people of the partner’s tiers in what is not signed', async () => {
      const low = { ...scenario, ticket: { priority: 'low' } };
      const { body } = await simulate(lead, { partner: 'hansa-it', playbook: onHold('Tried'), scenario: low });
      expect(body.effects[0].receivers.people).to.deep.equal([
        { name: 'Karin Vogt', address: 'karin.vogt@hansa-it.example' },
      ]);
    });

    it('has all faults of either part told', async () => {
      const bad = await simulate(lead, { playbook: 'name: x\n', scenario });
      expect([bad.status, bad.body.errors[0]]).to.deep.equal([
        422,
        { path: 'playbook.title', message: 'is required', line: 1, column: 1 },
      ]);
      const odd = await simulate(lead, { playbook: onHold('x'), scenario: { at: 'soon', ticket: {} } });
      expect(odd.body.errors.map(({ path }: { path: string }) => path)).to.deep.equal(['scenario.at']);
      expect((await simulate(lead, { scenario })).status).to.equal(422);
    });

    it('is for whoever may see them', async () => {
      const theirs = { partner: 'hansa-it', stored: { name: 'escalation' }, scenario };
      expect((await simulate(lucia, theirs)).status).to.equal(404);
      expect((await simulate(karin, { partner: null, stored: { name: 'escalation' }, scenario })).status).to.equal(404);
      expect((await simulate(lead, { stored: { name: 'nothing' }, scenario })).status).to.equal(404);
    });
  });

  it('are in force for tickets: the provider’s and the partner’s own, with its contacts', async () => {
    const { playbooks } = desk.desk;
    const provider = await playbooks.inForce(null);
    expect(provider.map(({ owner, definition }) => [owner, definition.name])).to.deep.equal([
      [null, 'escalation'],
      [null, 'upgrade'],
    ]);
    const iberia = await playbooks.inForce('iberia-cloud');
    expect(iberia.map(({ owner, definition }) => [owner, definition.name])).to.deep.equal([
      [null, 'escalation'],
      [null, 'upgrade'],
      ['iberia-cloud', 'escalation'],
      ['iberia-cloud', 'upgrade'],
    ]);
    const alpenfels = (await playbooks.inForce('alpenfels')).find(({ owner }) => owner !== null);
    expect(Object.keys(alpenfels?.tiers ?? {})).to.deep.equal(['1', '2', '3']);
    expect(alpenfels?.tiers['2']).to.deep.equal([
      { name: 'Sabine Keller', address: 'sabine.keller@alpenfels.example' },
    ]);
    const reference = { owner: 'alpenfels', name: 'escalation', version: 1 };
    expect(await playbooks.agreed(reference)).to.deep.equal(
      (await playbooks.inForce('alpenfels')).find(
        ({ owner, definition }) => owner === 'alpenfels' && definition.name === 'escalation',
      ),
    );
    expect(await playbooks.agreed({ ...reference, version: 99 })).to.equal(null);
  });

  it('keep every version, however many sign at once', async () => {
    const sign = (title: string) =>
      desk.desk.playbooks.sign(SYSTEM, commandOf(SYSTEM), {
        ...{ owner: 'quick-relay', name: 'crowd', text: onHold(title).replace('on-hold', 'crowd') },
      });
    await sign('None');
    const done = await Promise.allSettled(['One', 'Two', 'Three', 'Four'].map(sign));
    const won = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won.length).to.be.greaterThan(0);
    for (const { version, definition } of won) {
      const kept = await desk.desk.playbooks.agreed({ owner: 'quick-relay', name: 'crowd', version });
      expect(kept?.definition.title, `version ${version}`).to.equal(definition.title);
    }
  });

  async function feed(as: string): Promise<{ subject: { id: string; kind: string }; data: unknown }[]> {
    const all: { subject: { id: string; kind: string }; data: unknown }[] = [];
    for (let since = 0; ; ) {
      const { body } = await desk.call(as, 'GET', `/events?since=${since}&limit=200`);
      all.push(...body.items.filter(({ subject }: { subject: { kind: string } }) => subject.kind === 'playbook'));
      if (body.next === since) return all;
      since = body.next;
    }
  }
});
