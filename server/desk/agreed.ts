import { agreementService } from '../features/partners/agreements.js';
import { deskPeople } from '../features/partners/desk-people.js';
import { partyModels } from '../features/partners/model.js';
import { NOUN_NAMES } from '../features/partners/noun.js';
import type { DealContent } from '../features/partners/nouns/deal.js';
import { originMemory } from '../features/partners/origin-memory.js';
import { playbookAgreements } from '../features/partners/playbook-agreements.js';
import { unknownAgreements } from '../features/partners/queue-desk.js';
import { rotaService } from '../features/partners/rotas/service.js';
import { partyService } from '../features/partners/service.js';
import { withDeal } from '../features/partners/supposed.js';
import { accounts } from '../features/people/accounts.js';
import { linkService } from '../features/people/links.js';
import { peopleModels } from '../features/people/model.js';
import { companiesOf, peopleService } from '../features/people/service.js';
import { sessionService } from '../features/people/sessions.js';
import { playbookModels } from '../features/playbooks/model.js';
import { playbookService } from '../features/playbooks/service.js';
import { logMemory } from '../platform/log/memory.js';
import type { Foundation } from './foundation.js';
import { PROVIDER_NAME, type World } from './world.js';

/** Parties, agreements and people: who is who, and what was agreed. */
export function agreedParts({ config, connection, clock, secretKey, story }: World, { log, changes }: Foundation) {
  const models = partyModels(connection);
  const persons = peopleModels(connection, clock);
  const parties = partyService({
    ...{ models, changes, companiesOf: companiesOf(persons) },
    ...(story && { memory: new Map() }),
  });
  const memory = originMemory({ connection });
  const deskDomains = [domainOf(config.mailFrom)];
  const agreements = agreementService({ parties, memory, deskDomains, providerName: PROVIDER_NAME });
  /** The agreements as they would be if this deal was one of them. */
  const supposing = (deal: DealContent) =>
    agreementService({ ...{ memory, deskDomains, providerName: PROVIDER_NAME }, parties: withDeal(parties, deal) });
  const seen = logMemory({ log, kinds: [...NOUN_NAMES, 'playbook', 'key'] });
  const agreementsSeen = agreementService({
    ...{ memory, deskDomains, providerName: PROVIDER_NAME },
    parties: parties.remembering(seen),
  });
  const sessions = sessionService({
    ...{ models: persons, connection, clock, remembered: seen },
    accounts: accounts({ models: persons, changes }),
  });
  const links = linkService({ models: persons, clock, secretKey });
  const people = peopleService({
    ...{ models: persons, changes, clock, sessions },
    unknownAgreements: unknownAgreements({ parties }),
    companyExists: async (company) => company.kind === 'provider' || parties.exists(company.kind, company.id),
  });

  const rotas = rotaService({ parties, agreements, people, clock });

  const playbooks = playbookService({
    ...{ models: playbookModels(connection), changes },
    agreements: playbookAgreements({ parties, agreements, people }),
  });

  const deskPersons = deskPeople({ people, parties });
  return {
    models,
    parties,
    memory,
    deskDomains,
    agreements,
    supposing,
    seen,
    agreementsSeen,
    persons,
    sessions,
    links,
    people,
    rotas,
    playbooks,
    deskPersons,
  };
}
export type AgreedParts = ReturnType<typeof agreedParts>;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
