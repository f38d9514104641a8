import { type Connection, type Model, Schema } from 'mongoose';
import {
  modelOf,
  type Subject,
  type SubjectDocument,
  storage,
  subjectModel,
  subjectSchema,
} from '../../platform/log/subject.js';
import type { PlaybookEvent, PlaybookState, PlaybookVersion } from './state.js';

/** A playbook with its current version: one document for an owner and a name. */
export interface PlaybookDocument extends SubjectDocument {
  owner: string | null;
  name: string;
  current: PlaybookVersion;
  retired: boolean;
}

/** A version as it was signed, kept for good once another came in its place. */
export interface KeptVersionDocument extends PlaybookVersion {
  _id: string;
  playbook: string;
}

export type PlaybookSubject = Subject<PlaybookState, PlaybookEvent, PlaybookDocument>;

function headSchema() {
  const schema = subjectSchema<PlaybookDocument>({
    owner: { type: String, default: null },
    name: { type: String, required: true },
    current: { type: Schema.Types.Mixed, required: true },
    retired: { type: Boolean, required: true },
  });
  schema.index({ owner: 1, name: 1 }, { unique: true });
  schema.index({ owner: 1, retired: 1, name: 1 });
  return schema;
}

const versionSchema = new Schema<KeptVersionDocument>(
  {
    _id: { type: String, required: true },
    playbook: { type: String, required: true },
    version: { type: Number, required: true },
    text: { type: String, required: true },
    definition: { type: Schema.Types.Mixed, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    at: { type: Number, required: true },
  },
  storage,
);
versionSchema.index({ playbook: 1, version: 1 }, { unique: true });

/** Playbooks, and the versions that they had. An agreement is told to the provider and to the partner whose it is. */
export function playbookModels(connection: Connection) {
  const subject: PlaybookSubject = {
    kind: 'playbook',
    model: subjectModel(connection, 'Playbook', headSchema(), 'playbooks'),
    read: ({ owner, name, current, retired, version }) => ({ owner, name, current, retired, version }),
    write: ({ owner, name, current, retired }) => ({ owner, name, current, retired }),
    audience: ({ owner }) => ({ provider: true, partner: owner, customer: null }),
  };
  const versions: Model<KeptVersionDocument> = modelOf(
    connection,
    'PlaybookVersion',
    versionSchema,
    'playbook_versions',
  );
  return { subject, versions };
}
export type PlaybookModels = ReturnType<typeof playbookModels>;
