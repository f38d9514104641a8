import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { isEmptying, type Sent, sentWhile, telling } from '../../support/commands-sent.js';
import { type Answered, openTestDesk, type TestDesk } from '../../support/desk.js';
import { freshDatabaseUri } from '../../support/store.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const BODY = {
  ...{ subject: 'No calls', description: 'None since nine.', deal: 'D-1001', kind: 'question' },
  requester: { email: 'it@hansa-logistics.example' },
};

describe('intake beside other processes', () => {
  let one: TestDesk;
  let other: TestDesk;
  let hansa: string;
  let admin: string;

  before(async function () {
    this.timeout(120_000);
    const uri = telling(await freshDatabaseUri());
    one = await openTestDesk(undefined, { PROCESS: 'web' }, uri);
    other = await openTestDesk(undefined, {}, uri);
    hansa = await one.key(HANSA, ['tickets:write']);
    admin = await one.key({ kind: 'provider' }, ['admin']);
  });
  after(async () => {
    await other.close();
    await one.close();
  });

  const log = async (at: TestDesk, headers: Record<string, string> = {}): Promise<Answered> => {
    const answer = await at.call(hansa, 'POST', '/tickets', BODY, headers);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return answer;
  };
  const stored = (id: string) => one.desk.tickets.store.one({ _id: id });

  it('takes few commands of the store', async () => {
    await log(one);
    const connection = one.desk.tickets.store.models.tickets.db;
    const plain = ownOf((await sentWhile(connection, () => log(one))).sent);
    expect(plain).to.deep.equal([
      'find log',
      'find settled_origins',
      'findAndModify counters',
      'insert ticket_messages',
      'insert tickets',
      'insert log',
    ]);
    const keyed = ownOf((await sentWhile(connection, () => log(one, { 'idempotency-key': 'intake-1' }))).sent);
    expect(keyed.filter((name) => !plain.includes(name))).to.deep.equal([
      'insert idempotency_keys',
      'update idempotency_keys',
    ]);
    expect(keyed).to.have.length(plain.length + 2);
  });

  it('goes by what another process changed, from the answer of that change on', async () => {
    const before = await stored((await log(one)).body.id);
    const cited = before.sources.find(({ metric, party }) => metric === 'first_response' && party === 'promise');
    const policyId = cited?.policy.id ?? expect.fail('nothing is promised');
    for (const minutes of [11, 12, 13]) {
      const path = `/policies/${policyId}`;
      const { body: policy } = await other.call(admin, 'GET', path);
      const { version, ...content } = policy;
      const targets = content.targets.map((target: { metric: string; party: string; minutes: object }) =>
        target.metric === 'first_response' && target.party === 'promise'
          ? { ...target, minutes: { ...target.minutes, normal: minutes } }
          : target,
      );
      const put = await other.call(admin, 'PUT', path, { ...content, targets }, { 'if-match': `"${version}"` });
      expect(put.status, JSON.stringify(put.body)).to.equal(200);
      const logged = await Promise.all([log(one), log(other), log(one)]);
      for (const { body } of logged) {
        const { sources, sla } = await stored(body.id);
        const now = sources.find(({ metric, party }) => metric === 'first_response' && party === 'promise');
        const row = sla.open.find(({ metric, party }) => metric === 'first_response' && party === 'promise');
        expect(row?.target).to.equal(minutes * 60);
        const { body: versions } = await one.call(admin, 'GET', `${path}/versions`);
        const named = versions.items.find((item: { version: number }) => item.version === now?.policy.version);
        expect(JSON.stringify(named)).to.include(`"normal":${minutes}`);
      }
    }
  });

  it('refuses a key that another process revoked, from the answer of that on', async () => {
    const wanted = { name: 'Short', company: HANSA, scopes: ['tickets:write'] };
    const { body: made } = await other.call(admin, 'POST', '/keys', wanted);
    const use = (at: TestDesk) => at.call(made.key, 'GET', '/tickets?limit=1');
    expect((await Promise.all([use(one), use(other)])).map(({ status }) => status)).to.deep.equal([200, 200]);
    const revoked = await other.call(admin, 'DELETE', `/keys/${made.id}`);
    expect(revoked.status, JSON.stringify(revoked.body)).to.be.within(200, 299);
    expect((await Promise.all([use(one), use(other)])).map(({ status }) => status)).to.deep.equal([401, 401]);
  });

  it('takes a key that was not one when it was first tried', async () => {
    const key = await other.key(HANSA, ['tickets:write']);
    expect((await one.call(`${key}x`, 'GET', '/tickets?limit=1')).status).to.equal(401);
    expect((await one.call(key, 'GET', '/tickets?limit=1')).status).to.equal(200);
  });

  it('gives a repeated command the ticket that it made, also in another process', async () => {
    const key = { 'idempotency-key': 'intake-2' };
    const first = await log(one, key);
    const again = await log(other, key);
    expect(again.body.id).to.equal(first.body.id);
  });
});

/**
 * What an intake sent: the standing clock is only in tests, whoever follows the log reads it by its numbers, and what is
 * told is taken out of outboxes afterwards.
 */
const ownOf = (sent: readonly Sent[]): string[] =>
  sent
    .filter(({ find, filter }) => find !== 'clock' && !(find === 'log' && '_id' in Object(filter)))
    .filter((command) => !isEmptying(command))
    .map((command) => `${command.name} ${String(command[command.name])}`);
