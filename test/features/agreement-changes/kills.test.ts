import { expect } from 'chai';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { openTestDesk } from '../../support/desk.js';
import { freshDatabaseUri } from '../../support/store.js';
import { dealContent, mustWith, policyContent, replace, setUp, type Target, ticketContent } from '../sla/driver.js';

const TICKETS = 4;
/** After how many store commands more each desk dies on the way. */
const CUTS = [9, 14, 22, 31];

const targets = (minutes: number): Target[] => [
  { metric: 'resolution', party: 'promise', calendar: 'always', minutes: { high: minutes } },
];

/** A desk whose store can be cut off from it. */
async function openDying(uri: string) {
  const proxy = await cuttingProxy(uri, Number.POSITIVE_INFINITY);
  return { proxy, test: await openTestDesk('2026-11-02T08:00:00Z', {}, proxy.uri, 'none') };
}

describe('a change of agreements whose process is killed again and again', () => {
  it('comes to every ticket once, and counts each once', async function () {
    this.timeout(0);
    const uri = await freshDatabaseUri();
    let { proxy, test } = await openDying(uri);
    const { provider } = await setUp(test);
    const must: ReturnType<typeof mustWith> = (...asked) => mustWith(test)(...asked);
    await must(provider, 'POST', '/calendars', { id: 'always', name: 'Always', timeZone: 'UTC', hours: '24x7' });
    await must(provider, 'POST', '/deals', dealContent('D-1'));
    await must(provider, 'POST', '/policies', policyContent('D-1', targets(60)));
    const tickets: string[] = [];
    for (let n = 0; n < TICKETS; n++) {
      tickets.push((await must(provider, 'POST', '/tickets', ticketContent('D-1', 'high', 'provider'))).id);
    }
    await replace(test, provider, '/policies/policy-D-1', { targets: targets(30) });
    const change = await must(provider, 'POST', '/sla/changes', { rule: 'recompute', policies: ['policy-D-1'] });

    let cuts = 0;
    for (const more of CUTS) {
      proxy.cutAfter(more);
      const moving = test.moveTo('2026-11-02T08:00:00Z').catch(() => undefined);
      await Promise.race([moving, proxy.cut]);
      if (proxy.isCut()) cuts++;
      await test.abandon();
      await moving;
      await proxy.close();
      ({ proxy, test } = await openDying(uri));
    }
    expect(cuts).to.equal(CUTS.length);
    await test.moveTo('2026-11-02T08:00:00Z');

    const { state, counts } = await must(provider, 'GET', `/sla/changes/${change.id}`);
    expect([state, counts]).to.deep.equal(['done', { looked: 4, moved: 4, kept: 0, unchanged: 0, failed: 0 }]);
    for (const ticket of tickets) {
      const { items } = await must(provider, 'GET', `/tickets/${ticket}/timeline`);
      const told = items.filter(({ type }: { type: string }) => type === 'ticket-agreements-changed');
      expect(told).to.have.length(1);
      expect((await must(provider, 'GET', `/tickets/${ticket}`)).sla.targets[0].targetSeconds).to.equal(1_800);
    }
    await test.close();
    await proxy.close();
  });
});

/** After how many store commands of its beginning a desk dies. */
const BEGUN = [3, 6, 9, 12, 16, 21];

describe('a deal that is retyped by a process that is killed on the way', () => {
  it('stays as it was, or has its successor and all its tickets moved once', async function () {
    this.timeout(0);
    const uri = await freshDatabaseUri();
    let { proxy, test } = await openDying(uri);
    const { provider } = await setUp(test);
    const must: ReturnType<typeof mustWith> = (...asked) => mustWith(test)(...asked);
    await must(provider, 'POST', '/calendars', { id: 'always', name: 'Always', timeZone: 'UTC', hours: '24x7' });
    const outcomes = new Set<string>();
    for (const more of BEGUN) {
      const [deal, next] = [`D-${more}`, `D-${more}-next`];
      await must(provider, 'POST', '/deals', dealContent(deal));
      const tickets: string[] = [];
      for (let n = 0; n < 2; n++) {
        tickets.push((await must(provider, 'POST', '/tickets', ticketContent(deal, 'high', 'provider'))).id);
      }
      proxy.cutAfter(more);
      const asked = { tickets: 'successor', rule: 'from-now', successor: { id: next, type: 'agency' } };
      const asking = test.call(provider, 'POST', `/deals/${deal}/retype`, asked).catch(() => undefined);
      await Promise.race([asking, proxy.cut]);
      await test.abandon();
      await asking;
      await proxy.close();
      ({ proxy, test } = await openDying(uri));
      await test.moveTo('2026-11-02T08:00:00Z');

      const { items } = await must(provider, 'GET', '/sla/changes');
      const changes = items.filter((one: { deal: { id: string } }) => one.deal.id === deal);
      const isBegun = changes.length > 0;
      outcomes.add(isBegun ? 'begun' : 'not begun');
      const told = changes.map(({ state, fault, counts }: Record<string, unknown>) => ({ state, fault, counts }));
      const counts = { looked: 2, moved: 2, kept: 0, unchanged: 0, failed: 0 };
      expect(told, `after ${more}`).to.deep.equal(isBegun ? [{ state: 'done', fault: null, counts }] : []);
      expect((await test.call(provider, 'GET', `/deals/${next}`)).status).to.equal(isBegun ? 200 : 404);
      expect((await must(provider, 'GET', `/deals/${deal}`)).until).to.equal(isBegun ? '2026-11-02T08:00:00Z' : null);
      for (const ticket of tickets) {
        expect((await must(provider, 'GET', `/tickets/${ticket}`)).origin.deal.id).to.equal(isBegun ? next : deal);
        const { items: events } = await must(provider, 'GET', `/tickets/${ticket}/timeline`);
        const moved = events.filter(({ type }: { type: string }) => type === 'ticket-origin-changed');
        expect(moved).to.have.length(isBegun ? 1 : 0);
      }
    }
    expect(outcomes).to.deep.equal(new Set(['begun', 'not begun']));
    await test.close();
    await proxy.close();
  });
});
