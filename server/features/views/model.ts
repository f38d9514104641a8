import { type Connection, Schema } from 'mongoose';
import type { Company } from '../../domain/access/access.js';
import type { Seconds } from '../../domain/time/instant.js';
import { type Subject, type SubjectDocument, subjectModel, subjectSchema } from '../../platform/log/subject.js';

/** The filters of a view, as the query of `GET /tickets` would have them. */
export type ViewQuery = Readonly<Record<string, string>>;

/** A list of tickets that somebody keeps under a name: its filters, and in which order it is. */
export interface View {
  owner: { id: string; name: string };
  company: Company;
  name: string;
  query: ViewQuery;
  /** Whether the owner's whole company sees it. */
  shared: boolean;
  removed: boolean;
}

export type ViewEvent = { at: Seconds; type: 'view-made' | 'view-changed' | 'view-removed' };

/** The views that somebody has pinned, in their order. */
export interface Pins {
  company: Company;
  views: readonly string[];
}

export type PinsEvent = { at: Seconds; type: 'views-pinned' };

interface ViewDocument extends SubjectDocument, Omit<View, 'owner' | 'company'> {
  owner: string;
  ownerName: string;
  company: Company;
  companyKey: string;
}

type PinsDocument = SubjectDocument & Pins;

/** What is of a company, in one word. */
export const companyKey = (company: Company): string =>
  company.kind === 'provider' ? 'provider' : `${company.kind}:${company.id}`;

const audienceOf = ({ company }: { company: Company }) => ({
  provider: company.kind === 'provider',
  partner: company.kind === 'partner' ? company.id : null,
  customer: company.kind === 'customer' ? company.id : null,
});

/** Views and who pinned them, as documents that change by commands. */
export function viewSubjects(connection: Connection) {
  const view = subjectSchema<ViewDocument>({
    owner: { type: String, required: true },
    ownerName: { type: String, required: true },
    company: { type: Schema.Types.Mixed, required: true },
    companyKey: { type: String, required: true },
    name: { type: String, required: true },
    query: { type: Schema.Types.Mixed, required: true },
    shared: { type: Boolean, required: true },
    removed: { type: Boolean, required: true },
  });
  view.index({ owner: 1, removed: 1, _id: 1 });
  view.index({ companyKey: 1, shared: 1, removed: 1, _id: 1 });
  const pins = subjectSchema<PinsDocument>({
    company: { type: Schema.Types.Mixed, required: true },
    views: { type: [String], required: true } as never,
  });
  const views: Subject<View, ViewEvent, ViewDocument> = {
    kind: 'view',
    model: subjectModel(connection, 'View', view, 'views'),
    read: ({ owner, ownerName, company, name, query, shared, removed }) => ({
      ...{ owner: { id: owner, name: ownerName }, company, name, query, shared, removed },
    }),
    write: ({ owner, company, ...rest }) => ({
      ...{ ...rest, owner: owner.id, ownerName: owner.name, company, companyKey: companyKey(company) },
    }),
    audience: audienceOf,
  };
  const pinned: Subject<Pins, PinsEvent, PinsDocument> = {
    kind: 'view-pins',
    model: subjectModel(connection, 'ViewPins', pins, 'view_pins'),
    read: ({ company, views: ids }) => ({ company, views: ids }),
    write: ({ company, views: ids }) => ({ company, views: [...ids] }),
    audience: audienceOf,
  };
  return { views, pinned };
}
export type ViewSubjects = ReturnType<typeof viewSubjects>;
