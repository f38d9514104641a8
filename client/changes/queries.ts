import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { SlaChange, SlaChangeAsked } from '../api/types.js';

/** What can be named of a change, in the order in which the form asks for it. */
export const SCOPES = ['policies', 'calendars', 'deals', 'partners'] as const;
export const RULES = ['from-now', 'recompute', 'keep'] as const satisfies readonly SlaChange['rule'][];
export const MOVING_RULES = ['from-now', 'recompute'] as const satisfies readonly SlaChange['rule'][];

/** What is asked for: which agreements, whom it is for, by which rule. */
export type Asked = Record<(typeof SCOPES)[number], string[]> & { rule: SlaChange['rule']; reason: string };

const bodyOf = ({ reason, ...asked }: Asked): SlaChangeAsked => ({
  ...asked,
  ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
});

/** Whether it is still on its way through the tickets. */
const isUnderWay = ({ state, dueAt }: SlaChange) => state === 'running' && Date.parse(dueAt) <= Date.now();

/** How long to wait before reading again: short while tickets are being dealt with. */
const again = (changes: readonly SlaChange[]): number | false =>
  changes.some(isUnderWay) ? 1_000 : changes.some(({ state }) => state === 'running') ? 30_000 : false;

/** The changes that there were, a page at a time. */
export const useChanges = () =>
  useInfiniteQuery({
    queryKey: ['sla-changes', 'list'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/sla/changes', { params: { query: { limit: '50', ...(pageParam ? { cursor: pageParam } : {}) } } }),
      ),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => again(state.data?.pages.flatMap(({ items }) => items) ?? []),
  });

/** One change, read again for as long as it goes on. */
export const useChange = (id: string) =>
  useQuery({
    queryKey: ['sla-changes', 'one', id],
    queryFn: () => answer(api.GET('/sla/changes/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => again(state.data ? [state.data] : []),
  });

async function foresee(body: SlaChangeAsked, cursor: string) {
  const answered = await answer(
    api.POST('/sla/changes', { body: { ...body, dryRun: true, ...(cursor ? { cursor } : {}) } }),
  );
  if (!('items' in answered)) throw new Error('A dry run began a change');
  return answered;
}

/** What a change would do, so many tickets at a time; each run of it is asked anew. */
export const useForesight = (asked: Asked, run: number) =>
  useInfiniteQuery({
    queryKey: ['sla-changes', 'foreseen', asked, run],
    initialPageParam: '',
    queryFn: ({ pageParam }) => foresee(bodyOf(asked), pageParam),
    getNextPageParam: (page) => page.nextCursor,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** How many open tickets run under other terms than a policy or calendar says now; more than were looked at: `more`. */
export const useOlderTickets = (scope: 'policies' | 'calendars', id: string, version: number) =>
  useQuery({
    queryKey: ['sla-changes', 'older', scope, id, version],
    queryFn: () => foresee({ rule: 'from-now', [scope]: [id] }, ''),
    select: ({ items, nextCursor }) => ({ count: items.length, more: nextCursor !== null }),
    retry: false,
  });

/** Carries a change out. */
export function useBeginChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (asked: Asked): Promise<SlaChange> => {
      const begun = await answer(api.POST('/sla/changes', { body: bodyOf(asked) }));
      if (!('counts' in begun)) throw new Error('A change was only foreseen');
      return begun;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sla-changes'] }),
  });
}
