import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';

/** What a view asks, as the query of a list. */
export type ViewQuery = Record<string, string>;
/** What somebody says of a view. */
export interface ViewContent {
  name: string;
  query: ViewQuery;
  shared: boolean;
}

/** The views that are pinned, in their order, each with how many tickets it has. */
export const usePinnedViews = () =>
  useQuery({
    queryKey: ['views', 'pinned'],
    queryFn: () => answer(api.GET('/views/pinned')),
    select: ({ items }) => items,
    refetchInterval: 60_000,
  });

/** Own views and shared ones. */
export const useViews = () =>
  useQuery({
    queryKey: ['views', 'list'],
    queryFn: () => answer(api.GET('/views', { params: { query: { limit: '200' } } })),
    select: ({ items }) => items,
  });
export type View = NonNullable<ReturnType<typeof useViews>['data']>[number];

/** One view; `null`: none is asked for. */
export const useSavedView = (id: string | null) =>
  useQuery({
    queryKey: ['views', 'one', id],
    enabled: id !== null,
    queryFn: () => answer(api.GET('/views/{id}', { params: { path: { id: id ?? '' } } })),
  });

/** Keeps a new view, or changes the one that was read. */
export function useSaveView(present: View | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ViewContent) =>
      present
        ? answer(
            api.PUT('/views/{id}', {
              params: { path: { id: present.id } },
              body,
              headers: { 'If-Match': `"${present.version}"` },
            }),
          )
        : answer(api.POST('/views', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['views'] }),
  });
}

/** Removes a view. */
export function useRemoveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: View) =>
      answer(api.DELETE('/views/{id}', { params: { path: { id } }, headers: { 'If-Match': `"${version}"` } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['views'] }),
  });
}

/** Pins these views, in this order. */
export function usePinViews() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (views: string[]) => answer(api.PUT('/views/pinned', { body: { views } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['views'] }),
  });
}
