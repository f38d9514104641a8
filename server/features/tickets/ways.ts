import { COURTS, STATUSES } from '../../domain/ticket/vocabulary.js';

type Direction = 1 | -1;

/** A way through the tickets that an index makes: the fields that part it, and the order in which it goes on. */
export interface Way {
  by: readonly string[];
  order: Readonly<Record<string, Direction>>;
  /** Only of tickets that have the field at all. */
  sparse?: true;
}

const due = (reader: 'provider' | 'partner' | 'promise') => ({ [`due.${reader}`]: 1, _id: 1 }) as const;
const newest = (field: 'state.createdAt' | 'state.updatedAt') => ({ [field]: -1, _id: -1 }) as const;

/** All the ways that lists go: the hot shapes (DESIGN) each have theirs. */
export const WAYS: readonly Way[] = [
  { by: ['state.status', 'state.court'], order: due('provider') },
  { by: ['state.queue.id', 'state.status'], order: due('provider') },
  { by: ['state.assignee.id', 'state.status'], order: due('provider') },
  { by: ['state.origin.deal', 'state.status'], order: due('provider') },
  { by: ['state.component', 'state.status'], order: due('provider') },
  { by: ['state.origin.triage', 'state.status'], order: due('provider') },
  { by: ['state.origin.triage', 'state.status'], order: newest('state.createdAt') },
  { by: ['state.origin.partner.id', 'state.status'], order: due('partner') },
  { by: ['state.partnerQueue.id', 'state.status'], order: due('partner') },
  { by: ['state.origin.customer.id', 'state.status'], order: due('promise') },
  { by: ['state.origin.customer.id', 'state.status'], order: newest('state.updatedAt') },
  { by: ['reasonOpen'], order: { _id: 1 }, sparse: true },
  { by: [], order: newest('state.createdAt') },
  { by: [], order: newest('state.updatedAt') },
  { by: [], order: { rank: 1, ...due('provider') } },
];

/** All values of the fields that have few: a way parted by one is also that of who does not name it, by all of them. */
export const FEW: Readonly<Record<string, readonly unknown[]>> = {
  'state.status': STATUSES,
  'state.court': [...COURTS, null],
  'state.origin.triage': [true, false],
};

/** The index of a way. */
export const indexOf = ({ by, order }: Way): Record<string, Direction> => ({
  ...Object.fromEntries(by.map((field): [string, Direction] => [field, 1])),
  ...order,
});

/** The index in which references of other systems are looked up. */
export const BY_REFERENCE = { 'state.externalRef.id': 1, 'state.externalRef.system': 1 } as const;

/** Under which agreements tickets run, and all of a status; both in order of their ids. */
export const BY_AGREEMENT = { cites: 1, _id: 1 } as const;
export const BY_STATUS = { 'state.status': 1, _id: 1 } as const;

/** How what waits in a queue is looked through: what to do next first, or what has waited longest. */
export const BEST_FIRST = { 'waits.due': 1, 'waits.rank': 1, 'waits.at': 1, _id: 1 } as const;
export const LONGEST_FIRST = { 'waits.since': 1, _id: 1 } as const;
