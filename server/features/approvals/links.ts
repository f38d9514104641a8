import { sameForm } from '../../domain/mail/address.js';
import { SILENCE_WORDS } from '../../domain/playbook/approval.js';
import { formatInstant } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { Problem } from '../../platform/problems.js';
import type { LinkAction } from '../people/link-routes.js';
import type { ApprovalMails } from './mails.js';
import type { ApprovalAbout } from './present.js';
import type { ApprovalNow, ApprovalService } from './service.js';
import type { WhoAnswers } from './who.js';

interface Dependencies {
  approvals: Pick<ApprovalService, 'ofLink' | 'decideByLink' | 'mayOf'>;
  who: Pick<WhoAnswers, 'holder'>;
  about(now: ApprovalNow): Promise<ApprovalAbout>;
  mails: Pick<ApprovalMails, 'mail'>;
  clock: Clock;
}

/** A link is mailed anew at most once in this time, in seconds. */
const RENEWAL = 600;

/** The link in an approval's mail: it shows what is asked, and answers by its buttons. */
export const approvalLink = ({ approvals, who, about, mails, clock }: Dependencies): LinkAction => ({
  repeatable: true,
  // Whoever was asked may see how it came out.
  showsUsed: true,
  async show({ subject, email }) {
    const now = await approvals.ofLink(subject);
    const { approval } = now.record;
    const { ticket } = await about(now);
    const answerer = await who.holder(email, now.record);
    const { upgrade } = ticket;
    return {
      ...{ state: approval.state, question: approval.question, number: ticket.number, subject: ticket.subject },
      customer: ticket.origin.customer?.name ?? null,
      asks: upgrade && {
        item: upgrade.item,
        quantity: upgrade.quantity,
        increase: upgrade.increase,
        from: upgrade.from,
      },
      ...{ until: formatInstant(approval.until), silence: approval.silence },
      consequence: `If nobody answers by then, ${SILENCE_WORDS[approval.silence]}`,
      answersNeeded: approval.answersNeeded,
      answers: approval.answers.map(({ by, decision }) => ({ by: by.name, decision })),
      may: approvals.mayOf(now, answerer),
    };
  },
  async act({ subject, email }, { decision, note }, command) {
    if (decision === undefined) throw new Problem('invalid');
    await approvals.decideByLink(email, command, subject, { decision, comment: note?.trim() || null });
    return { body: { ticket: null } };
  },
  async renew({ subject, email }) {
    const now = await approvals.ofLink(subject);
    const holder = await who.holder(email, now.record);
    if (approvals.mayOf(now, holder).length === 0) return;
    const at = await clock.now();
    const event = `link-renewed:approval:${subject}:${email}:${Math.floor(at / RENEWAL)}`;
    await mails.mail(event, now, [{ address: sameForm(email), name: holder.approver.name }]);
  },
});
