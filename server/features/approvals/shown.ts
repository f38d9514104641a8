import { type Caller, can } from '../../domain/access/access.js';
import type { Money } from '../../domain/money/money.js';
import type { TicketState } from '../../domain/ticket/state.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import { unlessMissing } from '../../platform/problems.js';
import { type ApprovalAbout, presentApproval } from './present.js';
import type { ApprovalNow, ApprovalService } from './service.js';
import type { WhoAnswers } from './who.js';

interface Dependencies {
  approvals: Pick<ApprovalService, 'one' | 'mayOf'>;
  who: Pick<WhoAnswers, 'caller'>;
  ticket(id: string): Promise<TicketState>;
  unitPrice(subscription: string, item: string): Promise<Money | null>;
}

/** Approvals with what they are about, as each reader sees them. */
export function approvalsShown({ approvals, who, ticket, unitPrice }: Dependencies) {
  async function about({ record }: ApprovalNow): Promise<ApprovalAbout> {
    const found = await ticket(record.ticket);
    const { upgrade } = found;
    return { ticket: found, unitPrice: upgrade && (await unitPrice(upgrade.subscription, upgrade.item)) };
  }

  /** Without what this one may do: what is pushed and fed. */
  async function plain(now: ApprovalNow, caller: Caller) {
    return presentApproval(now, await about(now), caller);
  }

  return {
    about,
    plain,
    async whole(now: ApprovalNow, caller: Caller) {
      const answerer = await who.caller(caller, now.record);
      return { ...(await plain(now, caller)), may: approvals.mayOf(now, answerer) };
    },
    /** An approval as it is now for whoever hears of it; `null` for who may not see it. */
    async heard(caller: Caller, id: string) {
      if (!can(caller, 'approvals:see')) return null;
      const now = await unlessMissing(approvals.one(caller, id));
      return now && plain(now, caller);
    },
  };
}
export type ApprovalsShown = ReturnType<typeof approvalsShown>;

/** What the feed tells a caller of an approval's event: the approval as it is now. */
export const approvalFeed =
  (shown: Pick<ApprovalsShown, 'heard'>) =>
  async ({ event }: NumberedEvent, caller: Caller): Promise<Record<string, unknown> | null> => {
    const approval = await shown.heard(caller, event.subject.id);
    return approval && { approval };
  };
