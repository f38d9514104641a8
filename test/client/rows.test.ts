import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Target, Ticket } from '../../client/api/types.js';
import { inOrder, NO_ROWS, nextRows, type Rows, type RowsAction } from '../../client/queue/rows.js';

const order = inOrder('due', true);

const promise = (dueAt: string | null): Target => ({
  metric: 'resolution',
  party: 'promise',
  cycle: 1,
  source: 'deal',
  policy: null,
  calendar: null,
  state: dueAt ? 'running' : 'paused',
  dueAt,
  targetSeconds: 3600,
  elapsedSeconds: 0,
  elapsedByCourt: {},
  breachedAt: null,
  metAt: null,
  endedBy: null,
});

const ticket = (number: number, due: string | null, version = 1): Ticket => ({
  id: `t${number}`,
  number,
  version,
  status: 'open',
  kind: 'incident',
  priority: 'normal',
  subject: `Ticket ${number}`,
  component: null,
  origin: { channel: 'api', partner: null, customer: null, deal: null },
  court: 'provider',
  assignee: null,
  sla: { targets: [promise(due ? `2026-11-02T${due}:00Z` : null)] },
  requester: { email: 'it@hansa-logistics.example', name: 'IT' },
  mergedInto: null,
  followUpOf: null,
  followUpNotice: null,
  upgrade: null,
  rating: null,
  solvedAt: null,
  closesAt: null,
  createdAt: '2026-11-02T08:00:00Z',
  updatedAt: '2026-11-02T08:00:00Z',
});

const after = (rows: Rows, ...actions: RowsAction[]) =>
  actions.reduce((state, action) => nextRows(state, action, order), rows);

const two: Rows = after(NO_ROWS, {
  type: 'snapshot',
  items: [ticket(1, '09:00'), ticket(2, '10:00')],
  nextCursor: null,
  seq: 5,
});
const numbers = ({ items }: Rows) => items.map(({ number }) => number);

describe('the rows of a live view', () => {
  it('let a new ticket wait until it is let in', () => {
    const waiting = after(two, { type: 'entered', ticket: ticket(3, '09:30'), seq: 6 });
    expect({ shown: numbers(waiting), waiting: waiting.waiting.length }).to.deep.equal({ shown: [1, 2], waiting: 1 });
    const letIn = after(waiting, { type: 'let-in' });
    expect({ shown: numbers(letIn), waiting: letIn.waiting.length }).to.deep.equal({ shown: [1, 3, 2], waiting: 0 });
  });

  it('show a new ticket at once where there is nothing that could move', () => {
    const empty = after(NO_ROWS, { type: 'snapshot', items: [], nextCursor: null, seq: 1 });
    expect(numbers(after(empty, { type: 'entered', ticket: ticket(3, '09:30'), seq: 2 }))).to.deep.equal([3]);
  });

  it('change a row in its place while the pointer is over them, and sort when it leaves', () => {
    const held = after(two, { type: 'hold', held: true }, { type: 'changed', ticket: ticket(2, '08:30', 2), seq: 6 });
    expect({ order: numbers(held), changes: held.changes }).to.deep.equal({ order: [1, 2], changes: { t2: 1 } });
    expect(numbers(after(held, { type: 'hold', held: false }))).to.deep.equal([2, 1]);
  });

  it('drop an older version', () => {
    const newer = after(two, { type: 'changed', ticket: ticket(1, '11:00', 3), seq: 6 });
    expect(after(newer, { type: 'changed', ticket: ticket(1, '07:00', 2), seq: 7 }).items).to.deep.equal(newer.items);
  });

  it('keep a row that left faded under the pointer, and take it away afterwards', () => {
    const held = after(two, { type: 'hold', held: true }, { type: 'left', id: 't1', seq: 6 });
    expect({ order: numbers(held), gone: [...held.gone] }).to.deep.equal({ order: [1, 2], gone: ['t1'] });
    expect(numbers(after(held, { type: 'hold', held: false }))).to.deep.equal([2]);
  });

  it('bear a ticket that leaves without ever having been there', () => {
    expect(numbers(after(two, { type: 'left', id: 'stranger', seq: 6 }))).to.deep.equal([1, 2]);
  });

  it('leave to a later page what lies beyond this one', () => {
    const first: Rows = { ...two, nextCursor: 'more' };
    const beyond = after(first, { type: 'entered', ticket: ticket(9, '23:00'), seq: 6 });
    expect({ waiting: beyond.waiting.length, seq: beyond.seq }).to.deep.equal({ waiting: 0, seq: 6 });
  });

  it('keep what is paused last, and never count backwards', () => {
    const all = after(two, { type: 'entered', ticket: ticket(3, null), seq: 9 }, { type: 'let-in' });
    const late = after(all, { type: 'left', id: 'x', seq: 4 });
    expect({ order: numbers(late), seq: late.seq }).to.deep.equal({ order: [1, 2, 3], seq: 9 });
  });
});
