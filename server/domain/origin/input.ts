import { fault, flag, key, list, object, optional, type Place, text } from '../input/reader.js';
import { instant } from '../time/instant.js';
import { address, domain } from './address.js';
import type { CustomerFacts, DealFacts, OriginCaller, OriginFacts, OriginMessage, PartnerFacts } from './facts.js';

/** The ids of each kind that the facts name, also those of entries that have other faults. */
interface Known {
  partners: Set<string>;
  customers: Set<string>;
  deals: Set<string>;
}

/** Reads the whole input of the contract: `{ facts, message }`. */
export function originInput(place: Place): { facts: OriginFacts; message: OriginMessage } | undefined {
  if (!object(place, ['facts', 'message'])) return undefined;
  const known: Known = { partners: new Set(), customers: new Set(), deals: new Set() };
  const facts = readFacts(key(place, 'facts'), known);
  const message = readMessage(key(place, 'message'), known);
  return facts && message && { facts, message };
}

function readFacts(place: Place, known: Known): OriginFacts | undefined {
  if (!object(place, ['desk', 'partners', 'customers', 'deals', 'settled'])) return undefined;
  const desk = readDesk(key(place, 'desk'));
  const partners = list(key(place, 'partners'), (one) => readPartner(one, known.partners));
  const customers = list(key(place, 'customers'), (one) => readCustomer(one, known.customers));
  const deals = list(key(place, 'deals'), (one) => readDeal(one, known));
  const settled = list(key(place, 'settled'), (one) => readSettled(one, known.deals));
  return desk && partners && customers && deals && settled && { desk, partners, customers, deals, settled };
}

function readDesk(place: Place): OriginFacts['desk'] | undefined {
  if (!object(place, ['domains'])) return undefined;
  const domains = list(key(place, 'domains'), domain);
  return domains && { domains };
}

function readPartner(place: Place, taken: Set<string>): PartnerFacts | undefined {
  if (!object(place, ['id', 'domains', 'mailboxes'])) return undefined;
  const id = newId(key(place, 'id'), taken);
  const domains = list(key(place, 'domains'), domain);
  const mailboxes = list(key(place, 'mailboxes'), address);
  return id === undefined || !domains || !mailboxes ? undefined : { id, domains, mailboxes };
}

function readCustomer(place: Place, taken: Set<string>): CustomerFacts | undefined {
  if (!object(place, ['id', 'domains', 'contacts'])) return undefined;
  const id = newId(key(place, 'id'), taken);
  const domains = list(key(place, 'domains'), domain);
  const contacts = list(key(place, 'contacts'), address);
  return id === undefined || !domains || !contacts ? undefined : { id, domains, contacts };
}

function readDeal(place: Place, known: Known): DealFacts | undefined {
  if (!object(place, ['id', 'partner', 'customer', 'from', 'until', 'components'])) return undefined;
  const id = newId(key(place, 'id'), known.deals);
  const partner = orNull(key(place, 'partner'), (one) => reference(one, known.partners, 'facts.partners'));
  const customer = reference(key(place, 'customer'), known.customers, 'facts.customers');
  const from = instant(key(place, 'from'));
  const until = orNull(key(place, 'until'), instant);
  const components = list(key(place, 'components'), text);
  if (!id || partner === undefined || !customer || from === undefined || until === undefined || !components) {
    return undefined;
  }
  return { id, partner, customer, from, until, components };
}

function readSettled(place: Place, deals: Set<string>): { address: string; deal: string } | undefined {
  if (!object(place, ['address', 'deal'])) return undefined;
  const from = address(key(place, 'address'));
  const deal = reference(key(place, 'deal'), deals, 'facts.deals');
  return from === undefined || deal === undefined ? undefined : { address: from, deal };
}

const MESSAGE_KEYS = ['at', 'caller', 'authenticated', 'dealReference', 'requester', 'to', 'component'];

function readMessage(place: Place, known: Known): OriginMessage | undefined {
  if (!object(place, MESSAGE_KEYS)) return undefined;
  const at = instant(key(place, 'at'));
  const callerPlace = key(place, 'caller');
  const caller = orNull(callerPlace, (one) => readCaller(one, known));
  const authenticated = flag(key(place, 'authenticated'));
  if (authenticated === false && callerPlace.value !== undefined && callerPlace.value !== null) {
    fault(key(place, 'authenticated'), 'must be true for a caller that is known');
  }
  const dealReference = optional(key(place, 'dealReference'), text, null);
  const requester = address(key(place, 'requester'));
  const toPlace = key(place, 'to');
  const to = toPlace.value === undefined ? [] : list(toPlace, address);
  const component = optional(key(place, 'component'), text, null);
  if (at === undefined || caller === undefined || authenticated === undefined || !requester || !to) return undefined;
  if (dealReference === undefined || component === undefined) return undefined;
  return { at, caller, authenticated, dealReference, requester, to, component };
}

function readCaller(place: Place, known: Known): OriginCaller | undefined {
  if (!object(place, ['partner', 'customer', 'provider'])) return undefined;
  const partner = key(place, 'partner');
  const customer = key(place, 'customer');
  const provider = key(place, 'provider');
  const named = [partner, customer, provider].filter((one) => one.value !== undefined);
  if (named.length !== 1) return fault(place, 'must name exactly one of partner, customer and provider');
  if (partner.value !== undefined) {
    const id = reference(partner, known.partners, 'facts.partners');
    return id === undefined ? undefined : { partner: id };
  }
  if (customer.value !== undefined) {
    const id = reference(customer, known.customers, 'facts.customers');
    return id === undefined ? undefined : { customer: id };
  }
  return provider.value === true ? { provider: true } : fault(provider, 'must be true');
}

/** Reads an id that no entry before it has. */
function newId(place: Place, taken: Set<string>): string | undefined {
  const id = text(place);
  if (id === undefined) return undefined;
  if (taken.has(id)) return fault(place, `${id} is there twice`);
  taken.add(id);
  return id;
}

function reference(place: Place, known: ReadonlySet<string>, where: string): string | undefined {
  const id = text(place);
  if (id === undefined || known.has(id)) return id;
  return fault(place, `${id} is not among ${where}`);
}

/** Reads what must be there but may be `null`. */
function orNull<T>(place: Place, reader: (place: Place) => T | undefined): T | null | undefined {
  return place.value === null ? null : reader(place);
}
