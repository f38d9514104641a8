import type { Connection } from 'mongoose';
import type { Migration } from '../platform/database/migrations.js';
import { eachLeft } from './each-left.js';

/** The first field of those that this step gives. */
const LEFT = { 'state.begun': { $exists: false } };

/** What this step looks at of a ticket of version 1. */
interface TicketOf1 {
  _id: string;
  version: number;
  state: {
    requester: { email: string };
    upgrade: { subscription: string; item: string; quantity: number } | null;
  };
  outbox: { type: string; actor: { kind: string; id: string } }[];
}

/** Tickets say who logged them, which playbooks began, and how an upgrade was judged. */
export const playbookRuns: Migration = {
  to: 2,
  why: 'Tickets hold the runs of their playbooks, who logged them, and how an upgrade was judged.',
  async run(connection) {
    await eachLeft<TicketOf1>(connection, 'tickets', LEFT, (ticket) => bringForward(connection, ticket));
  },
};

/** One conditional update; a ticket that changed meanwhile is found again. */
async function bringForward(connection: Connection, ticket: TicketOf1): Promise<void> {
  const { _id, version, state } = ticket;
  const upgrade = state.upgrade && {
    'state.upgrade.increase': state.upgrade.quantity - (await agreedNow(connection, state.upgrade)),
    'state.upgrade.preAgreed': false,
    'state.upgrade.reason': 'It was logged before upgrades were judged.',
  };
  await connection.collection<TicketOf1>('tickets').updateOne({ _id, version, ...LEFT } as never, {
    $set: {
      'state.loggedBy': await loggedBy(connection, ticket),
      'state.begun': 0,
      'state.approvals': [],
      'state.outages': [],
      ...upgrade,
    },
  });
}

async function agreedNow(connection: Connection, { subscription, item }: { subscription: string; item: string }) {
  const found = await connection
    .collection<{ _id: string; content: { items?: Record<string, number> } }>('subscriptions')
    .findOne({ _id: subscription });
  return Number(found?.content.items?.[item] ?? 0);
}

/** Who made its first event; the desk itself spoke for whoever wrote by a form or a mail. */
async function loggedBy(connection: Connection, { _id, outbox, state }: TicketOf1): Promise<string> {
  const waiting = outbox.find(({ type }) => type === 'ticket-created');
  const logged = await connection
    .collection<{ _id: number; actor: { kind: string; id: string } }>('log')
    .findOne({ 'subject.kind': 'ticket', 'subject.id': _id } as never, { sort: { _id: 1 } });
  const actor = (logged ?? waiting)?.actor;
  return actor && actor.kind !== 'system' ? actor.id : `visitor:${state.requester.email.toLowerCase()}`;
}
