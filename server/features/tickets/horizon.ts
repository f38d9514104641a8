import { type Caller, can } from '../../domain/access/access.js';
import { unreachable } from '../../domain/decision.js';

type Filter = Record<string, unknown>;

/** Nothing at all. */
const NOTHING: Filter = { _id: { $in: [] } };

/** Which tickets exist for a caller. Every read of tickets goes through this. */
export function horizonOf(caller: Caller): Filter {
  if (caller.ticket !== null) return { _id: caller.ticket };
  if (!can(caller, 'tickets:read')) return NOTHING;
  const { company } = caller;
  switch (company.kind) {
    case 'provider':
      return {};
    case 'partner':
      return { 'state.origin.partner.id': company.id };
    case 'customer':
      return { 'state.origin.customer.id': company.id };
    default:
      return unreachable(company);
  }
}

/** One ticket by its id or number. */
export const named = (idOrNumber: string): Filter =>
  /^\d{1,15}$/.test(idOrNumber) ? { 'state.number': Number(idOrNumber) } : { _id: idOrNumber };

/** Both at once, also where both speak of the id. */
export const both = (...filters: readonly Filter[]): Filter => {
  const said = filters.filter((filter) => Object.keys(filter).length > 0);
  return said.length > 1 ? { $and: said } : (said[0] ?? {});
};
