import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';
import { useNounList } from '../parties/queries.js';
import { fieldsOf } from '../parties/value.js';
import { usePerson } from '../session/session.js';
import { type Asked, bodyOf, type Settings } from './content.js';

/** Whose queues somebody looks at, and where: the provider's at the desk, a partner's in its portal. */
export function usePlace(): { base: string; partner: string | null; isDesk: boolean } {
  const { company } = usePerson();
  return company.kind === 'partner'
    ? { base: '/partner/queues', partner: company.id, isDesk: false }
    : { base: '/parties/queues', partner: null, isDesk: true };
}

/** Who works a queue, whether they are there, and how much of their capacity is taken. */
export const useQueueAgents = (id: string) =>
  useQuery({
    queryKey: ['queue', id, 'agents'],
    queryFn: () => answer(api.GET('/queues/{id}/agents', { params: { path: { id } } })),
    select: ({ items }) => items,
    refetchInterval: 30_000,
    retry: false,
  });

/** Adds a queue, or changes the version that was read. */
export function useSaveQueue(present: { id: string; version: number } | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (settings: Settings): Promise<Noun> => {
      const body = bodyOf(settings);
      if (!present) return answer(api.POST('/{noun}', { params: { path: { noun: 'queues' } }, body }));
      const params = { path: { noun: 'queues', id: present.id } };
      return answer(api.PUT('/{noun}/{id}', { params, body: { ...body, version: present.version } }));
    },
    onSuccess: (saved) => {
      queries.setQueryData(['nouns', 'queues', 'one', saved.id], saved);
      void queries.invalidateQueries({ queryKey: ['nouns', 'queues'] });
      void queries.invalidateQueries({ queryKey: ['queue', saved.id] });
    },
  });
}

/** Something to choose, by its name. */
export interface Choice {
  value: string;
  label: string;
}

const choicesOf = (items: readonly Noun[] | undefined): Choice[] =>
  (items ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }));

const WORDS: Readonly<Partial<Record<Asked, { key: string; values: readonly string[] }>>> = {
  kinds: { key: 'ticket.kind', values: ['incident', 'question', 'request', 'upgrade'] },
  dealTypes: { key: 'queues.dealType', values: ['resale', 'agency', 'direct'] },
  languages: { key: 'parties.choice.language', values: ['en', 'de', 'es'] },
  priorities: { key: 'common.priority', values: ['urgent', 'high', 'normal', 'low'] },
  courts: { key: 'common.court', values: ['provider', 'partner', 'customer', 'third_party'] },
};

/** What can be asked of a ticket, each with its values by name. */
export function useRuleChoices(): Readonly<Record<Asked, Choice[]>> {
  const { t } = useTranslation();
  const components = useNounList('components').data;
  const partners = useNounList('partners').data;
  return useMemo(() => {
    const words = (name: Asked): Choice[] => {
      const { key, values } = WORDS[name] ?? { key: '', values: [] };
      return values.map((value) => ({ value, label: t(`${key}.${value}`) }));
    };
    return {
      ...{ kinds: words('kinds'), components: choicesOf(components), partners: choicesOf(partners) },
      ...{ dealTypes: words('dealTypes'), languages: words('languages') },
      ...{ priorities: words('priorities'), courts: words('courts') },
    };
  }, [t, components, partners]);
}

const WORK: readonly string[] = ['agent', 'lead', 'partner-agent', 'partner-admin'];

/** The people who can work a queue of a company, with their addresses. */
export function useColleagues(partner: string | null): (Choice & { email: string })[] {
  const people = useNounList('people').data;
  return useMemo(
    () =>
      (people ?? [])
        .filter(({ company, active, roles }) => {
          const { kind, id } = fieldsOf(company) ?? {};
          const isTheirs = partner === null ? kind === 'provider' : kind === 'partner' && id === partner;
          return isTheirs && active !== false && Array.isArray(roles) && roles.some((role) => WORK.includes(role));
        })
        .map(({ id, name, email }) => ({ value: id, label: name ?? id, email: String(email) })),
    [people, partner],
  );
}

/** Skills and calendars, by name. */
export function useAgreed(): { skills: Choice[]; calendars: Choice[] } {
  const skills = useNounList('skills').data;
  const calendars = useNounList('calendars').data;
  return useMemo(() => ({ skills: choicesOf(skills), calendars: choicesOf(calendars) }), [skills, calendars]);
}
