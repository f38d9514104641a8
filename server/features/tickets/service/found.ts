import { Problem } from '../../../platform/problems.js';
import { both } from '../horizon.js';
import type { TicketDocument, TicketModels } from '../model.js';
import { BY_REFERENCE, FEW, indexOf, WAYS, type Way } from '../ways.js';
import { afterPlace, type Key, pastPlace } from './filters.js';

type Filter = Record<string, unknown>;

/** How long a list may take the store, in milliseconds. */
const MAX_MS = 5_000;
/** How many tickets are looked at for what no way leads to. */
const EXAMINED = 10_000;
/** How many parts of a way are merged into one order. */
const PARTS = 100;

/** What a list asks for. */
export interface Asked {
  horizon: Filter;
  filter: Filter;
  /** Only these tickets, where something else has found them. */
  ids: readonly string[] | undefined;
  keys: readonly Key[];
  place: readonly unknown[] | undefined;
  limit: number;
}

/** Finds tickets along the ways of indexes. What lies on none is looked for a little, and refused as too wide. */
export function ticketsFound({ tickets }: Pick<TicketModels, 'tickets'>, { examined = EXAMINED } = {}) {
  const tooWide = () =>
    new Problem('too-wide', `More than ${examined} tickets would have to be looked through: add filters.`);

  const read = (filter: Filter, keys: readonly Key[], hint: Record<string, 1 | -1>, limit: number) =>
    tickets
      .find(filter as never)
      .hint(hint)
      .sort(sortOf(keys))
      .limit(limit)
      .maxTimeMS(MAX_MS)
      .lean<TicketDocument[]>()
      .exec();

  /** Whether so few are there that all of them can be sorted anew. */
  async function areFew(filter: Filter, hint: Record<string, 1 | -1>): Promise<boolean> {
    const limit = examined + 1;
    return (await tickets.countDocuments(filter as never, { hint, limit, maxTimeMS: MAX_MS } as never)) <= examined;
  }

  /** Goes along a way, from a place on: first through what is level with it, then through what is later. */
  async function along(way: Way, asked: Asked): Promise<TicketDocument[]> {
    const { keys, place, limit } = asked;
    const parts = place ? pastPlace(keys, place) : [{}];
    const found: TicketDocument[] = [];
    for (const part of parts) {
      const rest = limit - found.length;
      const on = both(partOf(way, asked), boundOf(asked), part);
      if (isExact(way, asked)) found.push(...(await read(both(on, wholeOf(asked)), keys, indexOf(way), rest)));
      else found.push(...(await looked(way, on, asked, { limit: rest, budget: Math.floor(examined / parts.length) })));
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Those among the next ones on a way that fit. */
  async function looked(
    way: Way,
    on: Filter,
    asked: Asked,
    { limit, budget }: { limit: number; budget: number },
  ): Promise<TicketDocument[]> {
    const [sort, hint] = [sortOf(asked.keys), indexOf(way)];
    const found = await tickets
      .aggregate<TicketDocument>([
        { $match: on },
        { $sort: sort },
        { $limit: budget },
        { $match: wholeOf(asked) },
        { $limit: limit },
      ])
      .hint(hint)
      .option({ maxTimeMS: MAX_MS });
    if (found.length === limit) return found;
    const more = await tickets
      .find(on as never, { _id: 1 })
      .hint(hint)
      .sort(sort)
      .skip(budget)
      .limit(1)
      .maxTimeMS(MAX_MS)
      .lean();
    if (more.length > 0) throw tooWide();
    return found;
  }

  return async (asked: Asked): Promise<TicketDocument[]> => {
    const { horizon, filter, ids, keys, place, limit } = asked;
    const whole = both(wholeOf(asked), place ? afterPlace(keys, place) : {});
    if (ids !== undefined || '_id' in horizon) {
      return read(both(whole, ids ? { _id: { $in: ids } } : {}), keys, { _id: 1 }, limit);
    }
    const [reference] = Object.keys(BY_REFERENCE);
    if (reference !== undefined && reference in filter) {
      if (await areFew({ [reference]: filter[reference] }, BY_REFERENCE)) return read(whole, keys, BY_REFERENCE, limit);
      throw tooWide();
    }
    const ordered = nearest(asked, ({ order }) => isSorted(order, keys));
    const way = nearest(asked, () => true);
    if (way && (!ordered || saidOf(way, asked) > saidOf(ordered, asked))) {
      if (await areFew(partOf(way, asked), indexOf(way))) return read(whole, keys, indexOf(way), limit);
    }
    if (ordered) return along(ordered, asked);
    throw tooWide();
  };
}
export type TicketsFound = ReturnType<typeof ticketsFound>;

const wholeOf = ({ horizon, filter }: Asked): Filter => both(horizon, filter);

const sortOf = (keys: readonly Key[]): Record<string, 1 | -1> =>
  Object.fromEntries(keys.map(({ field, direction }) => [field, direction]));

const isSorted = (order: Way['order'], keys: readonly Key[]): boolean =>
  JSON.stringify(order) === JSON.stringify(sortOf(keys));

/** What is asked of a field: where the horizon speaks of it, that. */
const saidIn = ({ horizon, filter }: Asked, field: string): unknown => horizon[field] ?? filter[field];
const isSaid = (asked: Asked, field: string): boolean => field in asked.horizon || field in asked.filter;

/** How many of a way's fields are asked for. */
const saidOf = ({ by }: Way, asked: Asked): number => by.filter((field) => isSaid(asked, field)).length;

const valuesOf = (asked: Asked, field: string): readonly unknown[] => {
  if (!isSaid(asked, field)) return FEW[field] ?? [];
  const said = saidIn(asked, field);
  if (typeof said !== 'object' || said === null) return [said];
  // By what something is not, no way is parted.
  return '$in' in said ? (said.$in as readonly unknown[]) : [];
};

/** The way that is parted by the most of what is asked for. */
function nearest(asked: Asked, fits: (way: Way) => boolean): Way | undefined {
  return WAYS.filter((way) => fits(way) && isOpen(way, asked)).reduce<Way | undefined>(
    (best, way) => (best && saidOf(best, asked) >= saidOf(way, asked) ? best : way),
    undefined,
  );
}

function isOpen({ by }: Way, asked: Asked): boolean {
  const counts = by.map((field) => valuesOf(asked, field).length);
  return !counts.includes(0) && counts.reduce((product, count) => product * count, 1) <= PARTS;
}

const partOf = ({ by }: Way, asked: Asked): Filter =>
  Object.fromEntries(
    by.map((field) => {
      const [first, ...others] = valuesOf(asked, field);
      return [field, others.length === 0 ? first : { $in: [first, ...others] }];
    }),
  );

/** What is asked of the first thing that the list is sorted by. */
function boundOf({ keys, filter }: Asked): Filter {
  const [first] = keys;
  return first && first.field in filter ? { [first.field]: filter[first.field] } : {};
}

/** Whether everything that is asked for parts the way or bounds it. */
function isExact({ by }: Way, { horizon, filter, keys }: Asked): boolean {
  const said = [...Object.keys(horizon), ...Object.keys(filter)];
  return new Set(said).size === said.length && said.every((field) => by.includes(field) || field === keys[0]?.field);
}
