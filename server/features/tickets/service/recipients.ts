import { type Caller, partyOf } from '../../../domain/access/access.js';
import { type MailFacts, recipientsOf } from '../../../domain/mail/recipients.js';
import { mayWriteToCustomer } from '../../../domain/ticket/messages.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Visibility } from '../../../domain/ticket/vocabulary.js';
import type { People } from '../ports.js';
import type { TicketStore } from './store.js';

/** Who a desk is, to those who get its mail. */
export interface DeskFacts {
  domains: readonly string[];
  name: string;
}

/** Who would receive a message, said before it is sent. */
export interface RecipientsShown {
  visibility: Visibility;
  allowed: boolean;
  why: string | null;
  to: { party: 'provider' | 'partner' | 'customer'; name: string; email: string | null }[];
}

/** Names who will receive a message of a visibility, as mail decides it. */
export function recipients({ store, people, desk }: { store: TicketStore; people: People; desk: DeskFacts }) {
  async function factsOf({ origin, requester, watchers }: TicketState, terms: DealTerms | null): Promise<MailFacts> {
    const contacts = origin.partner ? await people.partnerContacts(origin.partner.id) : [];
    return {
      deskDomains: desk.domains,
      providerName: desk.name,
      partner: origin.partner && {
        name: origin.partner.name,
        contacts: contacts.map(({ name, email }) => ({ name, address: email })),
      },
      customer: {
        name: origin.customer?.name ?? null,
        people: [requester, ...watchers].map(({ name, email }) => ({ name, address: email })),
      },
      deal: terms && { id: terms.id, recipients: terms.recipients, authority: terms.contactAuthority },
      unproved: origin.confidence === 'claimed' || origin.confidence === 'none' ? [requester.email] : [],
    };
  }

  return async (caller: Caller, id: string, visibility: Visibility): Promise<RecipientsShown> => {
    const state = await store.within(caller, id);
    const terms = (await store.termsOf(state)).get(state.origin.deal ?? '') ?? null;
    const party = partyOf(caller);
    if (party === 'customer') return ofCustomer(visibility, terms?.brand.name ?? desk.name);
    const ownName = party === 'partner' ? (state.origin.partner?.name ?? 'the partner') : desk.name;
    if (visibility === 'own')
      return { visibility, allowed: true, why: null, to: [{ party, name: ownName, email: null }] };
    const allowed = visibility === 'desks' || mayWriteToCustomer(state, { caller, terms });
    const isToProvider = visibility === 'desks' && party === 'partner';
    if (isToProvider)
      return { visibility, allowed, why: null, to: [{ party: 'provider', name: desk.name, email: null }] };
    const to = visibility === 'customer' ? 'customer' : 'partner';
    const found = recipientsOf(
      { to, by: party, doneBy: party, author: null, answersMachine: null },
      await factsOf(state, terms),
    );
    const withheld = found.withheld.map(({ reason }) => reason);
    const whys = allowed ? [...found.receivers.flatMap(({ remark }) => remark ?? []), ...withheld] : withheld;
    return {
      visibility,
      allowed,
      why: whys.length > 0 ? [...new Set(whys)].join(' ') : null,
      to: allowed ? found.receivers.map(({ party: of, name, address }) => ({ party: of, name, email: address })) : [],
    };
  };
}

/** What a customer writes is for all parties, who are one name to them. */
const ofCustomer = (visibility: Visibility, name: string): RecipientsShown => ({
  visibility,
  allowed: visibility === 'customer',
  why: visibility === 'customer' ? null : 'What a customer writes is for all three parties.',
  to: visibility === 'customer' ? [{ party: 'provider', name, email: null }] : [],
});
