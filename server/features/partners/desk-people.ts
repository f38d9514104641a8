import type { PeopleService } from '../people/service.js';
import type { DealContent } from './nouns/deal.js';
import type { PartnerContent } from './nouns/partner.js';
import type { PartyService } from './service.js';

/** People as others need them: who somebody is, whom mail about a partner's tickets goes to, who decides for it. */
export function deskPeople({
  people,
  parties,
}: {
  people: Pick<PeopleService, 'byId'>;
  parties: Pick<PartyService, 'byIds'>;
}) {
  const partnerOf = async (id: string) => (await parties.byIds<PartnerContent>('partner', [id])).get(id)?.content;

  return {
    async person(id: string) {
      const found = await people.byId(id);
      if (!found) return null;
      const { name, email, company, active } = found;
      return { id, name, email, active, party: company.kind, company: company.kind === 'provider' ? null : company.id };
    },
    /** Everyday notices go to the contacts of tier 0, or to all where nobody is of it. */
    async partnerContacts(partner: string): Promise<readonly { name: string; email: string }[]> {
      const contacts = (await partnerOf(partner))?.contacts ?? [];
      const everyday = contacts.filter(({ tier }) => tier === 0);
      return everyday.length > 0 ? everyday : contacts;
    },
    /** The addresses that a deal and its partner name as approvers. */
    async approversOf(deal: string | null, partner: string | null): Promise<readonly string[]> {
      const agreed = deal === null ? undefined : (await parties.byIds<DealContent>('deal', [deal])).get(deal)?.content;
      const company = partner === null ? undefined : await partnerOf(partner);
      return [...(agreed?.approvers ?? []), ...(company?.approvers ?? [])];
    },
    /** The zone in which a partner reads times; the provider's people read UTC in mails. */
    zoneOf: async (partner: string | null): Promise<string> =>
      partner === null ? 'UTC' : ((await partnerOf(partner))?.timeZone ?? 'UTC'),
  };
}
