import { type Connection, Schema } from 'mongoose';
import {
  type Approval,
  type ApprovalEvent,
  type ApprovalState,
  settleApprovalByTime,
} from '../../domain/playbook/approval.js';
import type { Seconds } from '../../domain/time/instant.js';
import { type Subject, type SubjectDocument, subjectModel, subjectSchema } from '../../platform/log/subject.js';

/** Whom an approval is asked of: a side, and of it the people whom the playbook names, by their addresses. */
export interface AskedOf {
  party: 'provider' | 'partner';
  /** The partner's id; `null` for the provider's. */
  partner: string | null;
  named: readonly { name: string; address: string }[];
}

/** An approval with what it is about. What the ticket itself says is read from the ticket. */
export interface ApprovalRecord {
  approval: Approval;
  of: AskedOf;
  ticket: string;
  deal: string | null;
  /** Whether it is about money: then finance decides for the provider. */
  money: boolean;
  askedAt: Seconds;
}

interface ApprovalDocument extends SubjectDocument {
  record: ApprovalRecord;
  state: ApprovalState;
  askedAt: Seconds;
  /** Until when it can be answered; only while it is pending. */
  deadline?: Seconds;
}

const schema = subjectSchema<ApprovalDocument>({
  record: { type: Schema.Types.Mixed, required: true },
  state: { type: String, required: true },
  askedAt: { type: Number, required: true },
  deadline: { type: Number },
});
schema.index({ slot: 1, deadline: 1 });
schema.index({ deadline: 1 }, { sparse: true });
schema.index({ askedAt: -1, _id: -1 });
schema.index({ state: 1, askedAt: -1, _id: -1 });
schema.index({ 'record.of.partner': 1, askedAt: -1, _id: -1 });
schema.index({ 'record.ticket': 1, askedAt: -1, _id: -1 });

export type ApprovalSubject = Subject<ApprovalRecord, ApprovalEvent, ApprovalDocument>;

/** Approvals: one document each, with all answers. What time ends is ended before any command. */
export const approvalSubject = (connection: Connection): ApprovalSubject => ({
  kind: 'approval',
  model: subjectModel(connection, 'Approval', schema, 'approvals'),
  read: ({ record }) => record,
  write: (record) => ({
    ...{ record, state: record.approval.state, askedAt: record.askedAt },
    deadline: record.approval.state === 'pending' ? record.approval.until : undefined,
  }),
  audience: ({ of }) => ({ provider: true, partner: of.partner, customer: null }),
  settle(record, at) {
    const settled = settleApprovalByTime(record.approval, at);
    if (!settled.ok) throw new Error(settled.reason);
    return { state: { ...record, approval: settled.state }, events: settled.events };
  },
});
