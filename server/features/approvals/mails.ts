import { formatMoney, type Money } from '../../domain/money/money.js';
import { SILENCE_WORDS } from '../../domain/playbook/approval.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { ApprovalNotice } from '../mail/notices.js';
import type { ApprovalAbout } from './present.js';
import type { ApprovalNow, ApprovalService } from './service.js';
import type { WhoAnswers } from './who.js';

interface Dependencies {
  approvals: Pick<ApprovalService, 'ofLink'>;
  who: Pick<WhoAnswers, 'mailed'>;
  about(now: ApprovalNow): Promise<ApprovalAbout>;
  notices: {
    approval(cause: { event: string; topic: { kind: string; id: string } }, notice: ApprovalNotice): Promise<void>;
  };
  /** The zone in which a partner, or the provider with `null`, reads times. */
  zoneOf(partner: string | null): Promise<string>;
}

/** Mails the questions to whom they are asked of, each with a link of their own. */
export function approvalMails({ approvals, who, about, notices, zoneOf }: Dependencies) {
  async function mail(event: string, now: ApprovalNow, people: ApprovalNotice['people']): Promise<void> {
    const { of } = now.record;
    const topic = { kind: 'approval', id: now.id };
    const notice = noticeOf(now, await about(now));
    await notices.approval({ event, topic }, { ...notice, people, party: of.party, zone: await zoneOf(of.partner) });
  }

  const consumer: Consumer = {
    name: 'approval-mails',
    types: ['approval-asked'],
    async handle({ id, subject }) {
      const now = await approvals.ofLink(subject.id);
      await mail(id, now, await who.mailed(now.record));
    },
  };
  return { consumer, mail };
}
export type ApprovalMails = ReturnType<typeof approvalMails>;

function noticeOf(
  { id, record: { approval, of } }: ApprovalNow,
  { ticket, unitPrice }: ApprovalAbout,
): Omit<ApprovalNotice, 'people' | 'party' | 'zone'> {
  const { upgrade, origin } = ticket;
  const customer = origin.customer?.name ?? null;
  const price = of.party === 'partner' && upgrade && unitPrice ? priceFact(upgrade.increase, unitPrice) : null;
  const facts = [
    { label: 'Ticket', value: `#${ticket.number} ${ticket.subject}` },
    ...(customer === null ? [] : [{ label: 'Customer', value: customer }]),
    ...(upgrade === null
      ? []
      : [
          { label: 'Asked for', value: `${upgrade.quantity} ${upgrade.item}, ${comparedInWords(upgrade.increase)}` },
          { label: 'From', value: upgrade.from },
        ]),
    ...(price ? [price] : []),
    ...(approval.answersNeeded > 1
      ? [{ label: 'Answers', value: `${approval.answersNeeded} people must approve` }]
      : []),
  ];
  const title =
    upgrade === null ? ticket.subject : `${upgrade.quantity} ${upgrade.item} for ${customer ?? 'a customer'}`;
  const { question, until, silence } = approval;
  return { id, title, asks: question, facts, until, silence: SILENCE_WORDS[silence] };
}

/** How what is asked for compares with what is agreed now. */
function comparedInWords(increase: number): string {
  if (increase === 0) return 'as many as agreed';
  return `${Math.abs(increase)} ${increase > 0 ? 'more' : 'less'} than agreed`;
}

function priceFact(increase: number, { amount, currency }: Money): { label: string; value: string } {
  const label = increase < 0 ? 'Takes off a month' : 'Adds a month';
  return { label, value: formatMoney({ amount: amount * Math.abs(increase), currency }) };
}
