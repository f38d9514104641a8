import type { DealContent } from './nouns/deal.js';
import type { PartyService } from './service.js';

type Reads = Pick<PartyService, 'byIds' | 'matching'>;

/** The parties as they would be read if this deal was one of them. */
export const withDeal = (parties: Reads, deal: DealContent): Reads => ({
  ...parties,
  async byIds(noun, ids) {
    const found = await parties.byIds(noun, ids);
    if (noun !== 'deal' || !ids.includes(deal.id)) return found as never;
    const supposed = { content: deal, version: 1, versions: [], upgrades: [] };
    return new Map([...found, [deal.id, supposed]]) as never;
  },
});
