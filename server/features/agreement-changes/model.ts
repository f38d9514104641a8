import { type Connection, Schema } from 'mongoose';
import { type Subject, type SubjectDocument, subjectModel, subjectSchema } from '../../platform/log/subject.js';
import { type ChangeEvent, type ChangeState, wakeAtOf } from './state.js';

/** A change of agreements as stored, and beside its state what it is found by. */
export interface ChangeDocument extends SubjectDocument {
  state: ChangeState;
  startedAt: number;
  /** While something of it is left to do. */
  wakeAt?: number;
}

const schema = subjectSchema<ChangeDocument>({
  state: { type: Schema.Types.Mixed, required: true },
  startedAt: { type: Number, required: true },
  wakeAt: { type: Number },
});
schema.index({ startedAt: -1, _id: -1 });
schema.index({ slot: 1, wakeAt: 1 });
schema.index({ wakeAt: 1 }, { sparse: true });

export type ChangeSubject = Subject<ChangeState, ChangeEvent, ChangeDocument>;

/** The collection of changes of agreements. They are the provider's own business. */
export const changeSubject = (connection: Connection): ChangeSubject => ({
  kind: 'sla-change',
  model: subjectModel(connection, 'SlaChange', schema, 'sla_changes'),
  read: ({ state }) => state,
  write: (state) => ({
    state,
    startedAt: state.startedAt,
    wakeAt: wakeAtOf(state) ?? undefined,
  }),
  audience: () => ({ provider: true, partner: null, customer: null }),
});
