import type { Caller } from '../../../domain/access/access.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { decodeCursor, pageOf } from '../../../platform/http/paging.js';
import { horizonOf } from '../horizon.js';
import { readTicket } from '../model.js';
import type { ListQuery } from '../wire.js';
import { filterOf, keysOf } from './filters.js';
import { ticketsFound } from './found.js';
import type { Search } from './search.js';
import type { TicketStore } from './store.js';

/** A page of tickets, with what is needed to present them. */
export interface TicketPage {
  items: { state: TicketState; terms: DealTerms | null }[];
  nextCursor: string | null;
  at: Seconds;
}

/** Lists of tickets within a caller's horizon, stable under concurrent inserts. */
export function lists({ store, search }: { store: TicketStore; search: Search }) {
  const find = ticketsFound(store.models);
  return {
    async list(caller: Caller, { limit, cursor, q, sort = 'due', ...filters }: ListQuery): Promise<TicketPage> {
      const keys = keysOf(sort, caller);
      const place = decodeCursor(cursor, keys.length);
      const at = await store.now();
      const ids = q === undefined ? undefined : await search.find(caller, q);
      if (ids?.length === 0) return { items: [], nextCursor: null, at };
      const [horizon, filter] = [horizonOf(caller), filterOf(filters, caller)];
      const documents = await find({ horizon, filter, ids, keys, place, limit: limit + 1 });
      const page = pageOf(documents, limit, (document) => keys.map((key) => key.of(document)));
      const states = page.items.map(readTicket);
      const terms = await store.termsOf(...states);
      const items = states.map((state) => ({ state, terms: terms.get(state.origin.deal ?? '') ?? null }));
      return { items, nextCursor: page.nextCursor, at };
    },
  };
}
