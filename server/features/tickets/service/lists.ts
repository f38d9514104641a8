import type { Caller } from '../../../domain/access/access.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { decodeCursor, pageOf } from '../../../platform/http/paging.js';
import { both, horizonOf } from '../horizon.js';
import { readTicket, type TicketDocument } from '../model.js';
import type { ListQuery } from '../wire.js';
import { afterPlace, filterOf, keysOf } from './filters.js';
import type { Search } from './search.js';
import type { TicketStore } from './store.js';

/** How long a list may take the store, in milliseconds. */
const MAX_MS = 5_000;

/** A page of tickets, with what is needed to present them. */
export interface TicketPage {
  items: { state: TicketState; terms: DealTerms | null }[];
  nextCursor: string | null;
  at: Seconds;
}

/** Lists of tickets within a caller's horizon, stable under concurrent inserts. */
export function lists({ store, search }: { store: TicketStore; search: Search }) {
  return {
    async list(caller: Caller, { limit, cursor, q, sort = 'due', ...filters }: ListQuery): Promise<TicketPage> {
      const keys = keysOf(sort, caller);
      const place = decodeCursor(cursor, keys.length);
      const at = await store.now();
      const found = q === undefined ? undefined : await search.find(caller, q);
      if (found?.length === 0) return { items: [], nextCursor: null, at };
      const filter = both(
        horizonOf(caller),
        filterOf(filters, caller),
        place ? afterPlace(keys, place) : {},
        found ? { _id: { $in: found } } : {},
      );
      const documents = await store.models.tickets
        .find(filter as never)
        .sort(Object.fromEntries(keys.map(({ field, direction }) => [field, direction])))
        .limit(limit + 1)
        .maxTimeMS(MAX_MS)
        .lean<TicketDocument[]>();
      const page = pageOf(documents, limit, (document) => keys.map((key) => key.of(document)));
      const states = page.items.map(readTicket);
      const terms = await store.termsOf(...states);
      const items = states.map((state) => ({ state, terms: terms.get(state.origin.deal ?? '') ?? null }));
      return { items, nextCursor: page.nextCursor, at };
    },
  };
}
