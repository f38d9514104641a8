import { z } from 'zod';
import { parseDate } from '../../../domain/time/date.js';
import { parseInstant } from '../../../domain/time/instant.js';
import { id, line } from '../../../platform/http/wire.js';
import { byItsCompany, type Noun, ofPartner, partly, refs } from '../noun.js';
import { dateText, idList, instantText, timeZone } from './fields.js';

const layer = z.strictObject({
  /** The day of the first turn, and the one from which there is none; `null`: it goes on. */
  from: dateText,
  until: dateText.nullable().default(null),
  /** When one hands over to the next, by the rota's clocks. */
  handOver: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00')
    .default('09:00'),
  /** How many weeks a turn lasts. */
  weeks: z.int().min(1).max(8).default(1),
  /** The ids of those who take turns, in order. */
  people: idList(id).min(1),
  /** The hours in which the layer counts; `null`: all. */
  calendar: id.nullable().default(null),
});

const override = z.strictObject({
  from: instantText,
  to: instantText,
  /** Who stands in; `null`: nobody is on call. */
  person: id.nullable(),
});

const schema = z.strictObject({
  id,
  name: line(),
  /** `null`: the provider's own; else the partner's whose people take turns. */
  partner: id.nullable().default(null),
  /** The queue that it is for, if it is for one: who is on call is warned of its tickets' clocks. */
  queue: id.nullable().default(null),
  timeZone,
  /** The hours in which somebody must be on call; `null`: always. */
  calendar: id.nullable().default(null),
  /** The first of them that has somebody at an instant says who is on call. */
  layers: z.array(layer).max(10),
  /** Who stands in for whoever's turn it is; of those that overlap the last counts. */
  overrides: z.array(override).max(200).default([]),
});
export type RotaContent = z.output<typeof schema>;

/** Who is on call when: people of one company who take turns. */
export const rota: Noun<RotaContent> = {
  name: 'rota',
  path: 'rotas',
  schema,
  shown: partly(schema, 'id'),
  manage: 'queues:manage',
  keepsVersions: false,
  fixed: ['partner'],
  horizon: ofPartner('partner'),
  mayManage: byItsCompany,
  facets: ({ partner, queue }) => ({ partner, words: queue === null ? [] : [`queue:${queue}`] }),
  references: ({ partner, queue, calendar, layers }) => [
    ...refs('partner', 'partner', [partner]),
    ...refs('queue', 'queue', [queue]),
    ...refs('calendar', 'calendar', [calendar]),
    ...layers.flatMap((one, index) => refs('calendar', `layers[${index}].calendar`, [one.calendar])),
  ],
  people: ({ partner, layers, overrides }) => [
    ...layers.flatMap(({ people }, layerAt) =>
      people.map((name, index) => ({ id: name, path: `layers[${layerAt}].people[${index}]`, partner })),
    ),
    ...overrides.flatMap(({ person }, index) =>
      person === null ? [] : [{ id: person, path: `overrides[${index}].person`, partner }],
    ),
  ],
  faults: ({ partner, queue, layers, overrides }, referred) => [
    ...(queue !== null && isAnothers(referred?.get(`queue:${queue}`), partner)
      ? [{ path: 'queue', message: 'is another company’s' }]
      : []),
    ...layers.flatMap(({ from, until }, index) =>
      until !== null && (parseDate(until) ?? 0) <= (parseDate(from) ?? 0)
        ? [{ path: `layers[${index}].until`, message: 'must be after it begins' }]
        : [],
    ),
    ...overrides.flatMap(({ from, to }, index) =>
      (parseInstant(to) ?? 0) <= (parseInstant(from) ?? 0)
        ? [{ path: `overrides[${index}].to`, message: 'must be after it begins' }]
        : [],
    ),
  ],
  present: (content) => content,
};

const isAnothers = (queue: unknown, partner: string | null): boolean =>
  queue !== undefined && ((queue as { partner?: string | null }).partner ?? null) !== partner;
