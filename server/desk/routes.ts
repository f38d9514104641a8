import { dealRoutes } from '../features/agreement-changes/deal-routes.js';
import { agreementChangeRoutes } from '../features/agreement-changes/routes.js';
import { approvalRoutes } from '../features/approvals/routes.js';
import { creditRoutes } from '../features/credits/routes.js';
import { mailboxRoutes, mailRoutes } from '../features/mail/routes.js';
import { auditRoutes } from '../features/operations/audit.js';
import { clockRoute, feedRoutes, openapiRoute } from '../features/operations/routes.js';
import { outageRoutes } from '../features/outages/routes.js';
import { calendarRoutes } from '../features/partners/calendars/routes.js';
import { agreementLint, lintRoutes } from '../features/partners/lint.js';
import { quantityRoute } from '../features/partners/quantity-routes.js';
import { rotaRoutes } from '../features/partners/rotas/routes.js';
import { partyRoutes } from '../features/partners/routes.js';
import { linkRoutes } from '../features/people/link-routes.js';
import { peopleRoutes } from '../features/people/routes.js';
import { playbookRoutes } from '../features/playbooks/routes.js';
import { reportRoutes } from '../features/reports/routes.js';
import { routingRoutes } from '../features/routing/routes.js';
import { ticketRoutes } from '../features/tickets/routes.js';
import { viewRoutes } from '../features/views/routes.js';
import { webhookRoutes } from '../features/webhooks/routes.js';
import type { Route } from '../platform/http/route.js';
import type { AgreedParts } from './agreed.js';
import type { Foundation } from './foundation.js';
import type { OutwardParts } from './outward.js';
import type { ServiceParts } from './service.js';
import type { WorkParts } from './work.js';
import { AUDITED, type Place, PROVIDER_NAME, type World } from './world.js';

/** Every route of the API. */
export function routesOf(
  { config, clock, secure }: World & Place,
  { log, consumers, sweeps }: Foundation,
  { parties, sessions, links, people, rotas, playbooks }: AgreedParts,
  { upgrades, routing, queues, tickets, agreementChanges, reports, views }: WorkParts,
  { outages, componentNames, ledger, agreed, bought, credits, exposureOf, creditsRun }: ServiceParts,
  {
    mail,
    linkActions,
    approvals,
    approvalShown,
    approvalByLink,
    presentEvents,
    calendars,
    proposals,
    webhooks,
    messages,
  }: OutwardParts,
) {
  const routes: Route[] = [
    ...peopleRoutes({ people, sessions, clock, providerName: PROVIDER_NAME, secure }),
    ...partyRoutes({ parties }),
    ...calendarRoutes({ calendars, proposals }),
    ...rotaRoutes({ rotas }),
    ...agreementChangeRoutes({ changes: agreementChanges }),
    ...dealRoutes({ changes: agreementChanges }),
    ...lintRoutes({ lint: agreementLint({ parties, rotas, clock, providerName: PROVIDER_NAME }) }),
    ...playbookRoutes({ playbooks }),
    quantityRoute({ parties, today: upgrades.today }),
    ...ticketRoutes(tickets),
    ...viewRoutes({ views }),
    ...routingRoutes({
      ...{ routing, clock, agentsOf: queues.agentsOf, agent: queues.agent },
      expectQueue: async (caller, id) => void (await parties.one(parties.noun('queue'), caller, id)),
    }),
    ...linkRoutes({ links, actions: { ...linkActions, approval: approvalByLink } }),
    ...approvalRoutes({ approvals, shown: approvalShown }),
    ...mailRoutes({ post: mail.post, ticketSeenBy: async (caller, id) => (await tickets.get(caller, id)).state.id }),
    ...(config.demo ? mailboxRoutes({ mailbox: mail.mailbox }) : []),
    ...webhookRoutes({ webhooks, messages }),
    ...outageRoutes({ outages, componentNames, exposureOf }),
    ...reportRoutes({ reports, namesOf: parties.namesOf.bind(parties) }),
    ...creditRoutes({
      credits,
      ledger,
      runs: creditsRun,
      issuer: PROVIDER_NAME,
      namesOf: bought.namesOf,
      agreedFor: bought.agreedFor(agreed),
    }),
    ...feedRoutes({ log, present: presentEvents }),
    ...auditRoutes({ log, kinds: AUDITED }),
    ...('moveTo' in clock ? [clockRoute({ clock, sweeps, consumers })] : []),
    openapiRoute(() => routes),
  ];
  return routes;
}
