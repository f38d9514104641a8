import { expect } from 'chai';
import { type CuttingProxy, cuttingProxy } from '../../support/cutting-proxy.js';
import { openTestDesk, type TestDesk } from '../../support/desk.js';
import { freshDatabaseUri } from '../../support/store.js';
import { dealContent, mustWith, policyContent, replace, setUp, type Target, ticketContent } from '../sla/driver.js';

const TICKETS = 4;
/** After how many store commands more each desk dies on the way. */
const CUTS = [9, 14, 22, 31];

const targets = (minutes: number): Target[] => [
  { metric: 'resolution', party: 'promise', calendar: 'always', minutes: { high: minutes } },
];

describe('a change of agreements whose process is killed again and again', () => {
  it('comes to every ticket once, and counts each once', async function () {
    this.timeout(0);
    const uri = await freshDatabaseUri();
    let proxy: CuttingProxy;
    let test: TestDesk;
    const open = async () => {
      proxy = await cuttingProxy(uri, Number.POSITIVE_INFINITY);
      test = await openTestDesk('2026-11-02T08:00:00Z', {}, proxy.uri, 'none');
      return { proxy, test };
    };
    ({ proxy, test } = await open());
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
      ({ proxy, test } = await open());
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
