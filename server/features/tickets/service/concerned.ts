import { both } from '../horizon.js';
import type { TicketDocument, TicketModels } from '../model.js';
import { BY_AGREEMENT, BY_STATUS, indexOf, WAYS } from '../ways.js';

type Filter = Record<string, unknown>;
type Keys = Readonly<Record<string, 1 | -1>>;

/** How long finding them may take the store, in milliseconds. */
const MAX_MS = 5_000;
/** So many are sorted anew for each page. Where there are more, some of them are soon met among all. */
const FEW = 10_000;

/** Which tickets a change of agreements concerns; what is left out narrows nothing. */
export interface Concerned {
  /** One of these: what a ticket cites, or what it is under. `null`: all. */
  anyOf: { cites: readonly string[]; deals: readonly string[]; partners: readonly string[] } | null;
  deals: readonly string[];
  partners: readonly string[];
}

/** An index that leads to some of them, and what to look for in it. */
interface Arm {
  field: string;
  values: readonly string[];
  hint: Keys;
  /** Whether it goes in order of their ids. */
  isInOrder: boolean;
}

/** Finds tickets that are not closed, in order of their ids, by the indexes of what is named rather than among all. */
export function concernedTickets({ tickets }: Pick<TicketModels, 'tickets'>, { few = FEW } = {}) {
  const read = (filter: Filter, hint: Keys, limit: number): Promise<TicketDocument[]> =>
    tickets
      .find(filter as never)
      .hint({ ...hint })
      .sort({ _id: 1 })
      .limit(limit)
      .maxTimeMS(MAX_MS)
      .lean<TicketDocument[]>()
      .exec();

  async function isShort({ field, values, hint, isInOrder }: Arm): Promise<boolean> {
    if (isInOrder) return true;
    const filter = { [field]: { $in: values }, ...NOT_CLOSED };
    const options = { hint, limit: few + 1, maxTimeMS: MAX_MS };
    return (await tickets.countDocuments(filter as never, options as never)) <= few;
  }

  return async (concerned: Concerned, after: string, limit: number): Promise<TicketDocument[]> => {
    const arms = armsOf(concerned);
    if (arms?.length === 0) return [];
    const whole = both({ _id: { $gt: after } }, filterOf(concerned));
    const isShortAll = arms !== null && (await Promise.all(arms.map(isShort))).every(Boolean);
    if (!isShortAll) return read(whole, BY_STATUS, limit);
    const found = await Promise.all(
      arms.map(({ field, values, hint }) => read(both(whole, { [field]: { $in: values } }), hint, limit)),
    );
    const each = new Map(found.flat().map((ticket) => [ticket._id, ticket]));
    return [...each.values()].sort((one, other) => (one._id < other._id ? -1 : 1)).slice(0, limit);
  };
}

const NOT_CLOSED = { 'state.status': { $in: ['open', 'solved'] } };
const [CITES, DEAL, PARTNER] = ['cites', 'state.origin.deal', 'state.origin.partner.id'];

/** What leads to all of them; `null`: nothing is named that narrows them down. */
function armsOf({ anyOf, deals, partners }: Concerned): Arm[] | null {
  const arm = (field: string, values: readonly string[]): Arm[] =>
    values.length === 0 ? [] : [{ field, values, hint: hintOf(field), isInOrder: field === CITES }];
  if (deals.length > 0) return arm(DEAL, deals);
  if (partners.length > 0) return arm(PARTNER, partners);
  return anyOf && [...arm(CITES, anyOf.cites), ...arm(DEAL, anyOf.deals), ...arm(PARTNER, anyOf.partners)];
}

function hintOf(field: string): Keys {
  const way = WAYS.find(({ by }) => by[0] === field);
  return way ? indexOf(way) : BY_AGREEMENT;
}

function filterOf({ anyOf, deals, partners }: Concerned): Filter {
  const some = (field: string, values: readonly string[]): Filter[] =>
    values.length === 0 ? [] : [{ [field]: { $in: values } }];
  const one = anyOf && [...some(CITES, anyOf.cites), ...some(DEAL, anyOf.deals), ...some(PARTNER, anyOf.partners)];
  return both(
    NOT_CLOSED,
    ...some(DEAL, deals),
    ...some(PARTNER, partners),
    one === null ? {} : one.length === 0 ? { _id: { $in: [] } } : { $or: one },
  );
}
