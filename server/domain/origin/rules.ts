import { unreachable } from '../decision.js';
import { partsOf } from './address.js';
import {
  type DealFacts,
  ORIGIN_RULES,
  type OriginCaller,
  type OriginFacts,
  type OriginMessage,
  type OriginRule,
} from './facts.js';

/** A rule that spoke, and the deals of the world that it names. */
export interface Voice {
  rule: OriginRule;
  value: string;
  deals: ReadonlySet<DealFacts>;
}

/** The deals that exist for the caller: the active ones, a partner's and a customer's only their own. */
export function worldOf(deals: readonly DealFacts[], { caller, at }: OriginMessage): DealFacts[] {
  return deals.filter(
    (deal) => deal.from <= at && (deal.until === null || at < deal.until) && isWithinSight(deal, caller),
  );
}

function isWithinSight(deal: DealFacts, caller: OriginCaller): boolean {
  if (caller === null || 'provider' in caller) return true;
  return 'partner' in caller ? deal.partner === caller.partner : deal.customer === caller.customer;
}

type EarlyRule = Exclude<OriginRule, 'component'>;
const EARLY_RULES = ORIGIN_RULES.filter((rule): rule is EarlyRule => rule !== 'component');

/** All rules but `component` (which needs to know what these leave), in the order of the evidence. */
export function voicesOf(facts: OriginFacts, message: OriginMessage, world: readonly DealFacts[]): Voice[] {
  return EARLY_RULES.flatMap((rule) => {
    const spoken = speak(rule, facts, message, world);
    return spoken ? [{ rule, value: spoken.value, deals: new Set(spoken.deals) }] : [];
  });
}

type Spoken = { value: string; deals: readonly DealFacts[] };

function speak(
  rule: EarlyRule,
  facts: OriginFacts,
  message: OriginMessage,
  world: readonly DealFacts[],
): Spoken | undefined {
  switch (rule) {
    case 'caller-partner':
      return message.caller && 'partner' in message.caller
        ? { value: message.caller.partner, deals: world }
        : undefined;
    case 'caller-customer':
      return message.caller && 'customer' in message.caller
        ? { value: message.caller.customer, deals: world }
        : undefined;
    case 'deal-reference':
      return message.dealReference === null
        ? undefined
        : named(
            message.dealReference,
            world.filter((deal) => deal.id === message.dealReference),
          );
    case 'address-deal':
      return byAddress(message.to, (to) => dealsInAddress(to, facts.desk.domains, world));
    case 'settled':
      return bySettled(facts, message.requester, world);
    case 'contact':
      return byContact(facts, message.requester, world);
    case 'address-partner':
      return byAddress(message.to, (to) => dealsOfMailbox(to, facts, world));
    case 'domain':
      return byDomain(facts, message.requester, world);
    default:
      return unreachable(rule);
  }
}

/** A rule that found no deal in the world is silent. */
const named = (value: string, deals: readonly DealFacts[]): Spoken | undefined =>
  deals.length === 0 ? undefined : { value, deals };

/** What several addresses name together, and which of them named anything. */
function byAddress(to: readonly string[], dealsOf: (address: string) => readonly DealFacts[]): Spoken | undefined {
  const addresses = [...new Set(to.map((address) => address.toLowerCase()))].sort();
  const speaking = addresses.filter((address) => dealsOf(address).length > 0);
  return named(speaking.join(','), speaking.flatMap(dealsOf));
}

/** `…+ID@` a domain of the desk. */
function dealsInAddress(to: string, deskDomains: readonly string[], world: readonly DealFacts[]): DealFacts[] {
  const { local, domain } = partsOf(to);
  if (!includes(deskDomains, domain)) return [];
  return world.filter((deal) => local.endsWith(`+${deal.id.toLowerCase()}`));
}

function dealsOfMailbox(to: string, facts: OriginFacts, world: readonly DealFacts[]): DealFacts[] {
  const partners = idsOf(facts.partners.filter((partner) => includes(partner.mailboxes, to)));
  return world.filter((deal) => deal.partner !== null && partners.has(deal.partner));
}

function bySettled(facts: OriginFacts, requester: string, world: readonly DealFacts[]): Spoken | undefined {
  const lower = requester.toLowerCase();
  const settled = new Set(facts.settled.filter((one) => one.address.toLowerCase() === lower).map((one) => one.deal));
  return named(
    lower,
    world.filter((deal) => settled.has(deal.id)),
  );
}

function byContact(facts: OriginFacts, requester: string, world: readonly DealFacts[]): Spoken | undefined {
  const lower = requester.toLowerCase();
  const customers = idsOf(facts.customers.filter((customer) => includes(customer.contacts, lower)));
  return named(
    lower,
    world.filter((deal) => customers.has(deal.customer)),
  );
}

function byDomain(facts: OriginFacts, requester: string, world: readonly DealFacts[]): Spoken | undefined {
  const { domain } = partsOf(requester);
  const customers = idsOf(facts.customers.filter((customer) => includes(customer.domains, domain)));
  const partners = idsOf(facts.partners.filter((partner) => includes(partner.domains, domain)));
  return named(
    domain,
    world.filter((deal) => customers.has(deal.customer) || (deal.partner !== null && partners.has(deal.partner))),
  );
}

/** `component` speaks where it tells some of the deals that are left from the others. */
export function componentVoice(component: string | null, left: readonly DealFacts[]): Voice | undefined {
  if (component === null) return undefined;
  const covering = left.filter((deal) => deal.components.includes(component));
  if (covering.length === 0 || covering.length === left.length) return undefined;
  return { rule: 'component', value: component, deals: new Set(covering) };
}

const idsOf = (parties: readonly { id: string }[]): ReadonlySet<string> => new Set(parties.map(({ id }) => id));

/** Whether a list has a text that is already in lower case, whatever the case in the list. */
const includes = (list: readonly string[], lower: string): boolean => list.some((one) => one.toLowerCase() === lower);
