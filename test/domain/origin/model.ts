/**
 * The rules of the origin once more, slowly and one deal at a time, written from the text of the contract for the
 * property test: what a deal means to a rule is a question of its own, and an answer is built by asking all of them.
 */
type Deal = {
  id: string;
  partner: string | null;
  customer: string;
  from: string;
  until: string | null;
  components: string[];
};
export interface OriginDocument {
  facts: {
    desk: { domains: string[] };
    partners: { id: string; domains: string[]; mailboxes: string[] }[];
    customers: { id: string; domains: string[]; contacts: string[] }[];
    deals: Deal[];
    settled: { address: string; deal: string }[];
  };
  message: {
    at: string;
    caller: { partner: string } | { customer: string } | { provider: true } | null;
    authenticated: boolean;
    dealReference?: string | null;
    requester: string;
    to?: string[];
    component?: string | null;
  };
}

const same = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();
const ids = (deals: Deal[]) => deals.map((deal) => deal.id).sort((a, b) => (a < b ? -1 : 1));
const callerOf = ({ caller }: OriginDocument['message'], kind: 'partner' | 'customer') =>
  caller === null ? undefined : new Map(Object.entries(caller)).get(kind);

/** Whether one address of `to` names one deal by its `+ID`, read backwards from the end. */
function addressNames({ facts }: OriginDocument, to: string, deal: Deal): boolean {
  return facts.desk.domains.some((domain) => {
    const tail = `+${deal.id}@${domain}`;
    return to.length >= tail.length && same(to.substring(to.length - tail.length), tail);
  });
}

function mailboxOf({ facts }: OriginDocument, to: string, deal: Deal): boolean {
  return facts.partners.some(
    (partner) => partner.id === deal.partner && partner.mailboxes.some((box) => same(box, to)),
  );
}

/** Each rule as a yes or no about a single deal. */
const RULES: { rule: string; names: (document: OriginDocument, deal: Deal) => boolean }[] = [
  { rule: 'caller-partner', names: ({ message }) => callerOf(message, 'partner') !== undefined },
  { rule: 'caller-customer', names: ({ message }) => callerOf(message, 'customer') !== undefined },
  { rule: 'deal-reference', names: ({ message }, deal) => message.dealReference === deal.id },
  {
    rule: 'address-deal',
    names: (document, deal) => (document.message.to ?? []).some((to) => addressNames(document, to, deal)),
  },
  {
    rule: 'settled',
    names: ({ facts, message }, deal) =>
      facts.settled.some((one) => one.deal === deal.id && same(one.address, message.requester)),
  },
  {
    rule: 'contact',
    names: ({ facts, message }, deal) =>
      facts.customers.some((one) => one.id === deal.customer && one.contacts.some((it) => same(it, message.requester))),
  },
  {
    rule: 'address-partner',
    names: (document, deal) => (document.message.to ?? []).some((to) => mailboxOf(document, to, deal)),
  },
  {
    rule: 'domain',
    names: ({ facts, message }, deal) =>
      [
        ...facts.customers.filter((one) => one.id === deal.customer),
        ...facts.partners.filter((one) => one.id === deal.partner),
      ].some((party) => party.domains.some((domain) => same(domain, message.requester.split('@')[1] ?? ''))),
  },
];

function spokenValue(document: OriginDocument, rule: string, world: Deal[]): string {
  const { message } = document;
  const speaking = (names: (document: OriginDocument, to: string, deal: Deal) => boolean) =>
    [
      ...new Set(
        (message.to ?? [])
          .filter((to) => world.some((deal) => names(document, to, deal)))
          .map((to) => to.toLowerCase()),
      ),
    ]
      .sort()
      .join(',');
  if (rule === 'caller-partner') return callerOf(message, 'partner') ?? '';
  if (rule === 'caller-customer') return callerOf(message, 'customer') ?? '';
  if (rule === 'deal-reference') return message.dealReference ?? '';
  if (rule === 'address-deal') return speaking(addressNames);
  if (rule === 'address-partner') return speaking(mailboxOf);
  if (rule === 'domain') return (message.requester.split('@')[1] ?? '').toLowerCase();
  return message.requester.toLowerCase();
}

/** The contract's answer to a document that is valid. */
export function modelOf(document: OriginDocument) {
  const { facts, message } = document;
  const partnerCaller = callerOf(message, 'partner');
  const customerCaller = callerOf(message, 'customer');
  const world = facts.deals.filter((deal) => {
    if (partnerCaller !== undefined && deal.partner !== partnerCaller) return false;
    if (customerCaller !== undefined && deal.customer !== customerCaller) return false;
    return deal.from <= message.at && (deal.until === null || message.at < deal.until);
  });
  const spoke = new Map<string, Deal[]>();
  for (const { rule, names } of RULES) {
    const deals = world.filter((deal) => names(document, deal));
    const always = (rule === 'caller-partner' && partnerCaller) || (rule === 'caller-customer' && customerCaller);
    if (always || deals.length > 0) spoke.set(rule, deals);
  }

  const onlyPartner = [...spoke.keys()].join() === 'caller-partner';
  const decided = message.caller === null ? undefined : spoke.get('deal-reference');
  const inAll = world.filter((deal) => [...spoke].every(([rule, deals]) => rule === 'domain' || deals.includes(deal)));
  const disagreement = !decided && inAll.length === 0 && world.length > 0;
  const bare = !decided && (spoke.size === 0 || onlyPartner);
  let agreement: Deal[] = decided ?? inAll;
  const byDomain = spoke.get('domain');
  if (!decided && byDomain && agreement.some((deal) => byDomain.includes(deal))) {
    agreement = agreement.filter((deal) => byDomain.includes(deal));
  }
  if (bare || disagreement) agreement = [];
  const covering = agreement.filter((deal) => deal.components.some((component) => component === message.component));
  if (covering.length > 0 && covering.length < agreement.length) {
    agreement = covering;
    spoke.set('component', covering);
  }

  let candidates = agreement;
  if (disagreement) {
    candidates = world.filter((deal) =>
      [...spoke].some(([rule, deals]) => !rule.startsWith('caller-') && deals.includes(deal)),
    );
  } else if (bare) candidates = onlyPartner ? world : [];

  const evidence = [...spoke].map(([rule, deals]) => ({
    rule,
    value: rule === 'component' ? (message.component ?? '') : spokenValue(document, rule, world),
    deals: ids(deals),
    against: agreement.length > 0 && agreement.every((deal) => !deals.includes(deal)),
  }));
  const first = agreement[0];
  const single = agreement.length === 1 ? first : undefined;
  const shared = (pick: (deal: Deal) => string | null) =>
    first && agreement.every((deal) => pick(deal) === pick(first)) ? pick(first) : null;
  const partner = partnerCaller ?? shared((deal) => deal.partner);
  const customer = customerCaller ?? shared((deal) => deal.customer);

  let type = 'unknown';
  if (single) type = single.partner === null ? 'direct-deal' : 'partner-deal';
  else if (partner !== null) type = 'partner';
  else if (customer !== null) type = 'customer';

  let confidence = 'certain';
  const own = (type === 'partner' && partnerCaller === partner) || (type === 'customer' && customerCaller === customer);
  const strong = [...spoke.keys()].filter((rule) => !['domain', 'component', 'caller-partner'].includes(rule));
  if (type === 'unknown') confidence = 'none';
  else if (!message.authenticated) confidence = 'claimed';
  else if (!own && (strong.length === 0 || message.caller === null || evidence.some((one) => one.against)))
    confidence = 'likely';

  return {
    type,
    partner,
    customer,
    deal: single?.id ?? null,
    confidence,
    triage: !single,
    disagreement,
    candidates: ids(candidates),
    evidence,
  };
}
