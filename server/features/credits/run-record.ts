import { type Connection, Schema } from 'mongoose';
import { changed } from '../../domain/decision.js';
import type { LocalDate } from '../../domain/time/date.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Changes } from '../../platform/log/changes.js';
import type { Command } from '../../platform/log/command.js';
import { type Subject, type SubjectDocument, subjectModel, subjectSchema } from '../../platform/log/subject.js';
import type { RunOutcome } from './service.js';

/** A credit run that somebody started, for the audit trail: the desk's own runs leave their credits alone. */
interface RunState {
  through: LocalDate;
  /** How many credits came out in which state, as pairs: states are no names for fields. */
  counts: readonly { state: string; count: number }[];
  failed: number;
}

type RunEvent = { type: 'credit-run'; at: Seconds } & RunState;

interface RunDocument extends SubjectDocument, RunState {}

const schema = subjectSchema<RunDocument>({
  through: { type: String, required: true },
  counts: { type: [Schema.Types.Mixed], required: true },
  failed: { type: Number, required: true },
});

/** The runs that people and programs started. */
export function creditRuns({ connection, changes }: { connection: Connection; changes: Changes }) {
  const subject: Subject<RunState, RunEvent, RunDocument> = {
    kind: 'credit-run',
    model: subjectModel(connection, 'CreditRun', schema, 'credit_runs'),
    read: ({ through, counts, failed }) => ({ through, counts, failed }),
    write: (state) => ({ ...state }),
    audience: () => ({ provider: true, partner: null, customer: null }),
  };
  return {
    subject,
    /** Notes a run once for each command. */
    async note(command: Command, through: LocalDate, { counts, failures }: RunOutcome): Promise<void> {
      if (command.replay) return;
      const state = {
        through,
        counts: Object.entries(counts).map(([name, count]) => ({ state: name, count })),
        failed: failures.length,
      };
      const id = command.newId('credit-run');
      await changes.create(subject, command, id, (at) => changed(state, [{ type: 'credit-run', at, ...state }]));
    },
  };
}
export type CreditRuns = ReturnType<typeof creditRuns>;
