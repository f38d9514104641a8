import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '../api/client.js';
import type { Noun } from '../api/types.js';

/** A noun's whole list, as far as one page goes. */
export const useNouns = (noun: string, enabled = true) =>
  useQuery({
    enabled,
    queryKey: ['nouns', noun],
    queryFn: () => answer(api.GET('/{noun}', { params: { path: { noun }, query: { limit: 200 } } })),
    select: (page) => page.items,
    staleTime: 60_000,
  });

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** The addresses of a party's contacts. */
const addressesOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((one: unknown) =>
        typeof one === 'object' && one !== null && 'email' in one && typeof one.email === 'string' ? [one.email] : [],
      )
    : [];

/** One line to choose a deal by: the customer's name, its number and its domains. */
export interface DealChoice {
  value: string;
  label: string;
  customer: string;
  components: string[];
  domains: string[];
  contacts: string[];
}

/** The deals that a ticket can be logged under, to be found by the customer's name, number or domain. */
export function useDealChoices(): DealChoice[] {
  const deals = useNouns('deals');
  const customers = useNouns('customers');
  return useMemo(() => {
    const byId = new Map<string, Noun>((customers.data ?? []).map((customer) => [customer.id, customer]));
    return (deals.data ?? []).map((deal) => {
      const customer = byId.get(textOf(deal.customer) ?? '');
      const domains = listOf(customer?.domains);
      const name = customer?.name ?? textOf(deal.customer) ?? deal.id;
      return {
        value: deal.id,
        label: [name, deal.id, ...domains].join(' · '),
        customer: name,
        components: listOf(deal.components),
        domains,
        contacts: addressesOf(customer?.contacts),
      };
    });
  }, [deals.data, customers.data]);
}
