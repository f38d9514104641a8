import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { parse } from 'yaml';
import { answer, api } from '../api/client.js';

/** Whose playbooks: a partner's id, or `null` for the provider. */
export type Owner = string | null;

const NOT_CHECKED_AGAIN = { 'Content-Type': 'application/yaml' };
const asText = (text: string): string => text;

/** An owner's playbooks in force. */
export const usePlaybooks = (owner: Owner) =>
  useQuery({
    queryKey: ['playbooks', owner, 'list'],
    queryFn: () => {
      const query = { limit: '200' };
      return answer(
        owner === null
          ? api.GET('/playbooks', { params: { query } })
          : api.GET('/partners/{id}/playbooks', { params: { path: { id: owner }, query } }),
      );
    },
  });

/** One playbook, explained. */
export const usePlaybook = (owner: Owner, name: string) =>
  useQuery({
    queryKey: ['playbooks', owner, 'one', name],
    queryFn: () =>
      answer(
        owner === null
          ? api.GET('/playbooks/{name}', { params: { path: { name } } })
          : api.GET('/partners/{id}/playbooks/{name}', { params: { path: { id: owner, name } } }),
      ),
  });

/** Who signed which version. */
export const useVersions = (owner: Owner, name: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: ['playbooks', owner, 'versions', name],
    queryFn: () =>
      answer(
        owner === null
          ? api.GET('/playbooks/{name}/versions', { params: { path: { name } } })
          : api.GET('/partners/{id}/playbooks/{name}/versions', { params: { path: { id: owner, name } } }),
      ),
  });

/** Signs a text; the version that was read is given unless it is new. */
export function useSign(owner: Owner) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ text, version }: { text: string; version: number | null }) => {
      const name = nameIn(text);
      const headers = { ...NOT_CHECKED_AGAIN, ...(version !== null && { 'If-Match': `"${version}"` }) };
      const sent = { body: text, bodySerializer: asText, headers };
      return answer(
        owner === null
          ? api.PUT('/playbooks/{name}', { params: { path: { name } }, ...sent })
          : api.PUT('/partners/{id}/playbooks/{name}', { params: { path: { id: owner, name } }, ...sent }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['playbooks', owner] }),
  });
}

/** Takes a playbook out of force. */
export function useRetire(owner: Owner) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, version }: { name: string; version: number }) => {
      const headers = { 'If-Match': `"${version}"` };
      return answer(
        owner === null
          ? api.DELETE('/playbooks/{name}', { params: { path: { name } }, headers })
          : api.DELETE('/partners/{id}/playbooks/{name}', { params: { path: { id: owner, name } }, headers }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['playbooks', owner] }),
  });
}

/** What a text would do in a scenario. */
export const useTrial = (owner: Owner) =>
  useMutation({
    mutationFn: ({ text, scenario }: { text: string; scenario: Record<string, unknown> }) =>
      answer(api.POST('/playbooks/simulate', { body: { partner: owner, playbook: text, scenario } })),
  });

/** The name that a text gives itself; what is none lets the server say all that is wrong. */
function nameIn(text: string): string {
  try {
    const document: unknown = parse(text);
    const name = typeof document === 'object' && document !== null && 'name' in document ? document.name : undefined;
    return typeof name === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) ? name : 'unnamed';
  } catch {
    // No YAML: the server tells it with line and column.
    return 'unnamed';
  }
}
