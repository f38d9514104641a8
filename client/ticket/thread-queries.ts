import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { Ticket } from '../api/types.js';
import { useSayProblem } from './queries.js';

/** The threads of a ticket with what was said in them; read again when the ticket has changed. */
export const useThreads = (ticket: Ticket) =>
  useQuery({
    queryKey: ['ticket', String(ticket.number), 'threads', ticket.version],
    queryFn: () => answer(api.GET('/tickets/{id}/threads', { params: { path: { id: ticket.id } } })),
    placeholderData: (before) => before,
  });

const TASKS = ['threads', 'tasks'];

/** Open threads that are the reader's to chase, the earliest due first. */
export const useThreadTasks = () =>
  useQuery({
    queryKey: TASKS,
    queryFn: () => answer(api.GET('/threads')),
    select: ({ items }) => items,
    refetchInterval: 60_000,
  });

/** Whom and what a new thread asks. */
export interface NewThread {
  vendor?: string;
  contact?: { name: string; email: string; company: string };
  visibility: 'own' | 'desks';
  subject: string;
  text: string;
  promised?: { minutes: number };
}

type ThreadCall =
  | { what: 'open'; body: NewThread }
  | { what: 'messages'; thread: string; text: string }
  | { what: 'pass'; thread: string; owner: string }
  | { what: 'chase' | 'close'; thread: string };

function give(id: string, call: ThreadCall) {
  if (call.what === 'open') {
    return answer(api.POST('/tickets/{id}/threads', { params: { path: { id } }, body: call.body }));
  }
  const params = { path: { id, thread: call.thread } };
  if (call.what === 'messages') {
    return answer(api.POST('/tickets/{id}/threads/{thread}/messages', { params, body: { text: call.text } }));
  }
  if (call.what === 'pass') {
    return answer(api.POST('/tickets/{id}/threads/{thread}/owner', { params, body: { owner: call.owner } }));
  }
  return call.what === 'chase'
    ? answer(api.POST('/tickets/{id}/threads/{thread}/chase', { params, body: {} }))
    : answer(api.POST('/tickets/{id}/threads/{thread}/close', { params }));
}

/** Asks a third party, writes to it, chases it, ends it. */
export function useThreadCommand(ticket: Pick<Ticket, 'id' | 'number'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (call: ThreadCall) => give(ticket.id, call),
    onError: useSayProblem(),
    onSettled: () => {
      for (const name of [ticket.id, String(ticket.number)]) {
        void queries.invalidateQueries({ queryKey: ['ticket', name] });
      }
      void queries.invalidateQueries({ queryKey: TASKS });
    },
  });
}
