import type { PeopleService } from '../people/service.js';
import type { PartnerContent } from './nouns/partner.js';
import type { PartyService } from './service.js';

/** People as tickets need them: who somebody is, and whom mail about a partner's tickets goes to. */
export function deskPeople({ people, parties }: { people: PeopleService; parties: PartyService }) {
  return {
    async person(id: string) {
      const found = await people.byId(id);
      if (!found) return null;
      const { name, email, company, active } = found;
      return { id, name, email, active, party: company.kind, company: company.kind === 'provider' ? null : company.id };
    },
    /** Everyday notices go to the contacts of tier 0, or to all where nobody is of it. */
    async partnerContacts(partner: string): Promise<readonly { name: string; email: string }[]> {
      const found = (await parties.byIds<PartnerContent>('partner', [partner])).get(partner);
      const contacts = found?.content.contacts ?? [];
      const everyday = contacts.filter(({ tier }) => tier === 0);
      return everyday.length > 0 ? everyday : contacts;
    },
  };
}
