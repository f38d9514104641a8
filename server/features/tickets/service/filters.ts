import type { Caller } from '../../../domain/access/access.js';
import { partyOf } from '../../../domain/access/access.js';
import { memberOf } from '../../../domain/ticket/context.js';
import { sideOf } from '../../../domain/ticket/state.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { TicketDocument } from '../model.js';
import type { SORTS, TicketFilters } from '../wire-asked.js';

type Filter = Record<string, unknown>;
export type Sort = (typeof SORTS)[number];

/** By which of the due instants a caller's lists go. */
export const dueFieldOf = (caller: Caller): 'due.provider' | 'due.partner' | 'due.promise' => {
  const party = partyOf(caller);
  return party === 'customer' ? 'due.promise' : `due.${party}`;
};

const among = (values: readonly (string | null)[] | undefined): unknown =>
  values === undefined ? undefined : values.length === 1 ? values[0] : { $in: values };

/** The filters of a list as the store knows them. */
export function filterOf(filters: TicketFilters, caller: Caller): Filter {
  const isDesk = partyOf(caller) !== 'customer';
  const forDesks = <T>(value: T): T | typeof NOTHING | undefined => (value === undefined || isDesk ? value : NOTHING);
  const wanted: Filter = {
    'state.status': among(filters.status),
    'state.court': among(filters.court),
    [partyOf(caller) === 'partner' ? 'state.partnerQueue.id' : 'state.queue.id']: forDesks(among(filters.queue)),
    'state.origin.partner.id': forDesks(among(filters.partner)),
    'state.origin.customer.id': among(filters.customer),
    'state.origin.deal': forDesks(among(filters.deal)),
    'state.priority': among(filters.priority),
    'state.kind': among(filters.kind),
    'state.component': among(filters.component),
    'state.origin.triage': forDesks(filters.triage),
    ...assigneesOf(filters.assignee, caller),
    [dueFieldOf(caller)]: filters.dueBefore === undefined ? undefined : { $lt: secondsOf(filters.dueBefore) },
    ...(isDesk && reasonFilter(filters.reasonOpen, caller)),
    ...(filters.externalRef !== undefined && isDesk && referenceOf(filters.externalRef, caller)),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

/** What a customer is not told of a ticket it finds nothing by, so that asking tells nothing either. */
const NOTHING = { $in: [] };

/** Tickets that wait for a party's word on a breach: the provider sees whose it is, a partner only its own. */
function reasonFilter(open: boolean | undefined, caller: Caller): Filter {
  if (open === undefined) return {};
  const asked = partyOf(caller) === 'partner' ? ['partner'] : ['provider', 'partner'];
  return { reasonOpen: open ? { $in: asked } : { $nin: asked } };
}

/** Who has it. A partner knows the names of its own people alone, a customer nobody's. */
function assigneesOf(asked: readonly string[] | undefined, caller: Caller): Filter {
  if (asked === undefined) return {};
  const { party, company } = memberOf(caller);
  if (party === 'customer') return { 'state.assignee.id': NOTHING };
  const ids = { 'state.assignee.id': among(asked.map((assignee) => assigneeOf(assignee, caller))) };
  if (party === 'provider' || asked.every((one) => one === 'me' || one === 'none')) return ids;
  const own = { 'state.assignee.party': { $in: [party, null] }, 'state.assignee.company': { $in: [company, null] } };
  return { ...ids, ...own };
}

function assigneeOf(assignee: string, caller: Caller): string | null {
  if (assignee === 'me') return caller.id;
  return assignee === 'none' ? null : assignee;
}

const secondsOf = (instant: string): Seconds => Math.floor(Date.parse(instant) / 1000);

/** `id` or `system:id`; a partner finds its own references only. */
function referenceOf(reference: string, caller: Caller): Filter {
  const cut = reference.indexOf(':');
  const own = partyOf(caller) === 'partner' ? { 'state.externalRef.side': sideOf(memberOf(caller)) } : {};
  if (cut <= 0) return { 'state.externalRef.id': reference, ...own };
  const [system, id] = [reference.slice(0, cut), reference.slice(cut + 1)];
  return {
    'state.externalRef.id': { $in: [reference, id] },
    $or: [{ 'state.externalRef.id': reference }, { 'state.externalRef.system': system }],
    ...own,
  };
}

/** Something that a list is sorted by. */
export interface Key {
  field: string;
  direction: 1 | -1;
  of(document: TicketDocument): number | string;
}

const byId = (direction: 1 | -1): Key => ({ field: '_id', direction, of: ({ _id }) => _id });

/** By what a list is sorted: every sort ends with the id, so that no two places are one. */
export function keysOf(sort: Sort, caller: Caller): Key[] {
  const party = partyOf(caller);
  const dueOf = ({ due }: TicketDocument) => (party === 'customer' ? due.promise : due[party]);
  const due: Key = { field: dueFieldOf(caller), direction: 1, of: dueOf };
  switch (sort) {
    case 'due':
      return [due, byId(1)];
    case 'created':
      return [{ field: 'state.createdAt', direction: -1, of: ({ state }) => state.createdAt }, byId(-1)];
    case 'updated':
      return [{ field: 'state.updatedAt', direction: -1, of: ({ state }) => state.updatedAt }, byId(-1)];
    case 'priority':
      return [{ field: 'rank', direction: 1, of: ({ rank }) => rank }, due, byId(1)];
  }
}

/** What comes after a place: later in the first key, or equal there and later in the next, and so on. */
export const afterPlace = (keys: readonly Key[], place: readonly unknown[]): Filter => ({
  $or: pastPlace(keys, place),
});

/** The same in parts, each in one stretch of an index: level in all keys but the last, then in fewer and fewer. */
export const pastPlace = (keys: readonly Key[], place: readonly unknown[]): Filter[] =>
  keys
    .map((key, index) => ({
      ...Object.fromEntries(keys.slice(0, index).map(({ field }, before) => [field, place[before]])),
      [key.field]: { [key.direction === 1 ? '$gt' : '$lt']: place[index] },
    }))
    .reverse();
