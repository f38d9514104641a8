import type { Caller } from '../../../domain/access/access.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Seconds } from '../../../domain/time/instant.js';
import { isOutOfTime } from '../../../platform/database/errors.js';
import { decodeCursor, pageOf } from '../../../platform/http/paging.js';
import { Problem } from '../../../platform/problems.js';
import { both, horizonOf } from '../horizon.js';
import { readTicket } from '../model.js';
import type { ListQuery } from '../wire-asked.js';
import { filterOf, keysOf } from './filters.js';
import { ticketsFound } from './found.js';
import type { Search } from './search.js';
import type { TicketStore } from './store.js';

/** How long counting a list may take the store, in milliseconds. */
const MAX_COUNT_MS = 1_000;

/** Counting ends here: what is more is shown as more. */
const COUNTED = 999;

/** How many tickets there are, up to a bound; `more`: and others. */
export interface Counted {
  count: number;
  more: boolean;
}

/** A page of tickets, with what is needed to present them. */
export interface TicketPage {
  items: { state: TicketState; terms: DealTerms | null }[];
  nextCursor: string | null;
  at: Seconds;
}

/** Lists of tickets within a caller's horizon, stable under concurrent inserts. */
export function lists({ store, search }: { store: TicketStore; search: Search }) {
  const find = ticketsFound(store.models);
  async function foundOrTooMany(caller: Caller, q: string): Promise<string[] | null> {
    try {
      return await search.find(caller, q);
    } catch (error) {
      if (error instanceof Problem && error.code === 'too-wide') return null;
      throw error;
    }
  }

  return {
    /** How many tickets a list has for this caller; `null` where finding out would take too long. */
    async count(
      caller: Caller,
      { q, sort: _, ...filters }: Omit<ListQuery, 'limit' | 'cursor'>,
    ): Promise<Counted | null> {
      const found = q === undefined ? undefined : await foundOrTooMany(caller, q);
      if (found === null) return null;
      const filter = both(horizonOf(caller), filterOf(filters, caller), found ? { _id: { $in: found } } : {});
      try {
        const count = await store.models.tickets
          .countDocuments(filter as never, { limit: COUNTED + 1, maxTimeMS: MAX_COUNT_MS })
          .exec();
        return { count: Math.min(count, COUNTED), more: count > COUNTED };
      } catch (error) {
        if (isOutOfTime(error)) return null;
        throw error;
      }
    },
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
