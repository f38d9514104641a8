import { useInfiniteQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { Sort } from './rows.js';
import type { Filters } from './use-live-queue.js';

/** What a search finds; it is read when asked for, not live. */
export function useFound(filters: Filters, sort: Sort, q: string) {
  return useInfiniteQuery({
    queryKey: ['tickets', 'search', filters, sort, q],
    enabled: q !== '',
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/tickets', {
          params: { query: { ...filters, sort, q, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });
}
