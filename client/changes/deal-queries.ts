import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

/** Ends a deal, passes it on or changes its type. */
export function useDealVerb(id: string) {
  const queries = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: ({ verb, body }: DealCommand): Promise<SlaChange> => {
      if (verb === 'end') return answer(api.POST('/deals/{id}/end', { params, body }));
      if (verb === 'pass') return answer(api.POST('/deals/{id}/pass', { params, body }));
      return answer(api.POST('/deals/{id}/retype', { params, body }));
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['sla-changes'] }),
        queries.invalidateQueries({ queryKey: ['nouns', 'deals'] }),
      ]),
  });
}
