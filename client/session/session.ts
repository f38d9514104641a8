import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import type { Person, Session } from '../api/types.js';
import { speakAs } from '../i18n.js';
import { setDeskTime } from '../shared/clock.js';

/** Under which key the session is kept among the queries. */
export const SESSION_KEY = ['session'];

/** Takes over what a session says of time and language. */
function greet({ now, person }: Session): void {
  setDeskTime(now);
  void speakAs(person.language);
}

async function whoAmI(): Promise<Session | null> {
  try {
    const session = await answer(api.GET('/session'));
    greet(session);
    return session;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.status === 401) return null;
    throw thrown;
  }
}

/** Who is signed in; `null` for nobody. The desk's time comes along. */
export const useSession = () =>
  useQuery({ queryKey: SESSION_KEY, queryFn: whoAmI, staleTime: 60_000, refetchInterval: 300_000 });

/** Whether the signed-in person has a capability ("outages:publish"). */
export const useCan = (capability: string): boolean => useSession().data?.may.includes(capability) ?? false;

/** The signed-in person, on pages that are shown only with one. */
export function usePerson(): Person {
  const { data } = useSession();
  if (!data) throw new Error('This page needs somebody who is signed in');
  return data.person;
}

/** The page that the signed-in person begins with. */
export const useHome = (): string => homeOf(usePerson());

/** Signs in; the session comes as a cookie that scripts cannot read. */
export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => answer(api.POST('/session', { body })),
    onSuccess: (session) => {
      greet(session);
      queries.setQueryData(SESSION_KEY, session);
    },
  });
}

/** Signs out and forgets all that was read. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/session')),
    onSettled: () => {
      queries.clear();
      queries.setQueryData(SESSION_KEY, null);
    },
  });
}

/** The page that each reader begins with. */
export function homeOf(person: Person): string {
  if (person.reader === 'partner') return '/partner';
  if (person.reader === 'customer') return '/my';
  return '/';
}
