import { join } from 'node:path';
import { can, readerOf } from '../domain/access/access.js';
import { approvalLink } from '../features/approvals/links.js';
import { approvalMails } from '../features/approvals/mails.js';
import { approvalSubject } from '../features/approvals/model.js';
import { approvalService } from '../features/approvals/service.js';
import { approvalFeed, approvalsShown } from '../features/approvals/shown.js';
import { whoAnswers } from '../features/approvals/who.js';
import { creditFeed } from '../features/credits/feed.js';
import { brands } from '../features/mail/brand.js';
import { mailLinkActions } from '../features/mail/link-actions.js';
import { dealParties } from '../features/mail/parties.js';
import { mailService } from '../features/mail/service.js';
import { ticketsByMail, ticketsSeen } from '../features/mail/tickets/by-mail.js';
import { dataFor, feedEntry, type PresentEvent } from '../features/operations/routes.js';
import { maintenanceFeed, outageFeed } from '../features/outages/feed.js';
import { holidayProposals } from '../features/partners/calendars/proposals.js';
import { calendarService } from '../features/partners/calendars/service.js';
import { NOUN_NAMES } from '../features/partners/noun.js';
import { ticketFeed } from '../features/tickets/feed.js';
import { webhookMessages } from '../features/webhooks/messages.js';
import { webhookDeliveries, webhookSubject } from '../features/webhooks/model.js';
import { webhookReader, webhookService } from '../features/webhooks/service.js';
import { parseAllowList } from '../platform/outbound/addresses.js';
import { outboundFetch, systemResolve } from '../platform/outbound/fetch.js';
import type { AgreedParts } from './agreed.js';
import type { FollowedParts } from './followed.js';
import type { Foundation } from './foundation.js';
import type { ServiceParts } from './service.js';
import type { WorkParts } from './work.js';
import { FEED_LIMITS, type Place, PROJECT, PROVIDER_NAME, WEBHOOK_LIMITS, type World } from './world.js';

/** What goes out and comes in: mail, approvals, webhooks, feeds of calendars, and how events are told. */
export function outwardParts(
  { config, connection, clock, logger, secure, publicUrl }: World & Place,
  { changes }: Foundation,
  { parties, agreements, sessions, links, people, rotas, deskPersons }: AgreedParts,
  followed: FollowedParts,
  { upgrades, tickets, ticketNow }: WorkParts,
  { outages, componentNames, bought, credits }: ServiceParts,
) {
  const { partnerContacts } = deskPersons;
  const provider = { name: PROVIDER_NAME, colour: null };
  const mail = mailService({
    ...{ connection, clock, logger, agreements: followed.agreements, parties: followed.parties },
    ...{ from: config.mailFrom, smtpUrl: config.smtpUrl, smtpListen: config.smtpListen },
    templates: join(PROJECT, 'templates/mail'),
    trustedServer: config.mailAuthServer,
    ownMailbox: config.demo !== null && config.smtpUrl === null,
    provider,
    brandOf: brands({ parties, provider }),
    tickets: ticketsSeen(tickets),
    people: {
      ...{ person: deskPersons.person, partnerContacts: followed.partnerContacts },
      addressOf: async (id) => (await followed.people.byId(id))?.email ?? null,
    },
    rotas,
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
    ...{ deliveries: hooks.deliveries, clock, logger },
    webhooks: {
      ...webhooks,
      listening: (owners) =>
        followed.remembered.of(JSON.stringify(['webhooks', owners]), () => webhooks.listening(owners)),
    },
    fetch: outboundFetch({ allow, resolve: systemResolve, ...WEBHOOK_LIMITS }),
    present: (event, owner) => feedEntry(event, webhookReader(owner), presentEvents),
  });
  return {
    partnerContacts,
    mail,
    linkActions,
    approvals,
    approvalShown,
    asking,
    approvalByLink,
    presentEvents,
    calendars,
    proposals,
    hooks,
    webhooks,
    messages,
  };
}
export type OutwardParts = ReturnType<typeof outwardParts>;
