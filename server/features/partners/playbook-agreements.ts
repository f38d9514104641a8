import { openHours } from '../../domain/time/calendar.js';
import type { PeopleService } from '../people/service.js';
import type { PlaybookAgreements } from '../playbooks/ports.js';
import type { AgreementService } from './agreements.js';
import type { PartnerContent } from './nouns/partner.js';
import type { PartyService } from './service.js';

interface Dependencies {
  parties: PartyService;
  agreements: Pick<AgreementService, 'calendar'>;
  people: Pick<PeopleService, 'byId'>;
}

const ALL = 10_000;

/** Partners and agreements as playbooks need to know them. */
export function playbookAgreements({ parties, agreements, people }: Dependencies): PlaybookAgreements {
  const idsOf = async (noun: 'calendar' | 'queue' | 'rota'): Promise<string[]> =>
    (await parties.matching<{ id: string }>(noun, {}, ALL)).map(({ content }) => content.id);
  return {
    async owner(partner) {
      const [found] = await parties.matching<PartnerContent>('partner', { _id: partner }, 1);
      return found ? { tiers: tiersOf(found.content), approvers: found.content.approvers } : null;
    },
    async names() {
      const [calendars, queues, rotas] = await Promise.all([idsOf('calendar'), idsOf('queue'), idsOf('rota')]);
      return { calendars, queues, rotas };
    },
    async calendars(names) {
      const found = await Promise.all(names.map(async (name) => [name, await agreements.calendar(name)] as const));
      return new Map(found.flatMap(([name, calendar]) => (calendar ? [[name, openHours(calendar)] as const] : [])));
    },
    addressOf: async (person) => (await people.byId(person))?.email ?? null,
  };
}

/** Tier 0 is for everyday notices; 1 and up are whom an escalation climbs to. */
function tiersOf({ contacts }: PartnerContent): Record<string, { name: string; address: string }[]> {
  const tiers: Record<string, { name: string; address: string }[]> = {};
  for (const { name, email, tier } of contacts) {
    if (tier > 0) tiers[tier] = [...(tiers[tier] ?? []), { name, address: email }];
  }
  return tiers;
}
