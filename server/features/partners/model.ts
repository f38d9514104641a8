import { type Connection, Schema } from 'mongoose';
import type { Seconds } from '../../domain/time/instant.js';
import { ticketsDueBy } from '../../domain/upgrade/subscribed.js';
import { type Subject, type SubjectDocument, subjectModel, subjectSchema } from '../../platform/log/subject.js';
import type { Facets, NounName } from './noun.js';
import { nouns } from './nouns/index.js';
import type { PartyEvent, PartyState } from './state.js';

interface PartyDocument extends SubjectDocument {
  content: { id: string };
  versions: PartyState['versions'];
  removed: boolean;
  partner: string | null;
  customers: string[];
  deal: string | null;
  words: string[];
  /** Absent in what was stored before subscriptions could be upgraded. */
  upgrades?: PartyState['upgrades'];
  /** When it must be looked whether the tickets of requests came to be. */
  ticketsDueBy?: Seconds;
}

/** A noun's documents, and how they are changed. */
export type PartySubject = Subject<PartyState, PartyEvent, PartyDocument>;

function schemaOf(noun: NounName) {
  const schema = subjectSchema<PartyDocument>({
    content: { type: Schema.Types.Mixed, required: true },
    versions: { type: [Schema.Types.Mixed], required: true },
    removed: { type: Boolean, required: true },
    partner: { type: String, default: null },
    customers: { type: [String], required: true },
    deal: { type: String, default: null },
    words: { type: [String], required: true },
    upgrades: { type: [Schema.Types.Mixed], default: [] },
    ticketsDueBy: { type: Number },
  });
  if (noun === 'subscription') {
    schema.index({ slot: 1, ticketsDueBy: 1 });
    schema.index({ ticketsDueBy: 1 }, { sparse: true });
  }
  schema.index({ partner: 1, _id: 1 });
  schema.index({ customers: 1, _id: 1 });
  schema.index({ deal: 1 });
  schema.index({ words: 1 });
  return schema;
}

const facetsOf = ({ partner, customers, deal, words }: Facets) => ({
  ...{ partner: partner ?? null, customers: [...(customers ?? [])], deal: deal ?? null, words: [...(words ?? [])] },
});

/** The collection of every noun. Agreements are told to the provider, and to the partner that they belong to. */
export function partyModels(connection: Connection): ReadonlyMap<NounName, PartySubject> {
  return new Map(
    nouns().map(({ name, path }): [NounName, PartySubject] => [
      name,
      {
        kind: name,
        model: subjectModel(connection, `Party_${name}`, schemaOf(name), path),
        read: ({ content, versions, removed, partner, customers, deal, words, upgrades }) => ({
          ...{ content, versions, removed, upgrades: upgrades ?? [] },
          facets: { partner, customers, words, ...(deal !== null && { deal }) },
        }),
        write: ({ content, versions, removed, facets, upgrades }) => ({
          ...{ content, versions, removed, upgrades, ticketsDueBy: ticketsDueBy(upgrades) ?? undefined },
          ...facetsOf(facets),
        }),
        audience: ({ facets }) => ({ provider: true, partner: facets.partner ?? null, customer: null }),
      },
    ]),
  );
}
