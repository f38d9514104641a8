import { isOwnAddress, isPlainAddress, sameForm } from './address.js';

/** To whom a deal sends mail about its tickets, outages and credits. Vocabulary of the deal. */
export const RECIPIENT_POLICIES = ['partner', 'both', 'customer'] as const;
export type RecipientPolicy = (typeof RECIPIENT_POLICIES)[number];

/** Whether the provider may write to the customer at all. Vocabulary of the deal. */
export const CONTACT_AUTHORITIES = ['provider-may-write', 'provider-via-partner'] as const;
export type ContactAuthority = (typeof CONTACT_AUTHORITIES)[number];

export interface MailContact {
  address: string;
  name: string;
}

/** What the decision stands on, as it is when the mail is planned. */
export interface MailFacts {
  deskDomains: readonly string[];
  providerName: string;
  partner: { name: string; contacts: readonly MailContact[] } | null;
  /** The customer's people whom this concerns: the requester and who watches, or the contacts of the company. */
  customer: { name: string | null; people: readonly MailContact[] };
  /** `null` where no deal is settled: then there is nobody between provider and customer. */
  deal: { id: string; recipients: RecipientPolicy; authority: ContactAuthority } | null;
  /** Addresses that nobody proved and nobody has on file; they get nothing but the request to confirm. */
  unproved: readonly string[];
}

/** Something to tell. */
export interface Notice {
  /** `customer`: meant for the customer. `partner`: between the desks. `people`: to these alone. */
  to:
    | 'customer'
    | 'partner'
    | { party: 'partner' | 'customer' | 'provider'; people: readonly MailContact[]; reason?: string };
  /** Who speaks; `desk` is the service by itself, which speaks for the provider. */
  by: 'provider' | 'partner' | 'customer' | 'desk';
  /** The address of the person who wrote it, who needs no copy. */
  author: string | null;
  /** The party whose doing it tells of: a partner's desk gets no mail of what it did itself. */
  doneBy: 'provider' | 'partner' | 'customer' | 'desk';
  /** It answers a mail that a machine sent (RFC 3834): such a sender gets no answer. */
  answersMachine: string | null;
}

/** Somebody who gets the mail, and why. */
export interface Receiver {
  address: string;
  name: string;
  party: 'provider' | 'partner' | 'customer';
  reason: string;
  /** What stands above the mail when it is not for them alone: whom to pass it on to, and why. */
  remark: string | null;
}

/** Somebody who does not get it, and why; `address` is `null` where a whole party is meant. */
export interface Withheld {
  address: string | null;
  party: 'provider' | 'partner' | 'customer';
  code:
    | 'recipient-policy'
    | 'contact-authority'
    | 'own-address'
    | 'not-an-address'
    | 'wrote-it'
    | 'told-already'
    | 'throttled'
    | 'answers-a-machine'
    | 'not-confirmed'
    | 'nobody-known'
    | 'no-partner';
  reason: string;
}

export interface Recipients {
  receivers: readonly Receiver[];
  withheld: readonly Withheld[];
}

/**
 * Decides who gets a mail and says for everybody else why not. What the provider may not write to the customer goes
 * to the partner with the remark to pass it on.
 */
export function recipientsOf(notice: Notice, facts: MailFacts): Recipients {
  const wanted = typeof notice.to === 'object' ? named(notice.to) : parties(notice, facts);
  const receivers = new Map<string, Receiver>();
  const withheld: Withheld[] = [...wanted.withheld];
  for (const receiver of wanted.receivers) {
    const address = sameForm(receiver.address);
    const objection = objectionTo(address, receiver, notice, facts);
    if (objection) withheld.push({ address, party: receiver.party, ...objection });
    else if (!receivers.has(address)) receivers.set(address, { ...receiver, address });
  }
  return { receivers: [...receivers.values()], withheld };
}

function named({ party, people, reason = 'Named for this.' }: Exclude<Notice['to'], string>): Recipients {
  return {
    receivers: people.map((person) => ({ ...person, party, reason, remark: null })),
    withheld: people.length > 0 ? [] : [{ address: null, party, code: 'nobody-known', reason: 'Nobody is named.' }],
  };
}

function parties(notice: Notice, facts: MailFacts): Recipients {
  const { deal, partner } = facts;
  if (notice.to === 'partner') {
    if (partner) return partners(partner, `${partner.name} works on it.`, null);
    return {
      receivers: [],
      withheld: [{ address: null, party: 'partner', code: 'no-partner', reason: 'No partner.' }],
    };
  }
  if (!partner) return customers(facts, `${nameOf(facts)} asked.`);
  if (!deal) return unsettled(notice, facts, partner);
  const because = `Deal ${deal.id} sends mail to ${POLICY_WORDS[deal.recipients](partner.name, nameOf(facts))}.`;
  const viaPartner = deal.authority === 'provider-via-partner' && (notice.by === 'provider' || notice.by === 'desk');
  const toPartner = partners(partner, because, null);
  if (deal.recipients === 'partner') {
    return joined(toPartner, without(facts, 'recipient-policy', because));
  }
  if (viaPartner) {
    const why = `Under deal ${deal.id} ${facts.providerName} writes to ${nameOf(facts)} only through ${partner.name}.`;
    const remark = `${why} Please pass this on.`;
    return joined(partners(partner, why, remark), without(facts, 'contact-authority', why));
  }
  if (deal.recipients === 'both') return joined(customers(facts, because), toPartner);
  const left = { address: null, party: 'partner', code: 'recipient-policy', reason: because } as const;
  return joined(customers(facts, because), { receivers: [], withheld: [left] });
}

/** While no deal is settled nobody knows whether the provider may write to the customer: it writes to the partner. */
function unsettled(notice: Notice, facts: MailFacts, partner: NonNullable<MailFacts['partner']>): Recipients {
  if (notice.by === 'partner') return customers(facts, `${partner.name} writes to ${nameOf(facts)}.`);
  const why = `The deal is not settled yet; until then ${facts.providerName} writes to ${partner.name}.`;
  return joined(partners(partner, why, null), without(facts, 'contact-authority', why));
}

const POLICY_WORDS: Record<RecipientPolicy, (partner: string, customer: string) => string> = {
  partner: (partner) => `${partner} only`,
  both: (partner, customer) => `${customer} and ${partner}`,
  customer: (_, customer) => `${customer} only`,
};

const nameOf = (facts: MailFacts): string => facts.customer.name ?? 'the requester';

const joined = (one: Recipients, other: Recipients): Recipients => ({
  receivers: [...one.receivers, ...other.receivers],
  withheld: [...one.withheld, ...other.withheld],
});

const nobody = (party: Receiver['party'], name: string): Recipients => ({
  receivers: [],
  withheld: [{ address: null, party, code: 'nobody-known', reason: `No address of ${name} is known.` }],
});

function partners(partner: NonNullable<MailFacts['partner']>, reason: string, remark: string | null): Recipients {
  if (partner.contacts.length === 0) return nobody('partner', partner.name);
  return {
    receivers: partner.contacts.map((contact) => ({ ...contact, party: 'partner', reason, remark })),
    withheld: [],
  };
}

/** The customer's people; somebody of the partner who asked for them is told as one of the partner. */
function customers(facts: MailFacts, reason: string): Recipients {
  if (facts.customer.people.length === 0) return nobody('customer', nameOf(facts));
  const ofPartner = new Set(facts.partner?.contacts.map((contact) => sameForm(contact.address)));
  return {
    receivers: facts.customer.people.map((person) => ({
      ...person,
      party: ofPartner.has(sameForm(person.address)) ? 'partner' : 'customer',
      reason,
      remark: null,
    })),
    withheld: [],
  };
}

const without = (facts: MailFacts, code: Withheld['code'], reason: string): Recipients => ({
  receivers: [],
  withheld: facts.customer.people.map((person) => ({
    address: sameForm(person.address),
    party: 'customer',
    code,
    reason,
  })),
});

/** What speaks against one address, whoever it belongs to. */
function objectionTo(
  address: string,
  { party }: Receiver,
  notice: Notice,
  facts: MailFacts,
): Pick<Withheld, 'code' | 'reason'> | null {
  const is = (other: string | null) => other !== null && sameForm(other) === address;
  if (!isPlainAddress(address)) return { code: 'not-an-address', reason: 'This is not a mail address.' };
  if (isOwnAddress(address, facts.deskDomains)) {
    return { code: 'own-address', reason: 'The desk does not write to itself.' };
  }
  if (is(notice.answersMachine)) {
    return { code: 'answers-a-machine', reason: 'A machine wrote from this address; it is not answered.' };
  }
  if (party === 'partner' && notice.doneBy === 'partner') {
    return { code: 'wrote-it', reason: `${facts.partner?.name ?? 'The partner'} did this itself.` };
  }
  if (is(notice.author)) return { code: 'wrote-it', reason: 'They wrote it themselves.' };
  if (party === 'customer' && facts.unproved.some(is)) {
    return { code: 'not-confirmed', reason: 'Nobody has confirmed this address yet.' };
  }
  return null;
}
