import type { Priority, Ticket } from '../api/types.js';
import { leading } from '../shared/turn.js';

export const SORTS = ['due', 'created', 'updated', 'priority'] as const;
export type Sort = (typeof SORTS)[number];

/** The order of that name, if there is one. */
export const sortOf = (value: string | null): Sort | null => SORTS.find((sort) => sort === value) ?? null;

/** A view of tickets that moves nothing under the reader's hand. */
export interface Rows {
  /** What is shown, in its order. */
  items: readonly Ticket[];
  /** New rows that wait to be let in. */
  waiting: readonly Ticket[];
  /** Rows that left the view while the pointer was over the list: shown faded until it leaves. */
  gone: ReadonlySet<string>;
  /** How often each row changed while it was shown: a new number makes it flash once. */
  changes: Readonly<Record<string, number>>;
  /** Whether the pointer is over the list, so that nothing may move. */
  held: boolean;
  nextCursor: string | null;
  seq: number;
  ready: boolean;
}

export type RowsAction =
  | { type: 'snapshot'; items: readonly Ticket[]; nextCursor: string | null; seq: number }
  | { type: 'more'; items: readonly Ticket[]; nextCursor: string | null }
  | { type: 'entered' | 'changed'; ticket: Ticket; seq: number }
  | { type: 'left'; id: string; seq: number }
  | { type: 'hold'; held: boolean }
  | { type: 'let-in' }
  | { type: 'reset' };

export const NO_ROWS: Rows = {
  items: [],
  waiting: [],
  gone: new Set(),
  changes: {},
  held: false,
  nextCursor: null,
  seq: 0,
  ready: false,
};

const RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };
const due = (ticket: Ticket) => {
  const at = leading(ticket, ['provider', 'partner', 'promise'])?.dueAt;
  return at ? Date.parse(at) : Number.MAX_SAFE_INTEGER;
};
const ownDue = (ticket: Ticket) => {
  const at = leading(ticket, ['provider', 'promise'])?.dueAt;
  return at ? Date.parse(at) : Number.MAX_SAFE_INTEGER;
};

/** The order of a view, as the API sorts it for the provider (`own`) or anybody else. */
export function inOrder(sort: Sort, own: boolean): (a: Ticket, b: Ticket) => number {
  const dueOf = own ? ownDue : due;
  return (a, b) => {
    if (sort === 'created') return Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.number - a.number;
    if (sort === 'updated') return Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || b.number - a.number;
    const byDue = dueOf(a) - dueOf(b) || a.number - b.number;
    return sort === 'priority' ? RANK[a.priority] - RANK[b.priority] || byDue : byDue;
  };
}

type Order = (a: Ticket, b: Ticket) => number;

const without = (tickets: readonly Ticket[], id: string) => tickets.filter((ticket) => ticket.id !== id);

function settle(rows: Rows, order: Order): Rows {
  if (rows.held) return rows;
  return { ...rows, items: rows.items.filter((ticket) => !rows.gone.has(ticket.id)).toSorted(order), gone: new Set() };
}

/** Whether a ticket lies beyond what has been read: then it comes with a later page. */
function isBeyond(rows: Rows, ticket: Ticket, order: Order): boolean {
  const last = rows.items.at(-1);
  return rows.nextCursor !== null && last !== undefined && order(ticket, last) > 0;
}

function put(rows: Rows, ticket: Ticket, order: Order): Rows {
  const shown = rows.items.find((item) => item.id === ticket.id);
  if (shown) {
    if (shown.version >= ticket.version && !rows.gone.has(ticket.id)) return rows;
    const gone = new Set(rows.gone);
    gone.delete(ticket.id);
    const items = rows.items.map((item) => (item.id === ticket.id ? { ...item, ...ticket } : item));
    return settle(
      { ...rows, items, gone, changes: { ...rows.changes, [ticket.id]: (rows.changes[ticket.id] ?? 0) + 1 } },
      order,
    );
  }
  const known = rows.waiting.find((item) => item.id === ticket.id);
  if (known && known.version >= ticket.version) return rows;
  if (!known && isBeyond(rows, ticket, order)) return rows;
  const waiting = [...without(rows.waiting, ticket.id), ticket];
  return rows.items.length === 0 ? { ...rows, items: waiting.toSorted(order), waiting: [] } : { ...rows, waiting };
}

function drop(rows: Rows, id: string, order: Order): Rows {
  const waiting = without(rows.waiting, id);
  if (!rows.items.some((item) => item.id === id)) return { ...rows, waiting };
  return settle({ ...rows, waiting, gone: new Set(rows.gone).add(id) }, order);
}

/** What becomes of a view when something happens. Older versions and repeated messages change nothing. */
export function nextRows(rows: Rows, action: RowsAction, order: Order): Rows {
  switch (action.type) {
    case 'snapshot':
      return {
        ...NO_ROWS,
        held: rows.held,
        ready: true,
        items: action.items,
        nextCursor: action.nextCursor,
        seq: action.seq,
      };
    case 'more': {
      const known = new Set([...rows.items, ...rows.waiting].map((ticket) => ticket.id));
      const items = [...rows.items, ...action.items.filter((ticket) => !known.has(ticket.id))];
      return { ...rows, items, nextCursor: action.nextCursor };
    }
    case 'entered':
    case 'changed':
      return { ...put(rows, action.ticket, order), seq: Math.max(rows.seq, action.seq) };
    case 'left':
      return { ...drop(rows, action.id, order), seq: Math.max(rows.seq, action.seq) };
    case 'hold':
      return settle({ ...rows, held: action.held }, order);
    case 'let-in':
      return {
        ...rows,
        items: [...rows.items.filter((ticket) => !rows.gone.has(ticket.id)), ...rows.waiting].toSorted(order),
        waiting: [],
        gone: new Set(),
      };
    case 'reset':
      return { ...NO_ROWS, held: rows.held };
  }
}
