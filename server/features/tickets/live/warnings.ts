import { type Caller, partyOf, readerOf } from '../../../domain/access/access.js';
import { customerIsTold, type DealTerms } from '../../../domain/ticket/terms.js';
import { viewerOf } from '../../../domain/ticket/visibility.js';
import type { LiveFeature, LiveSocket } from '../../../platform/live/hub.js';
import type { LogEvent } from '../../../platform/log/event.js';
import { unlessMissing } from '../../../platform/problems.js';
import type { TicketService } from '../service/index.js';

const WARNINGS: Readonly<Record<string, string>> = { 'sla-due-soon': 'sla:due-soon', 'sla-breached': 'sla:breached' };

/** Of warnings and breaches a customer is told only what the deal says, and nothing that was found late. */
export const hears = (caller: Caller, terms: DealTerms | null, { type, data }: LogEvent): boolean =>
  WARNINGS[type] === undefined ||
  partyOf(caller) !== 'customer' ||
  customerIsTold({ isBreach: type === 'sla-breached', isLate: data.late === true }, terms?.customerHears ?? 'nothing');

/** Warnings and breaches of clocks, to every socket whose reader may see that clock. */
export function ticketWarnings({ tickets }: { tickets: TicketService }): LiveFeature {
  const sockets = new Set<LiveSocket>();

  /** What a kind of reader is told: asked once for all sockets of the kind. */
  async function messageFor(
    { caller }: LiveSocket,
    id: string,
    event: Parameters<TicketService['entryFor']>[1],
    seq: number,
  ) {
    const now = await unlessMissing(tickets.get(caller, id));
    const entry = now && (await tickets.entryFor(viewerOf(caller, now.terms), event));
    if (!now || !entry || !hears(caller, now.terms, event)) return null;
    return { seq, ticket: { id: now.state.id, number: now.state.number }, target: entry.data.target ?? entry.data };
  }

  return {
    requests: {},
    says: Object.values(WARNINGS),
    joined: (socket) => void sockets.add(socket),
    async heard({ seq, event }) {
      const name = WARNINGS[event.type];
      if (name === undefined || event.subject.kind !== 'ticket') return;
      const told = new Map<string, Promise<object | null>>();
      for (const socket of sockets) {
        const kind = JSON.stringify([
          readerOf(socket.caller),
          socket.caller.company,
          socket.caller.ticket,
          socket.caller.scopes,
        ]);
        const message = told.get(kind) ?? messageFor(socket, event.subject.id, event, seq);
        told.set(kind, message);
        const body = await message;
        if (body) socket.emit(name, body);
      }
    },
    left: (socket) => void sockets.delete(socket),
  };
}
