import { z } from 'zod';
import { viewerOf } from '../../../domain/ticket/visibility.js';
import type { LiveFeature, LiveSocket } from '../../../platform/live/hub.js';
import type { NumberedEvent } from '../../../platform/log/event.js';
import { unlessMissing } from '../../../platform/problems.js';
import { presentTicket } from '../present.js';
import type { TicketService } from '../service/index.js';
import { expectReader, isOfTicket, parsed } from './request.js';
import { hears } from './warnings.js';

const Watch = z.strictObject({ id: z.string().max(100) });
const Typing = Watch.extend({ typing: z.boolean() });

/** A watched ticket: its timeline as it grows, who else looks at it, and warnings about its clocks. */
export function ticketWatch({
  tickets,
  say,
  onSaid,
}: {
  tickets: TicketService;
  say(message: unknown): void;
  onSaid(listener: (message: unknown) => void): void;
}): LiveFeature {
  const watchers = new Map<string, Set<LiveSocket>>();
  const typing = new Set<string>();
  /** People in other processes, by ticket. */
  const elsewhere = new Map<string, Presence['people']>();

  interface Presence {
    id: string;
    people: { id: string; name: string; typing: boolean; party: string }[];
  }
  const isPresence = (value: unknown): value is Presence =>
    typeof value === 'object' && value !== null && 'id' in value && 'people' in value && Array.isArray(value.people);

  onSaid((message) => {
    if (!isPresence(message)) return;
    elsewhere.set(message.id, message.people);
    tell(message.id);
  });

  const here = (id: string): Presence['people'] =>
    [...(watchers.get(id) ?? [])].map(({ id: socket, caller }) => ({
      ...{ id: caller.id, name: caller.name, party: caller.company.kind, typing: typing.has(socket) },
    }));

  /** Customers see nobody, desks see people of their own company: a name is nobody else's business. */
  function tell(id: string): void {
    const people = [...here(id), ...(elsewhere.get(id) ?? [])];
    for (const socket of watchers.get(id) ?? []) {
      const party = socket.caller.company.kind;
      const seen =
        party === 'customer' ? [] : people.filter((person) => person.party === party && person.id !== socket.caller.id);
      socket.emit('ticket:presence', {
        id,
        people: seen.map(({ id: person, name, typing: writes }) => ({ id: person, name, typing: writes })),
      });
    }
  }

  function changed(id: string): void {
    say({ id, people: here(id) });
    tell(id);
  }

  function leave(socket: LiveSocket): void {
    typing.delete(socket.id);
    for (const [id, sockets] of watchers) {
      if (!sockets.delete(socket)) continue;
      if (sockets.size === 0) watchers.delete(id);
      changed(id);
    }
  }

  async function passOn({ seq, event }: NumberedEvent): Promise<void> {
    for (const socket of watchers.get(event.subject.id) ?? []) {
      const now = await unlessMissing(tickets.get(socket.caller, event.subject.id));
      if (!now) {
        leave(socket);
        continue;
      }
      if (!hears(socket.caller, now.terms, event)) continue;
      const entry = await tickets.entryFor(viewerOf(socket.caller, now.terms), event);
      if (entry) socket.emit('ticket:event', { seq, id: event.subject.id, entry });
    }
  }

  return {
    requests: {
      async 'ticket:watch'(socket, payload) {
        expectReader(socket.caller);
        const { id } = parsed(Watch, payload);
        const { state, terms, at } = await tickets.get(socket.caller, id);
        leave(socket);
        watchers.set(state.id, (watchers.get(state.id) ?? new Set()).add(socket));
        changed(state.id);
        return { ticket: presentTicket(state, socket.caller, terms, at) };
      },
      async 'ticket:typing'(socket, payload) {
        const { id, typing: writes } = parsed(Typing, payload);
        if (!watchers.get(id)?.has(socket)) return {};
        if (writes) typing.add(socket.id);
        else typing.delete(socket.id);
        changed(id);
        return {};
      },
      async 'ticket:unwatch'(socket) {
        leave(socket);
        return {};
      },
    },
    says: ['ticket:event', 'ticket:presence'],
    heard: async (numbered) => (isOfTicket(numbered) ? passOn(numbered) : undefined),
    left: leave,
  };
}
