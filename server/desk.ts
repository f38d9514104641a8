import { createServer, type Server } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import type { Config } from './config.js';
import { can, readerOf } from './domain/access/access.js';
import { DEFAULT_CAPACITY } from './domain/routing/capacity.js';
import { dealRoutes } from './features/agreement-changes/deal-routes.js';
import { dealChanges } from './features/agreement-changes/deals.js';
import { changeSubject } from './features/agreement-changes/model.js';
import { agreementChangeRoutes } from './features/agreement-changes/routes.js';
import { agreementChangeService } from './features/agreement-changes/service.js';
import { approvalOutcomes, approvalsOfTickets } from './features/approvals/consumers.js';
import { approvalLink } from './features/approvals/links.js';
import { approvalLive } from './features/approvals/live.js';
import { approvalMails } from './features/approvals/mails.js';
import { approvalSubject } from './features/approvals/model.js';
import { approvalRoutes } from './features/approvals/routes.js';
import { approvalService } from './features/approvals/service.js';
import { approvalFeed, approvalsShown } from './features/approvals/shown.js';
import { whoAnswers } from './features/approvals/who.js';
import { agreedReader } from './features/credits/agreed.js';
import { exposureReader } from './features/credits/exposure.js';
import { creditFeed } from './features/credits/feed.js';
import { creditJobs } from './features/credits/jobs.js';
import { ledgerService } from './features/credits/ledger.js';
import { creditMails } from './features/credits/mails.js';
import { creditModels } from './features/credits/model.js';
import { creditRoutes } from './features/credits/routes.js';
import { creditRuns } from './features/credits/run-record.js';
import { creditService } from './features/credits/service.js';
import { accountMails } from './features/mail/accounts.js';
import { mailLinkActions } from './features/mail/link-actions.js';
import { dealParties } from './features/mail/parties.js';
import { mailboxRoutes, mailRoutes } from './features/mail/routes.js';
import { mailService } from './features/mail/service.js';
import { ticketsByMail, ticketsSeen } from './features/mail/tickets/by-mail.js';
import { playbookMails } from './features/mail/tickets/playbooks.js';
import { triageMails } from './features/mail/tickets/triage.js';
import { waitingMails } from './features/mail/tickets/waiting.js';
import { auditRoutes } from './features/operations/audit.js';
import {
  clockRoute,
  dataFor,
  feedEntry,
  feedRoutes,
  openapiRoute,
  type PresentEvent,
} from './features/operations/routes.js';
import { outageLinks } from './features/outages/consumers.js';
import { maintenanceFeed, outageFeed } from './features/outages/feed.js';
import { outageLive } from './features/outages/live.js';
import { outageMails } from './features/outages/mails.js';
import { outageModels } from './features/outages/model.js';
import { outageRoutes } from './features/outages/routes.js';
import { outageService } from './features/outages/service.js';
import { agreementService } from './features/partners/agreements.js';
import { holidayProposals } from './features/partners/calendars/proposals.js';
import { calendarRoutes } from './features/partners/calendars/routes.js';
import { calendarService } from './features/partners/calendars/service.js';
import { creditAgreements } from './features/partners/credit-agreements.js';
import { deskPeople } from './features/partners/desk-people.js';
import { agreementLint, lintRoutes } from './features/partners/lint.js';
import { partyModels } from './features/partners/model.js';
import { NOUN_NAMES } from './features/partners/noun.js';
import type { ComponentContent } from './features/partners/nouns/service.js';
import { originMemory } from './features/partners/origin-memory.js';
import { playbookAgreements } from './features/partners/playbook-agreements.js';
import { quantityRoute } from './features/partners/quantity-routes.js';
import { queueDesk, unknownAgreements } from './features/partners/queue-desk.js';
import { rotaRoutes } from './features/partners/rotas/routes.js';
import { rotaService } from './features/partners/rotas/service.js';
import { partyRoutes } from './features/partners/routes.js';
import { partyService } from './features/partners/service.js';
import { settledUpgrades } from './features/partners/settled-upgrades.js';
import { upgradeService } from './features/partners/upgrades.js';
import { accounts } from './features/people/accounts.js';
import { linkRoutes } from './features/people/link-routes.js';
import { linkService } from './features/people/links.js';
import { peopleModels } from './features/people/model.js';
import { peopleRoutes } from './features/people/routes.js';
import { peopleService } from './features/people/service.js';
import { COOKIE, sessionService } from './features/people/sessions.js';
import { playbookModels } from './features/playbooks/model.js';
import { playbookRoutes } from './features/playbooks/routes.js';
import { playbookService } from './features/playbooks/service.js';
import { judgedRowsKeeper } from './features/reports/consumer.js';
import { judgedModel } from './features/reports/model.js';
import { reportRoutes } from './features/reports/routes.js';
import { reportService } from './features/reports/service.js';
import { assigning } from './features/routing/assigning.js';
import { boardModel, workloadModel } from './features/routing/model.js';
import { routingRoutes } from './features/routing/routes.js';
import { routingService } from './features/routing/service.js';
import { statusPage } from './features/status-page/page.js';
import { ticketFeed, ticketFor } from './features/tickets/feed.js';
import { ticketHeld } from './features/tickets/held.js';
import { ticketQueue } from './features/tickets/live/queue.js';
import { ticketWarnings } from './features/tickets/live/warnings.js';
import { ticketWatch } from './features/tickets/live/watch.js';
import { ticketModels } from './features/tickets/model.js';
import { openAbout } from './features/tickets/open-about.js';
import { queuedTickets } from './features/tickets/queued.js';
import { ticketRoutes } from './features/tickets/routes.js';
import { ticketService } from './features/tickets/service/index.js';
import { viewSubjects } from './features/views/model.js';
import { viewRoutes } from './features/views/routes.js';
import { viewService } from './features/views/service.js';
import { webhookMessages } from './features/webhooks/messages.js';
import { webhookDeliveries, webhookSubject } from './features/webhooks/model.js';
import { playbookWebhooks } from './features/webhooks/playbooks.js';
import { webhookRoutes } from './features/webhooks/routes.js';
import { webhookReader, webhookService } from './features/webhooks/service.js';
import type { Clock } from './platform/clock/clock.js';
import type { ManualClock } from './platform/clock/manual-clock.js';
import { ensureIndexes } from './platform/database/connect.js';
import { healthPages, lagsOf } from './platform/health.js';
import { webApp } from './platform/http/app.js';
import { clientFiles } from './platform/http/client-files.js';
import { docsPages } from './platform/http/docs.js';
import { idempotency } from './platform/http/idempotency.js';
import type { Route } from './platform/http/route.js';
import { jobs as agendaJobs } from './platform/jobs/jobs.js';
import { noHints, redisHints } from './platform/live/hints.js';
import { liveHub } from './platform/live/hub.js';
import { changes as changesOf } from './platform/log/changes.js';
import { consumers as consumersOf } from './platform/log/consumers.js';
import { dispatcher as dispatcherOf } from './platform/log/dispatcher.js';
import { log as logOf } from './platform/log/log.js';
import { logMemory } from './platform/log/memory.js';
import type { Logger } from './platform/logger.js';
import { parseAllowList } from './platform/outbound/addresses.js';
import { outboundFetch, systemResolve } from './platform/outbound/fetch.js';
import { sweeps as sweepsOf } from './platform/sweeps/sweeps.js';

export const PROVIDER_NAME = 'Northwind Cloud';
/** Of which subjects every event is an act of money or administration. */
const AUDITED = [
  'approval',
  'credit',
  'credit-run',
  'sla-change',
  'person',
  'key',
  'account',
  'webhook',
  'playbook',
  ...NOUN_NAMES,
];
const OUTBOX_PATIENCE_MS = 5_000;
/** Where this runs from, and the project's folder: above `dist` where this is the built server. */
const BUILT = dirname(dirname(fileURLToPath(import.meta.url)));
export const PROJECT = basename(BUILT) === 'dist' ? dirname(BUILT) : BUILT;
/** What a webhook's far side has, in milliseconds, and how much of its answer is read, in bytes. */
const WEBHOOK_LIMITS = { timeout: 15_000, maxBytes: 16_384 };
/** The same of a calendar's feed, which is longer. */
const FEED_LIMITS = { timeout: 15_000, maxBytes: 500_000 };

interface World {
  config: Config;
  connection: Connection;
  clock: Clock | ManualClock;
  logger: Logger;
  secretKey: string;
  /** This process alone uses the store: what a killed one held is free. */
  alone: boolean;
  /** The demo's story: alone with its store, and with ids that follow from this. */
  story?: { newSeed(): string };
}

/** The desk: every part built once, in one straight list. */
export async function openDesk({ config, connection, clock, logger, secretKey, alone, story }: World) {
  let draining = false;
  const log = logOf({ connection });
  const dispatcher = dispatcherOf({ log, clock });
  const changes = changesOf({ clock, dispatcher });
  const consumers = consumersOf({ connection, log, clock, logger });
  const sweeps = sweepsOf({ clock, logger });
  const keys = idempotency({ connection, clock });
  const jobs = agendaJobs({ connection, sweeps, logger });

  const models = partyModels(connection);
  const parties = partyService({ models, changes, ...(story && { memory: new Map() }) });
  const memory = originMemory({ connection });
  const deskDomains = [domainOf(config.mailFrom)];
  const agreements = agreementService({ parties, memory, deskDomains, providerName: PROVIDER_NAME });
  const seen = logMemory({ log, kinds: [...NOUN_NAMES, 'playbook'] });
  const agreementsSeen = agreementService({
    ...{ memory, deskDomains, providerName: PROVIDER_NAME },
    parties: parties.remembering(seen),
  });
  const persons = peopleModels(connection, clock);
  const sessions = sessionService({
    ...{ models: persons, connection, clock },
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
      },
    },
    people: deskPersons,
    rotas,
    reservations: routing,
    playbooks,
    upgrades,
    desk: { domains: deskDomains, name: PROVIDER_NAME },
  });

  const changedAgreements = changeSubject(connection);
  const agreementChanges = agreementChangeService({
    ...{ subject: changedAgreements, changes, parties, clock },
    deals: dealChanges({ parties }),
    tickets: tickets.underAgreements,
  });

  const judged = judgedModel(connection);
  const reports = reportService({ rows: judged, sharedDeals: agreements.sharedDeals });
  const keptViews = viewSubjects(connection);
  const views = viewService({ ...keptViews, changes, tickets });
  const assigns = assigning({
    ...{ boards: boardModel(connection), workloads: workloadModel(connection), clock, routing, queues },
    tickets: queuedTickets({ store: tickets.store }),
  });

  const ticketNow = (id: string) => tickets.store.one({ _id: id });

  const outages = outageService({
    ...{ models: outageModels(connection), changes, clock },
    knownComponents: async (ids) => new Set((await parties.byIds('component', ids)).keys()),
  });
  const componentNames = (ids: readonly string[]) => parties.namesOf('component', ids);
  const creditParts = creditModels(connection);
  const ledger = ledgerService({ models: creditParts });
  const agreed = agreedReader({ parties });
  const bought = creditAgreements({ parties, providerName: PROVIDER_NAME });
  const credits = creditService({
    ...{ models: creditParts, ledger, changes, clock, outages },
    rules: { ...config.credits, issuer: PROVIDER_NAME },
    agreements: { subscriptions: bought.subscriptions, agreed },
    shownTo: bought.partnersShowingCreditsTo,
  });
  const exposureOf = exposureReader({
    ...{ credits, agreed, subscriptionsOf: bought.subscriptionsOf, customerOf: bought.customersOf },
    now: () => clock.now(),
  });

  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const publicUrl = () => config.publicUrl ?? localUrl(config, server.address());
  const { partnerContacts } = deskPersons;
  const mail = mailService({
    ...{ connection, clock, logger, agreements, parties },
    ...{ from: config.mailFrom, smtpUrl: config.smtpUrl, smtpListen: config.smtpListen },
    templates: join(PROJECT, 'templates/mail'),
    trustedServer: config.mailAuthServer,
    ownMailbox: config.demo !== null && config.smtpUrl === null,
    provider: { name: PROVIDER_NAME, colour: null },
    tickets: ticketsSeen(tickets),
    people: {
      ...{ person: deskPersons.person, partnerContacts },
      addressOf: async (id) => (await people.byId(id))?.email ?? null,
    },
    links: { publicUrl, oneTime: async (link, ...words) => `${publicUrl()}/l/${await links.make(link, ...words)}` },
    ticketsByMail: ticketsByMail({ tickets, partnerContacts, personOf: (address) => people.byEmail(address) }),
    partiesOf: dealParties({ agreements, parties, partnerContacts }),
  });
  const linkActions = mailLinkActions({
    ...{ tickets, people, sessions, clock, secure },
    ...{ notices: mail.notices, proved: mail.proved },
  });

  const { approversOf, zoneOf } = deskPersons;
  const who = whoAnswers({ people, approversOf });
  const { pendingApproval, settleApproval } = tickets;
  const approvals = approvalService({
    ...{ subject: approvalSubject(connection), changes, clock, who },
    tickets: { ticket: ticketNow, pendingApproval, settleApproval },
  });
  const approvalShown = approvalsShown({ approvals, who, ticket: ticketNow, unitPrice: upgrades.unitPrice });
  const { about } = approvalShown;
  const asking = approvalMails({ approvals, who, about, notices: mail.notices, zoneOf });
  const approvalByLink = approvalLink({ approvals, who, about, mails: asking, clock });

  const toStaff = dataFor((caller) => readerOf(caller) === 'staff');
  const toAdmins = dataFor((caller) => can(caller, 'desk:admin'));
  const presentEvents = new Map<string, PresentEvent>([
    ...[...NOUN_NAMES, 'playbook', 'sla-change'].map((name): [string, PresentEvent] => [name, toStaff]),
    ...['person', 'key', 'webhook'].map((name): [string, PresentEvent] => [name, toAdmins]),
    ['ticket', ticketFeed(tickets)],
    ['outage', outageFeed({ outages, componentNames })],
    ['maintenance', maintenanceFeed({ outages })],
    ['approval', approvalFeed(approvalShown)],
    ['credit', creditFeed({ credits, namesOf: bought.namesOf })],
  ]);
  const allow = parseAllowList(config.outboundAllow);
  const calendars = calendarService({
    ...{ parties, clock },
    fetch: outboundFetch({ allow, resolve: systemResolve, ...FEED_LIMITS }),
  });
  const proposals = holidayProposals({ connection, clock, calendars });
  const hooks = { subject: webhookSubject(connection), deliveries: webhookDeliveries(connection) };
  const webhooks = webhookService({ ...hooks, changes, allow, clock });
  const messages = webhookMessages({
    ...{ webhooks, deliveries: hooks.deliveries, clock, logger },
    fetch: outboundFetch({ allow, resolve: systemResolve, ...WEBHOOK_LIMITS }),
    present: (event, owner) => feedEntry(event, webhookReader(owner), presentEvents),
  });

  const creditsRun = creditRuns({ connection, changes });
  const creditRun = creditJobs({ connection, credits, endsAfter: config.credits.periodsEndingAfter });
  const { accounts: comings, passwordRequests } = persons;
  const subjects = [...models.values(), playbooks.subject, persons.people, persons.keys, comings, passwordRequests];
  for (const subject of [
    ...subjects,
    tickets.subject,
    approvals.subject,
    changedAgreements,
    hooks.subject,
    keptViews.views,
    keptViews.pinned,
    ...outages.subjects,
    creditParts.credits,
    creditsRun.subject,
  ])
    dispatcher.register(subject);
  const linked = outageLinks({
    outages,
    tickets: { ...openAbout({ tickets }), linkOutage: tickets.linkOutage },
    ongoing: () => outages.ongoing(),
  });
  const followers = [
    ...tickets.consumers,
    routing.consumer,
    assigns.consumer,
    mail.consumer,
    messages.consumer,
    linked,
    credits.bookkeeping,
    judgedRowsKeeper({ rows: judged, tickets: tickets.store }),
    settledUpgrades({ upgrades, ticket: ticketNow }),
    approvalsOfTickets(approvals),
    approvalOutcomes(approvals),
  ];
  const leads = () => people.ofCompany({ kind: 'provider' }, ['lead']);
  const told = [
    asking.consumer,
    mail.thirdParties,
    playbookMails({
      ...{ notices: mail.notices, tickets: ticketsSeen(tickets) },
      people: { person: deskPersons.person, leads },
    }),
    waitingMails({
      ...{ notices: mail.notices, tickets: ticketsSeen(tickets) },
      people: { person: deskPersons.person, leads, partnerContacts },
    }),
    triageMails({ notices: mail.notices, tickets: ticketsSeen(tickets), leads }),
    playbookWebhooks({
      ...{ messages, agreed: playbooks.agreed },
      ticketFor: (owner, id) => ticketFor(tickets)(webhookReader(owner), id),
    }),
    outageMails({ outages, notices: mail.notices, componentNames, dealsWith: bought.dealsWith }),
    accountMails({
      ...{ people, notices: mail.notices },
      nameOf: async (company) =>
        company.kind === 'provider'
          ? PROVIDER_NAME
          : ((await parties.namesOf(company.kind, [company.id])).get(company.id) ?? company.id),
    }),
    creditMails({ credits, notices: mail.notices, namesOf: bought.namesOf }),
  ];
  for (const consumer of [...followers, ...told, creditRun.consumer]) consumers.register(consumer);
  const upgradeRequests = upgrades.orphans(async (id) => (await tickets.subject.model.exists({ _id: id })) !== null);
  const swept = [
    ...tickets.sweeps,
    routing.sweep,
    assigns.sweep,
    upgradeRequests,
    tickets.tidying,
    mail.sweep,
    messages.sweep,
  ];
  for (const sweep of [...swept, approvals.due, agreementChanges.sweep, proposals.sweep, credits.due, creditRun.sweep])
    sweeps.register(sweep);
  sweeps.register({
    name: 'outboxes',
    shared: false,
    run: async () => ({ done: await dispatcher.sweep(OUTBOX_PATIENCE_MS), failed: [] }),
    nextDue: async () => null,
  });

  const hints = config.redisUrl === null ? noHints : redisHints({ url: config.redisUrl, log, clock, logger });
  const live = liveHub({
    log,
    hints,
    logger,
    cookie: COOKIE,
    authenticate: ({ token }) => sessions.ofCredential(token),
  });
  live.register(ticketQueue({ tickets, log }));
  live.register(
    ticketWatch({
      tickets,
      say: (message) => hints.say('presence', message),
      onSaid: (hear) => hints.onSaid('presence', hear),
    }),
  );
  live.register(ticketWarnings({ tickets }));
  live.register(outageLive({ outages, componentNames }));
  live.register(approvalLive({ shown: approvalShown }));

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

  const parts = [consumers.waits, dispatcher.waits, sweeps.waits, mail.post.waits, messages.waits, hints.waits];
  const app: Express = webApp({
    routes,
    authenticate: (request) => sessions.authenticate(request),
    idempotency: keys,
    ...(story && { newSeed: story.newSeed }),
    logger,
    secure,
    trustProxy: config.trustProxy,
    draining: () => draining,
    pages: [
      healthPages({
        serving: async () => !draining && connection.readyState === 1,
        lags: () => lagsOf(parts),
        real: () => clock.real(),
        behind: async () => Object.fromEntries((await consumers.lag()).map(({ name, behind }) => [name, behind])),
        mayScrape: (address) => address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1',
      }),
      docsPages(),
      statusPage({
        ...{ clock, providerName: PROVIDER_NAME, outages, folder: join(PROJECT, 'templates/status') },
        components: async () =>
          (await parties.matching<ComponentContent>('component', {})).map(({ content }) => content),
      }),
      clientFiles(join(BUILT, 'client')),
    ],
  });
  const server = createServer(app);

  return {
    app,
    server,
    routes,
    live: live.interface,
    /** Of which kinds of subjects the feed tells at all. */
    feedKinds: [...presentEvents.keys()],
    log,
    consumers,
    sweeps,
    people,
    parties,
    playbooks,
    agreements,
    tickets,
    upgrades,
    routing,
    approvals,
    outages,
    credits,
    links,
    mail,
    webhooks: messages,
    /** The consumers that tell people outside of what happened. */
    tellers: [mail.consumer, messages.consumer, ...told].map(({ name }) => name),
    /** Makes collections and indexes; what a killed process held is freed where none other lives. */
    async prepare(): Promise<void> {
      await ensureIndexes(connection);
      if (!alone) return;
      await consumers.releaseAll();
      await keys.endLeases();
      await mail.post.endLeases();
      await messages.endLeases();
      await dispatcher.sweep(0);
    },
    /** Begins what goes on by itself. */
    async start(): Promise<void> {
      if (config.web) await live.start(server);
      if (!config.worker) return;
      await mail.start();
      messages.start();
      consumers.start();
      if (!('moveTo' in clock)) await jobs.start();
    },
    /** Takes no new requests, lets running ones finish, frees what it held. */
    async stop(): Promise<void> {
      draining = true;
      await live.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await jobs.stop();
      await consumers.stop();
      await Promise.all([mail.stop(), messages.stop()]);
      await hints.stop();
    },
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** How this process is reached on its own machine. */
function localUrl({ host, port }: Config, address: ReturnType<Server['address']>): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${typeof address === 'object' && address ? address.port : port}`;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
