import { nearestTargets, type PolicyTarget, type SourcedPolicy } from '../../domain/agreement/nearest.js';
import type { OriginFacts, OriginMessage } from '../../domain/origin/facts.js';
import type { CustomerHears } from '../../domain/ticket/terms.js';
import { DEFAULT_FOLLOW_UPS } from '../../domain/ticket/waiting.js';
import type { Calendar } from '../../domain/time/calendar.js';
import { composed } from '../../domain/time/calendar-versions.js';
import { formatInstant, parseInstant, type Seconds } from '../../domain/time/instant.js';
import { inForce } from '../../domain/time/versions.js';
import { localDate, zoneOf } from '../../domain/time/zone.js';
import type { BreachReasonContent } from './nouns/breach-reason.js';
import type { CustomerContent } from './nouns/customer.js';
import type { DealContent } from './nouns/deal.js';
import type { PartnerContent } from './nouns/partner.js';
import { type QueueContent, queueRules } from './nouns/routing.js';
import { type CalendarContent, calendarOf, type PolicyContent } from './nouns/sla.js';
import type { VendorContent } from './nouns/vendor.js';
import type { OriginMemory } from './origin-memory.js';
import type { Party, PartyService } from './service.js';

/** What of a ticket decides which agreement is the nearest. */
interface AgreementFacts {
  deal: string | null;
  partner: string | null;
  customer: string | null;
  kind: 'incident' | 'question' | 'request' | 'upgrade';
  component: string | null;
}

interface Dependencies {
  parties: Pick<PartyService, 'byIds' | 'matching'>;
  memory: OriginMemory;
  deskDomains: readonly string[];
  providerName: string;
}

/** How the desk reads its agreements: who a message can come from, what a deal says, which targets and queue hold. */
export function agreementService({ parties, memory, deskDomains, providerName }: Dependencies) {
  /** The deals that some rule of origin could name for this message; of a company's caller all of its own. */
  async function dealsFor(message: OriginMessage, settled: readonly { deal: string }[]): Promise<DealContent[]> {
    const { caller } = message;
    if (caller && 'partner' in caller) return contents('deal', { partner: caller.partner });
    if (caller && 'customer' in caller) return contents('deal', { customers: caller.customer });
    const address = message.requester.toLowerCase();
    const to = message.to.map((one) => one.toLowerCase());
    const words = [
      `domain:${address.slice(address.lastIndexOf('@') + 1)}`,
      `contact:${address}`,
      ...to.map((one) => `mailbox:${one}`),
    ];
    const [partners, customers] = await Promise.all([
      contents<PartnerContent>('partner', { words: { $in: words } }),
      contents<CustomerContent>('customer', { words: { $in: words } }),
    ]);
    const named = [
      ...settled.map(({ deal }) => deal),
      ...message.to.flatMap(plusIds),
      ...(message.dealReference === null ? [] : [message.dealReference]),
    ];
    return contents('deal', {
      $or: [
        { _id: { $in: named } },
        { partner: { $in: partners.map(({ id }) => id) } },
        { customers: { $in: customers.map(({ id }) => id) } },
      ],
    });
  }

  const contents = async <Content>(
    noun: 'partner' | 'customer' | 'deal' | 'policy',
    filter: Record<string, unknown>,
  ): Promise<Content[]> => (await parties.matching<Content>(noun, filter, 10_000)).map(({ content }) => content);

  /** The policies of each scope that holds here, as they are in force at an instant, the nearest first. */
  async function policiesFor({ deal, partner }: AgreementFacts, at: Seconds): Promise<SourcedPolicy[]> {
    const plan =
      deal === null ? null : ((await parties.byIds<DealContent>('deal', [deal])).get(deal)?.content.plan ?? null);
    const scopes = [
      ...(deal === null ? [] : [{ source: 'deal' as const, word: `scope:deal:${deal}` }]),
      ...(partner === null ? [] : [{ source: 'partner' as const, word: `scope:partner:${partner}` }]),
      ...(plan === null ? [] : [{ source: 'plan' as const, word: `scope:plan:${plan}` }]),
      { source: 'default' as const, word: 'scope:default' },
    ];
    const found = await parties.matching<PolicyContent>('policy', { words: { $in: scopes.map(({ word }) => word) } });
    return scopes.flatMap(({ source, word }) =>
      found
        .filter(({ content }) => wordOf(content) === word)
        .flatMap(({ versions }) => {
          const version = inForce(dated<PolicyContent>(versions), formatInstant(at));
          if (!version) return [];
          const { id, targets } = version.content;
          const known = targets.map(agreedTarget);
          return [{ source, policy: { id, version: version.version }, targets: known }];
        }),
    );
  }

  return {
    providerName,
    async originFacts(message: OriginMessage): Promise<OriginFacts> {
      const settled = await memory.of(message.requester);
      const deals = await dealsFor(message, settled);
      const ids = <T>(values: readonly (T | null)[]): T[] => [...new Set(values.filter((value) => value !== null))];
      const partners = await parties.byIds<PartnerContent>('partner', ids(deals.map(({ partner }) => partner)));
      const customers = await parties.byIds<CustomerContent>('customer', ids(deals.map(({ customer }) => customer)));
      const known = new Set(deals.map(({ id }) => id));
      return {
        desk: { domains: deskDomains },
        partners: [...partners.values()].map(({ content: { id, domains, mailboxes } }) => ({ id, domains, mailboxes })),
        customers: [...customers.values()].map(({ content: { id, domains, contacts } }) => ({
          ...{ id, domains, contacts: contacts.map(({ email }) => email) },
        })),
        deals: deals.map(({ id, partner, customer, from, until, components }) => ({
          ...{ id, partner, customer, components },
          from: parseInstant(from) ?? 0,
          until: until === null ? null : (parseInstant(until) ?? 0),
        })),
        settled: settled.filter(({ deal }) => known.has(deal)),
      };
    },
    async names(ids: { partners: readonly string[]; customers: readonly string[] }) {
      const named = async (noun: 'partner' | 'customer', wanted: readonly string[]) => {
        const found = await parties.byIds<{ name: string }>(noun, wanted);
        return new Map([...found].map(([id, { content }]) => [id, content.name]));
      };
      const [partners, customers] = await Promise.all([
        named('partner', ids.partners),
        named('customer', ids.customers),
      ]);
      return { partners, customers };
    },
    async deals(ids: readonly string[]) {
      const deals = await parties.byIds<DealContent>('deal', ids);
      const all = [...deals.values()].map(({ content }) => content);
      const partners = await parties.byIds<PartnerContent>(
        'partner',
        all.flatMap(({ partner }) => partner ?? []),
      );
      const customers = await parties.byIds<CustomerContent>(
        'customer',
        all.map(({ customer }) => customer),
      );
      return new Map(
        all.map((deal) => [
          deal.id,
          dealTerms(
            deal,
            partners.get(deal.partner ?? '')?.content ?? null,
            customers.get(deal.customer)?.content ?? null,
            providerName,
          ),
        ]),
      );
    },
    /**
     * For each metric and party the nearest agreement in force at an instant that names it. A calendar is put together
     * from its versions for whoever counts since an instant, and cited by the newest of them.
     */
    async policyFor(facts: AgreementFacts, { at, since }: { at: Seconds; since: Seconds }) {
      const policies = await policiesFor(facts, at);
      const nearest = nearestTargets(policies);
      const calendars = await parties.byIds<CalendarContent>(
        'calendar',
        nearest.map(({ target }) => target.calendar),
      );
      const cited = new Map(
        [...calendars].map(([id, { versions }]) => [
          id,
          { name: `${id}@${versions.at(-1)?.version ?? 1}`, hours: composedSince(versions, since) },
        ]),
      );
      return {
        calendars: Object.fromEntries([...cited.values()].map(({ name, hours }) => [name, hours])),
        targets: nearest.flatMap(({ target, source, policy }) => {
          const calendar = cited.get(target.calendar);
          return calendar ? [{ ...target, calendar: calendar.name, source, policy }] : [];
        }),
      };
    },
    /** The provider's queues, and those of a partner, as tickets find their way into them. */
    async queues(partner: string | null) {
      const found = await parties.matching<QueueContent>('queue', { partner: { $in: [null, partner] } }, 10_000);
      const rules = found.map(({ content, version, versions }) => ({
        partner: content.partner,
        rules: queueRules(content, versions.at(-1)?.version ?? version),
      }));
      const of = (owner: string | null) => rules.filter((one) => one.partner === owner).map((one) => one.rules);
      return { provider: of(null), partner: partner === null ? [] : of(partner) };
    },
    async queue(id: string): Promise<{ id: string; name: string; partner: string | null } | null> {
      const [found] = await parties.matching<QueueContent>('queue', { _id: id }, 1);
      return found ? { id, name: found.content.name, partner: found.content.partner } : null;
    },
    async breachReason(id: string): Promise<{ name: string; parties: readonly ('provider' | 'partner')[] } | null> {
      const [found] = await parties.matching<BreachReasonContent>('breach-reason', { _id: id }, 1);
      return found ? { name: found.content.name, parties: found.content.parties } : null;
    },
    /** The deals of a partner that share the provider's own targets with it, ended ones too. */
    async sharedDeals(partner: string): Promise<readonly string[]> {
      const all = await contents<DealContent>('deal', { partner });
      return all.filter(({ sharesProviderRows }) => sharesProviderRows).map(({ id }) => id);
    },
    /** A queue's name and the addresses of who leads it. */
    async queueLeads(id: string): Promise<{ name: string; leads: readonly string[] } | null> {
      const found = (await parties.byIds<Partial<QueueContent>>('queue', [id])).get(id)?.content;
      return found ? { name: found.name ?? id, leads: found.leads ?? [] } : null;
    },
    rememberOrigin: (settled: { address: string; deal: string }): Promise<void> => memory.remember(settled),
    /** A vendor by its id. */
    async vendor(id: string): Promise<VendorContent | null> {
      return (await parties.byIds<VendorContent>('vendor', [id])).get(id)?.content ?? null;
    },
    /** A calendar with all of its versions, by its id. */
    async calendar(id: string): Promise<Calendar | null> {
      const found = (await parties.byIds<CalendarContent>('calendar', [id])).get(id);
      return found ? composedSince(found.versions, 0) : null;
    },
  };
}
export type AgreementService = ReturnType<typeof agreementService>;

function dealTerms(
  deal: DealContent,
  partner: PartnerContent | null,
  customer: CustomerContent | null,
  providerName: string,
) {
  return {
    id: deal.id,
    type: deal.type,
    partner: partner && { id: partner.id, name: partner.name },
    customer: { id: deal.customer, name: customer?.name ?? deal.customer },
    language: customer?.language ?? null,
    support: deal.support,
    contactAuthority: deal.contactAuthority,
    closeAfterDays: deal.closeAfterDays,
    followUps: deal.followUps ?? DEFAULT_FOLLOW_UPS,
    timeZone: customer?.timeZone ?? 'UTC',
    sharesProviderRows: deal.sharesProviderRows,
    customerHears: heardBy(deal),
    recipients: deal.recipients,
    brand: { name: partner?.brand?.senderName ?? providerName, showsAssignee: partner?.brand?.showsAssignee ?? false },
  };
}

/** Deals from before there was a choice say nothing of it. */
const heardBy = ({ customerHears = 'nothing' }: Partial<Pick<DealContent, 'customerHears'>>): CustomerHears =>
  customerHears;

function wordOf({ scope }: PolicyContent): string {
  switch (scope.kind) {
    case 'default':
      return 'scope:default';
    case 'plan':
      return `scope:plan:${scope.plan}`;
    case 'partner':
      return `scope:partner:${scope.partner}`;
    case 'deal':
      return `scope:deal:${scope.deal}`;
  }
}

/** Kept versions with the date or instant from which each holds. */
export const dated = <Content extends { from: string | null }>(versions: Party['versions']) =>
  versions.map(({ version, content }) => {
    const agreed = content as Content & { id: string };
    return { version, from: agreed.from ?? null, content: agreed };
  });

/** A calendar put together from its versions for whoever counts since an instant. */
export function composedSince(versions: Party['versions'], since: Seconds): Calendar {
  const all = dated<CalendarContent>(versions).map(({ content, ...rest }) => ({ ...rest, hours: calendarOf(content) }));
  return composed(all, localDate(zoneOf(all[0]?.hours.timeZone ?? 'UTC'), since));
}

/** A target as the rules know it. */
export const agreedTarget = ({ warnAt, ...target }: PolicyContent['targets'][number]): PolicyTarget => ({
  ...target,
  minutes: definedMinutes(target.minutes),
  ...(warnAt && { warnAt }),
});

/** Minutes by priority, of those that are named. */
export const definedMinutes = (minutes: Record<string, number | undefined>): Record<string, number> =>
  Object.fromEntries(Object.entries(minutes).filter((entry): entry is [string, number] => entry[1] !== undefined));

/** The ids in addresses such as `support+D-1001@desk.example`. */
const plusIds = (address: string): string[] => /\+([^@+]+)@/.exec(address)?.slice(1, 2) ?? [];
