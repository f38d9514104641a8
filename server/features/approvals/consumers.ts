import type { Consumer } from '../../platform/log/consumers.js';
import type { ApprovalService } from './service.js';

/** Makes and withdraws approvals as tickets ask, under the ids that tickets gave them. */
export const approvalsOfTickets = (approvals: Pick<ApprovalService, 'take' | 'withdraw'>): Consumer => ({
  name: 'approvals',
  types: ['ticket-approval-asked', 'ticket-approval-withdrawn'],
  async handle({ type, subject, data }) {
    const approval = String(data.approval);
    if (type === 'ticket-approval-asked') await approvals.take(subject.id, approval);
    else await approvals.withdraw(approval);
  },
});

/** Tells tickets how their approvals came out. */
export const approvalOutcomes = (approvals: Pick<ApprovalService, 'tellTicket'>): Consumer => ({
  name: 'approval-outcomes',
  types: ['approval-ended'],
  handle: ({ subject }) => approvals.tellTicket(subject.id),
});
