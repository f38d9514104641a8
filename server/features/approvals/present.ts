import { type Caller, readerOf } from '../../domain/access/access.js';
import type { Money } from '../../domain/money/money.js';
import { SILENCE_WORDS } from '../../domain/playbook/approval.js';
import type { TicketState } from '../../domain/ticket/state.js';
import { formatInstant } from '../../domain/time/instant.js';
import type { ApprovalNow } from './service.js';
import type { ApprovalAnswer } from './wire.js';

/** What an approval is about: its ticket, and what one more of the item costs a month. */
export interface ApprovalAbout {
  ticket: Pick<TicketState, 'id' | 'number' | 'subject' | 'origin' | 'upgrade'>;
  unitPrice: Money | null;
}

/** What somebody who may see an approval sees of it; prices only for those of whom they are. */
export function presentApproval(
  { id, version, record }: ApprovalNow,
  { ticket, unitPrice }: ApprovalAbout,
  caller: Caller,
): Omit<ApprovalAnswer, 'may'> {
  const { approval } = record;
  return {
    ...{ id, version, state: approval.state, question: approval.question, of: record.of.party },
    ticket: { id: ticket.id, number: ticket.number, subject: ticket.subject },
    ...{ customer: ticket.origin.customer, partner: ticket.origin.partner },
    asks: presentAsks(ticket.upgrade, unitPrice, caller),
    ...{ askedAt: formatInstant(record.askedAt), until: formatInstant(approval.until) },
    silence: approval.silence,
    consequence: `If nobody answers by then, ${SILENCE_WORDS[approval.silence]}`,
    answersNeeded: approval.answersNeeded,
    answers: approval.answers.map(({ by, decision, comment, at }) => ({
      ...{ by: { name: by.name }, decision, comment, at: formatInstant(at) },
    })),
    endedAt: approval.endedAt === null ? null : formatInstant(approval.endedAt),
  };
}

function presentAsks(upgrade: TicketState['upgrade'], unitPrice: Money | null, caller: Caller): ApprovalAnswer['asks'] {
  if (upgrade === null) return null;
  const { subscription, item, quantity, increase, from } = upgrade;
  const seesPrice = readerOf(caller) === 'staff' || readerOf(caller) === 'partner';
  const price = unitPrice && { ...unitPrice, amount: unitPrice.amount * increase };
  return { ...{ subscription, item, quantity, increase, from }, ...(seesPrice && { price }) };
}
