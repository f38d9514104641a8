import { SYSTEM } from '../../domain/access/access.js';
import { componentsOf } from '../../domain/outage/outage.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { OutageService } from './service.js';

/** A ticket as far as an outage links it. */
export interface WaitingTicket {
  id: string;
  number: number;
  customer: string | null;
  partner: string | null;
}

interface Dependencies {
  outages: OutageService;
  tickets: {
    /** Open tickets about any of these components. */
    openAbout(components: readonly string[]): Promise<readonly WaitingTicket[]>;
    /** One ticket with its component, if it is open. */
    openOne(id: string): Promise<(WaitingTicket & { component: string | null }) | null>;
    /** Tells a ticket that it waits for an outage; once for each. */
    linkOutage(ticket: string, outage: string): Promise<unknown>;
  };
  /** Outages that go on now. */
  ongoing(): Promise<readonly { id: string; components: readonly string[] }[]>;
}

/** Links tickets and outages: those that are open when an outage is published, and those that come while it goes on. */
export function outageLinks({ outages, tickets, ongoing }: Dependencies): Consumer {
  async function link(outage: string, { id, ...ticket }: WaitingTicket): Promise<void> {
    await outages.linkTicket(outage, { ticket: id, ...ticket });
    await tickets.linkOutage(id, outage);
  }

  return {
    name: 'outage-links',
    types: ['outage.published', 'outage.updated', 'outage.corrected', 'ticket-created', 'ticket-edited'],
    async handle({ subject }) {
      if (subject.kind === 'outage') {
        const { outage } = await outages.one(SYSTEM, subject.id);
        if (outage.status !== 'ongoing') return;
        for (const ticket of await tickets.openAbout(componentsOf(outage))) await link(subject.id, ticket);
        return;
      }
      const ticket = await tickets.openOne(subject.id);
      if (!ticket?.component) return;
      const { component, ...rest } = ticket;
      for (const outage of await ongoing()) {
        if (outage.components.includes(component)) await link(outage.id, rest);
      }
    },
  };
}
