import { sameForm } from '../../domain/mail/address.js';
import type { DealTerms } from '../../domain/ticket/terms.js';
import type { PartiesOfDeal } from './notices.js';

interface Ports {
  agreements: { deals(ids: readonly string[]): Promise<ReadonlyMap<string, DealTerms>> };
  parties: {
    byIds(
      noun: 'customer',
      ids: readonly string[],
    ): Promise<
      ReadonlyMap<string, { content: { timeZone: string; contacts: readonly { name: string; email: string }[] } }>
    >;
  };
  partnerContacts(partner: string): Promise<readonly { name: string; email: string }[]>;
}

/** The parties of a deal with the people whom mails about it go to. */
export function dealParties({ agreements, parties, partnerContacts }: Ports) {
  const contact = ({ name, email }: { name: string; email: string }) => ({ name, address: sameForm(email) });
  return async (deal: string): Promise<PartiesOfDeal | null> => {
    const terms = (await agreements.deals([deal])).get(deal);
    if (!terms) return null;
    const { partner, customer } = terms;
    const content = (await parties.byIds('customer', [customer.id])).get(customer.id)?.content;
    return {
      deal: { id: terms.id, recipients: terms.recipients, authority: terms.contactAuthority },
      partner: partner && { ...partner, contacts: (await partnerContacts(partner.id)).map(contact) },
      customer: { ...customer, people: (content?.contacts ?? []).map(contact) },
      zone: content?.timeZone ?? 'UTC',
    };
  };
}
