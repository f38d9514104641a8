import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { useSayProblem } from '../ticket/queries.js';

/** What waits for a yes or no, the first to end first. */
export const usePending = () =>
  useQuery({
    queryKey: ['approvals', 'pending'],
    queryFn: () => answer(api.GET('/approvals', { params: { query: { state: 'pending', limit: '200' } } })),
    select: (page) => page.items.toSorted((a, b) => (a.until < b.until ? -1 : 1)),
  });

/** What was decided lately, by people or by silence. */
export const useDecided = (enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: ['approvals', 'all'],
    queryFn: () => answer(api.GET('/approvals', { params: { query: { limit: '100' } } })),
    select: (page) => page.items.filter(({ state }) => state !== 'pending'),
  });

/** What was asked about a ticket, the latest first. */
export const useTicketApprovals = (ticket: string) =>
  useQuery({
    queryKey: ['approvals', 'ticket', ticket],
    queryFn: () => answer(api.GET('/approvals', { params: { query: { ticket } } })),
    select: (page) => page.items,
  });

/** How much waits for this person's own word. */
export const useAskedCount = (): number => usePending().data?.filter(({ may }) => (may ?? []).length > 0).length ?? 0;

/** Says yes or no to an approval. */
export function useDecide() {
  const queries = useQueryClient();
  const say = useSayProblem();
  return useMutation({
    mutationFn: ({ id, verb, comment }: { id: string; verb: 'approve' | 'decline'; comment: string }) =>
      answer(
        api.POST('/approvals/{id}/{verb}', {
          params: { path: { id, verb } },
          body: comment.trim() === '' ? {} : { comment: comment.trim() },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['approvals'] }),
    onError: say,
  });
}
