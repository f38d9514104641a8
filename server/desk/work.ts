import { DEFAULT_CAPACITY } from '../domain/routing/capacity.js';
import { dealChanges } from '../features/agreement-changes/deals.js';
import { changeSubject } from '../features/agreement-changes/model.js';
import { agreementChangeService } from '../features/agreement-changes/service.js';
import { queueDesk } from '../features/partners/queue-desk.js';
import { upgradeService } from '../features/partners/upgrades.js';
import { judgedModel } from '../features/reports/model.js';
import { reportService } from '../features/reports/service.js';
import { assigning } from '../features/routing/assigning.js';
import { boardModel, workloadModel } from '../features/routing/model.js';
import { routingService } from '../features/routing/service.js';
import { ticketHeld } from '../features/tickets/held.js';
import { ticketModels } from '../features/tickets/model.js';
import { queuedTickets } from '../features/tickets/queued.js';
import { ticketService } from '../features/tickets/service/index.js';
import { viewSubjects } from '../features/views/model.js';
import { viewService } from '../features/views/service.js';
import type { AgreedParts } from './agreed.js';
import type { FollowedParts } from './followed.js';
import type { Foundation } from './foundation.js';
import { PROVIDER_NAME, type World } from './world.js';

/** Tickets and what is done with them: routing, views, reports, changes of what was agreed. */
export function workParts(
  { connection, clock }: World,
  { log, changes }: Foundation,
  {
    parties,
    deskDomains,
    agreements,
    supposing,
    seen,
    agreementsSeen,
    people,
    rotas,
    playbooks,
    deskPersons,
  }: AgreedParts,
  followed: FollowedParts,
) {
  const upgrades = upgradeService({ parties, clock });
  const ticketParts = ticketModels(connection);
  const routing = routingService({
    ...{ workloads: workloadModel(connection), clock, ticketNow: ticketHeld(ticketParts) },
    capacityOf: async (agent) => (await people.byId(agent))?.capacity ?? DEFAULT_CAPACITY,
  });
  const queues = queueDesk({ parties, agreements, people });
  const tickets = ticketService({
    ...{ models: ticketParts, changes, log, clock, agreements, queueWork: queues },
    remembered: {
      look: seen.look,
      agreements: agreementsSeen,
      playbooks: {
        inForce: (partner) => seen.of(JSON.stringify(['playbooks', partner]), () => playbooks.inForce(partner)),
        agreed: ({ owner, name, version }) =>
          seen.of(JSON.stringify(['playbook', owner, name, version]), () => playbooks.agreed({ owner, name, version })),
      },
    },
    followed: followed.tickets,
    people: deskPersons,
    rotas,
    reservations: routing,
    upgrades,
    desk: { domains: deskDomains, name: PROVIDER_NAME },
  });

  const changedAgreements = changeSubject(connection);
  const agreementChanges = agreementChangeService({
    ...{ subject: changedAgreements, changes, parties, clock },
    deals: dealChanges({ parties }),
    tickets: tickets.underAgreements,
    supposing,
  });

  const judged = judgedModel(connection);
  const reports = reportService({ rows: judged, sharedDeals: agreements.sharedDeals });
  const keptViews = viewSubjects(connection);
  const views = viewService({ ...keptViews, changes, tickets });
  const assigns = assigning({
    ...{
      boards: boardModel(connection),
      workloads: workloadModel(connection),
      clock,
      routing,
      queues,
      followed: followed.queues,
    },
    tickets: queuedTickets({ store: tickets.store }),
  });

  const ticketNow = (id: string) => tickets.store.one({ _id: id });
  return {
    upgrades,
    routing,
    queues,
    tickets,
    changedAgreements,
    agreementChanges,
    judged,
    reports,
    keptViews,
    views,
    assigns,
    ticketNow,
  };
}
export type WorkParts = ReturnType<typeof workParts>;
