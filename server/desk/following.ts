import { approvalOutcomes, approvalsOfTickets } from '../features/approvals/consumers.js';
import { creditMails } from '../features/credits/mails.js';
import { accountMails } from '../features/mail/accounts.js';
import { ticketsSeen } from '../features/mail/tickets/by-mail.js';
import { playbookMails } from '../features/mail/tickets/playbooks.js';
import { triageMails } from '../features/mail/tickets/triage.js';
import { waitingMails } from '../features/mail/tickets/waiting.js';
import { outageLinks } from '../features/outages/consumers.js';
import { outageMails } from '../features/outages/mails.js';
import { settledUpgrades } from '../features/partners/settled-upgrades.js';
import { judgedRowsKeeper } from '../features/reports/consumer.js';
import { ticketFor } from '../features/tickets/feed.js';
import { openAbout } from '../features/tickets/open-about.js';
import { playbookWebhooks } from '../features/webhooks/playbooks.js';
import { webhookReader } from '../features/webhooks/service.js';
import type { AgreedParts } from './agreed.js';
import type { Foundation } from './foundation.js';
import type { OutwardParts } from './outward.js';
import type { ServiceParts } from './service.js';
import type { WorkParts } from './work.js';
import { OUTBOX_PATIENCE_MS, PROVIDER_NAME } from './world.js';

/** Registers what follows the log and what happens by the clock. */
export function followingParts(
  { dispatcher, consumers, sweeps }: Foundation,
  { models, parties, persons, people, playbooks, deskPersons }: AgreedParts,
  { upgrades, routing, tickets, changedAgreements, agreementChanges, judged, keptViews, assigns, ticketNow }: WorkParts,
  { outages, componentNames, creditParts, bought, credits, creditsRun, creditRun }: ServiceParts,
  { partnerContacts, mail, approvals, asking, proposals, hooks, messages }: OutwardParts,
) {
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
      skipped: tickets.stepSkipped,
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
  return { told };
}
export type FollowingParts = ReturnType<typeof followingParts>;
