import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { Outage } from '../api/types.js';
import { useSayProblem } from '../ticket/queries.js';

/** Outages, newest first. */
export const useOutages = () =>
  useQuery({
    queryKey: ['outages'],
    queryFn: () => answer(api.GET('/outages', { params: { query: { limit: '100' } } })),
  });

/** One outage with its updates, tickets and exposure. */
export const useOutage = (id: string) =>
  useQuery({
    queryKey: ['outages', id],
    queryFn: () => answer(api.GET('/outages/{id}', { params: { path: { id } } })),
  });

/** Gives an outage a command: publish, updates, end. */
export function useOutageVerb(id: string) {
  const queries = useQueryClient();
  const say = useSayProblem();
  return useMutation({
    mutationFn: ({ verb, body }: { verb: 'publish' | 'updates' | 'end'; body?: Record<string, unknown> }) =>
      answer(api.POST('/outages/{id}/{verb}', { params: { path: { id, verb } }, body: body ?? {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['outages'] }),
    onError: say,
  });
}

/** The names of what is down. */
export const componentNames = (outage: Outage): string => outage.components.map(({ name }) => name).join(', ');

/** How an outage's state is marked. */
export const outageTone = ({ state }: Outage) =>
  state === 'ongoing' ? 'bad' : state === 'reported' ? 'warn' : 'hollow';
