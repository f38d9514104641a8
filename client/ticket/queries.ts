import { notifications } from '@mantine/notifications';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { TicketVerb } from '../api/paths.js';
import type { Member, Priority, Ticket, TimelineEntry, Visibility } from '../api/types.js';
import { useProblemWords } from '../shared/notice.js';

const ticketKey = (id: string) => ['ticket', id];
const timelineKey = (id: string) => ['ticket', id, 'timeline'];

/** A ticket is read by its id or its number; what is learnt of it is learnt for both. */
const namesOf = (ticket: Ticket) => [ticket.id, String(ticket.number)];

function learn(queries: QueryClient, ticket: Ticket) {
  for (const name of namesOf(ticket)) {
    if (queries.getQueryData(ticketKey(name))) queries.setQueryData(ticketKey(name), ticket);
    void queries.invalidateQueries({ queryKey: timelineKey(name) });
  }
  void queries.invalidateQueries({ queryKey: ['tickets'] });
}

function readAgain(queries: QueryClient, ticket: Ticket) {
  for (const name of namesOf(ticket)) void queries.invalidateQueries({ queryKey: ticketKey(name) });
}

/** A ticket by its id or number. */
export const useTicket = (id: string) =>
  useQuery({
    queryKey: ticketKey(id),
    queryFn: () => answer(api.GET('/tickets/{id}', { params: { path: { id } } })),
    refetchInterval: 60_000,
  });

/** Every event of a ticket that this reader may see, in order. */
export const useTimeline = (id: string) =>
  useQuery({
    queryKey: timelineKey(id),
    queryFn: async () => {
      const entries: TimelineEntry[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: Record<string, string> = cursor ? { cursor } : {};
        const page = await answer(api.GET('/tickets/{id}/timeline', { params: { path: { id }, query } }));
        entries.push(...page.items);
        cursor = page.nextCursor;
      }
      return entries;
    },
  });

/** Who would receive a message of this visibility. */
export const useRecipients = (id: string, visibility: Visibility) =>
  useQuery({
    queryKey: ['ticket', id, 'recipients', visibility],
    queryFn: () => answer(api.GET('/tickets/{id}/recipients', { params: { path: { id }, query: { visibility } } })),
    staleTime: 60_000,
  });

/** Tells the reader what a command could not do. */
export function useSayProblem() {
  const words = useProblemWords();
  return (thrown: unknown) => {
    const { title, detail } = words(thrown);
    notifications.show({ title, message: detail, color: 'red', autoClose: 10_000 });
  };
}

interface VerbCall {
  verb: TicketVerb;
  body?: Record<string, unknown>;
  /** How the ticket will look when the server agrees; taken back when it does not. */
  expect?: (ticket: Ticket) => Ticket;
}

/** Gives a ticket a command; shows its expected outcome at once where one is given. */
export function useVerb(ticket: Ticket) {
  const queries = useQueryClient();
  const say = useSayProblem();
  return useMutation({
    mutationFn: ({ verb, body }: VerbCall) =>
      answer(api.POST('/tickets/{id}/{verb}', { params: { path: { id: ticket.id, verb } }, body: body ?? {} })),
    onMutate: ({ expect }) => {
      if (!expect) return;
      for (const name of namesOf(ticket)) {
        queries.setQueryData<Ticket>(ticketKey(name), (before) => (before ? expect(before) : before));
      }
    },
    onError: (thrown) => {
      readAgain(queries, ticket);
      say(thrown);
    },
    onSuccess: ({ message: _message, ...after }) => learn(queries, after),
  });
}

/** Changes a ticket's fields, on the version that was read. */
export function usePatchTicket(ticket: Ticket) {
  const queries = useQueryClient();
  const say = useSayProblem();
  return useMutation({
    mutationFn: (body: {
      version: number;
      priority?: Priority;
      correction?: boolean;
      subject?: string;
      tags?: string[];
      component?: string | null;
    }) => answer(api.PATCH('/tickets/{id}', { params: { path: { id: ticket.id } }, body })),
    onError: (thrown) => {
      readAgain(queries, ticket);
      say(thrown);
    },
    onSuccess: (after) => learn(queries, after),
  });
}

/** The outcome of a claim or release, before the server has said so. */
export const assignedTo =
  (assignee: Member | null) =>
  (ticket: Ticket): Ticket => ({ ...ticket, assignee });
