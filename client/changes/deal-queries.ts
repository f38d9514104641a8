import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { DealEnd, DealSuccession, SlaChange } from '../api/types.js';

export type DealVerb = 'end' | 'pass' | 'retype';

/** What is said of a deal, as its verb wants it. */
export type DealCommand = { verb: 'end'; body: DealEnd } | { verb: Exclude<DealVerb, 'end'>; body: DealSuccession };

const COUNTED = 100;

/** How many tickets under a deal are not closed, up to a hundred. */
export const useOpenUnder = (deal: string) =>
  useQuery({
    queryKey: ['tickets', 'under', deal],
    queryFn: () => answer(api.GET('/tickets', { params: { query: { deal, status: 'open,solved', limit: COUNTED } } })),
    select: ({ items, nextCursor }) => ({ count: items.length, more: nextCursor !== null }),
  });

function give(id: string, { verb, body }: DealCommand, look: { dryRun?: true; cursor?: string }) {
  const params = { path: { id } };
  if (verb === 'end') return answer(api.POST('/deals/{id}/end', { params, body: { ...body, ...look } }));
  if (verb === 'pass') return answer(api.POST('/deals/{id}/pass', { params, body: { ...body, ...look } }));
  return answer(api.POST('/deals/{id}/retype', { params, body: { ...body, ...look } }));
}

/** What would become of the clocks of a deal's open tickets; each run of it is asked anew. */
export const useDealForesight = (id: string, command: DealCommand, run: number) =>
  useInfiniteQuery({
    queryKey: ['sla-changes', 'foreseen', 'deal', id, command, run],
    initialPageParam: '',
    queryFn: async ({ pageParam }) => {
      const foreseen = await give(id, command, { dryRun: true, ...(pageParam ? { cursor: pageParam } : {}) });
      if (!('items' in foreseen)) throw new Error('A dry run began a change');
      return foreseen;
    },
    getNextPageParam: (page) => page.nextCursor,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Ends a deal, passes it on or changes its type. */
export function useDealVerb(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (command: DealCommand): Promise<SlaChange> => {
      const begun = await give(id, command, {});
      if (!('counts' in begun)) throw new Error('A change was only foreseen');
      return begun;
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['sla-changes'] }),
        queries.invalidateQueries({ queryKey: ['nouns', 'deals'] }),
      ]),
  });
}
