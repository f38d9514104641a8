import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import type { NounView } from './nouns.js';

/** Everything of a noun that this person may see, page after page. */
export const useNounList = (noun: string) =>
  useQuery({
    queryKey: ['nouns', noun, 'whole'],
    queryFn: async () => {
      const items: Noun[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: Record<string, string | number> =
          noun === 'keys' ? {} : cursor ? { limit: 200, cursor } : { limit: 200 };
        const page = await answer(api.GET('/{noun}', { params: { path: { noun }, query } }));
        items.push(...page.items);
        cursor = page.nextCursor ?? null;
      }
      return items;
    },
  });

/** One of a noun. */
export const useNoun = (noun: string, id: string) =>
  useQuery({
    queryKey: ['nouns', noun, 'one', id],
    queryFn: () => answer(api.GET('/{noun}/{id}', { params: { path: { noun, id } } })),
  });

/** Adds one, or changes the one whose version was read. */
export function useSaveNoun(noun: NounView, present: Noun | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (content: Record<string, unknown>): Promise<Noun> => {
      if (!present) return answer(api.POST('/{noun}', { params: { path: { noun: noun.path } }, body: content }));
      const body = Object.fromEntries(
        Object.entries({ ...content, version: present.version }).filter(([name]) => !noun.fixed?.includes(name)),
      );
      const params = { path: { noun: noun.path, id: present.id } };
      return noun.change === 'patch'
        ? answer(api.PATCH('/{noun}/{id}', { params, body }))
        : answer(api.PUT('/{noun}/{id}', { params, body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['nouns', noun.path] }),
  });
}

/** Takes one away: an agreement is removed, a key revoked. */
export function useRemoveNoun(noun: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      answer(api.DELETE('/{noun}/{id}', { params: { path: { noun, id } }, headers: { 'If-Match': `"${version}"` } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['nouns', noun] }),
  });
}

/** The company that somebody works for; `null`: the provider. */
export function companyOf(company: unknown): string | null {
  const { id } = Object(company) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}
