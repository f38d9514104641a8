import { usePerson } from '../session/session.js';

/** Where the pages of parties and agreements are for the reader: partners have those of their own things in the portal. */
export const usePartiesBase = (): string => (usePerson().reader === 'partner' ? '/partner' : '/parties');

/** The fields that a thing of the reader's has by whose it is: a partner makes things for itself alone. */
export function useOwnFields(template: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { company } = usePerson();
  return company.kind === 'partner' && Object.hasOwn(template, 'partner') ? { partner: company.id } : {};
}
