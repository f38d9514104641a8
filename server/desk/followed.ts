import { agreementService } from '../features/partners/agreements.js';
import { deskPeople } from '../features/partners/desk-people.js';
import { NOUN_NAMES } from '../features/partners/noun.js';
import { queueDesk } from '../features/partners/queue-desk.js';
import { followersMemory } from '../platform/log/memory.js';
import type { AgreedParts } from './agreed.js';
import type { Foundation } from './foundation.js';
import { PROVIDER_NAME } from './world.js';

/** What rarely changes of what followers of the log read. */
const RARE: ReadonlySet<string> = new Set([...NOUN_NAMES, 'person', 'webhook']);

/** Those that are followed at the same time are few; each may be large. */
const TICKETS_KEPT = 500;

/** Agreements, people and tickets as followers of the log read them: once, until an event says that it is over. */
export function followedParts(
  { tail }: Foundation,
  { parties: fresh, people: persons, memory, deskDomains }: AgreedParts,
) {
  const remembered = followersMemory({ tail, over: ({ subject }) => (RARE.has(subject.kind) ? 'all' : null) });
  const tickets = followersMemory({
    ...{ tail, kept: TICKETS_KEPT },
    over: ({ subject: { kind, id } }) => (kind === 'ticket' ? id : null),
  });
  const parties = fresh.remembering(remembered);
  const agreements = agreementService({ parties, memory, deskDomains, providerName: PROVIDER_NAME });
  const people = {
    ofCompany: persons.ofCompany,
    byIds: persons.byIds,
    byId: (id: string) => remembered.of(JSON.stringify(['person', id]), () => persons.byId(id)),
  };
  return {
    ...{ remembered, tickets, parties, agreements, people },
    queues: queueDesk({ parties, agreements, people }),
    partnerContacts: deskPeople({ people, parties }).partnerContacts,
  };
}
export type FollowedParts = ReturnType<typeof followedParts>;
