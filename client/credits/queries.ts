import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { Credit } from '../api/types.js';
import { useSayProblem } from '../ticket/queries.js';

/** Credits of a view, a page at a time. */
export const useCredits = (filters: { state?: Credit['state'] }) =>
  useInfiniteQuery({
    queryKey: ['credits', filters],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/credits', {
          params: { query: { ...filters, limit: '100', ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

/** One credit with its whole calculation. */
export const useCredit = (id: string) =>
  useQuery({
    queryKey: ['credits', 'one', id],
    queryFn: () => answer(api.GET('/credits/{id}', { params: { path: { id } } })),
  });

/** Approves, voids or disputes a credit. */
export function useCreditVerb(id: string) {
  const queries = useQueryClient();
  const say = useSayProblem();
  return useMutation({
    mutationFn: ({ verb, body }: { verb: NonNullable<Credit['may']>[number]; body?: Record<string, unknown> }) =>
      answer(api.POST('/credits/{id}/{verb}', { params: { path: { id, verb } }, body: body ?? {} })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['credits'] }),
    onError: say,
  });
}

/** Runs the credits of all periods that ended by a day; dry, it only tells. */
export function useCreditRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { month: string; dryRun: boolean }) => answer(api.POST('/credit-runs', { body })),
    onSuccess: (_run, { dryRun }) => {
      if (!dryRun) void queries.invalidateQueries({ queryKey: ['credits'] });
    },
  });
}

/** How a credit's state is marked. */
export function creditTone({ state }: Credit) {
  if (state === 'waiting' || state === 'computed') return 'warn';
  if (state === 'issued' || state === 'applied' || state === 'paid') return 'good';
  return 'hollow';
}
