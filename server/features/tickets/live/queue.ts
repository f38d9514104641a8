import { Query } from 'mingo';
import { z } from 'zod';
import { type Caller, readerOf } from '../../../domain/access/access.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import { viewerOf } from '../../../domain/ticket/visibility.js';
import type { LiveFeature, LiveSocket } from '../../../platform/live/hub.js';
import type { NumberedEvent } from '../../../platform/log/event.js';
import type { Log } from '../../../platform/log/log.js';
import { both, horizonOf } from '../horizon.js';
import { readTicket, type TicketDocument } from '../model.js';
import { presentFor } from '../present.js';
import { filterOf } from '../service/filters.js';
import type { TicketService } from '../service/index.js';
import { ListQuery } from '../wire-asked.js';
import { expectReader, isOfTicket, parsed } from './request.js';

const Subscription = ListQuery.omit({ q: true });
const Resume = Subscription.extend({ since: z.coerce.number().int().min(0) });

/** How many members a view remembers, to tell what came into it from what was there. */
const MEMBERS_KEPT = 10_000;
/** How long learning them may take the store, in milliseconds. */
const MAX_MS = 5_000;
/** How far back a reconnect is caught up event by event. */
const RESUME_LIMIT = 1_000;

/** What sockets of one kind of reader look at with the same filters: presented and matched once for all of them. */
interface View {
  key: string;
  caller: Caller;
  filter: Record<string, unknown>;
  query: Query;
  members: Set<string>;
  sockets: Set<LiveSocket>;
}

/** The live queue: who looks at which tickets, and what they are told. */
export function ticketQueue({ tickets, log }: { tickets: TicketService; log: Log }): LiveFeature {
  const views = new Map<string, View>();

  function viewOf(caller: Caller, filter: Record<string, unknown>): View {
    const whole = both(horizonOf(caller), filter);
    const key = JSON.stringify([readerOf(caller), caller.company, caller.ticket, whole]);
    const found = views.get(key);
    if (found) return found;
    const view: View = { key, caller, filter: whole, query: new Query(whole), members: new Set(), sockets: new Set() };
    views.set(key, view);
    return view;
  }

  async function subscribe(socket: LiveSocket, payload: unknown) {
    expectReader(socket.caller);
    const { limit, cursor, sort, ...filters } = parsed(Subscription, payload);
    leaveAll(socket);
    const view = viewOf(socket.caller, filterOf(filters, socket.caller));
    view.sockets.add(socket);
    const seq = await log.last();
    const found = await page(socket.caller, { ...filters, limit, ...(sort && { sort }), ...(cursor && { cursor }) });
    if (view.members.size === 0) await learnMembers(view);
    return { ...found, seq };
  }

  async function learnMembers(view: View): Promise<void> {
    const found = await tickets.store.models.tickets
      .find(view.filter as never, { _id: 1 })
      .limit(MEMBERS_KEPT)
      .maxTimeMS(MAX_MS)
      .lean<{ _id: string }[]>();
    for (const { _id } of found) view.members.add(_id);
  }

  async function page(caller: Caller, query: z.output<typeof Subscription>) {
    const found = await tickets.list(caller, query);
    const items = found.items.map(({ state, terms }) => presentFor(viewerOf(caller, terms), state, found.at));
    return { items, nextCursor: found.nextCursor };
  }

  /** What a reader missed since a number: each ticket that changed, as it is now; or the first page anew. */
  async function resume(socket: LiveSocket, payload: unknown) {
    const { since, ...asked } = parsed(Resume, payload);
    const snapshot = await subscribe(socket, asked);
    const events = since <= snapshot.seq ? await log.since(since, RESUME_LIMIT) : [];
    const [first] = events;
    const complete = since <= snapshot.seq && events.length < RESUME_LIMIT && (!first || first.seq === since + 1);
    if (!complete) return { snapshot: true, ...snapshot };
    const { limit: _, cursor: __, sort: ___, ...filters } = asked;
    const view = viewOf(socket.caller, filterOf(filters, socket.caller));
    const changed = new Map(events.filter(isOfTicket).map(({ seq, event }) => [event.subject.id, seq]));
    const messages: { event: string; seq: number }[] = [];
    for (const [id, seq] of changed) {
      const message = await messageFor(view, id, seq, false);
      if (message.event !== 'ticket:removed' || (await couldSee(socket.caller, id))) messages.push(message);
    }
    return { seq: snapshot.seq, messages: messages.sort((a, b) => a.seq - b.seq) };
  }

  /** Whether a ticket that is not in sight may have been: others' are not even named as gone. */
  async function couldSee({ company, ticket }: Caller, id: string): Promise<boolean> {
    if (ticket !== null) return ticket === id;
    return company.kind === 'provider' || log.hadHearer('ticket', id, company);
  }

  async function messageFor(view: View, id: string, seq: number, came: boolean, loaded?: TicketDocument | null) {
    const document = loaded === undefined ? await load(id) : loaded;
    if (!document || !view.query.test(document as never)) return { event: 'ticket:removed', seq, id };
    const ticket = await presented(view.caller, readTicket(document));
    return { event: came ? 'ticket:created' : 'ticket:updated', seq, ticket };
  }

  const load = (id: string) => tickets.store.models.tickets.findById(id).lean<TicketDocument>();

  async function presented(caller: Caller, state: TicketState) {
    const { terms, at } = await tickets.now(state);
    return presentFor(viewerOf(caller, terms), state, at);
  }

  /** Tells every view that the ticket is in, or was. */
  async function passOn({ seq, event }: NumberedEvent): Promise<void> {
    if (views.size === 0) return;
    const { id } = event.subject;
    const document = await load(id);
    for (const view of [...views.values()]) {
      const was = view.members.has(id);
      const message = await messageFor(view, id, seq, !was, document);
      if (message.event === 'ticket:removed') {
        if (!view.members.delete(id)) continue;
      } else view.members.add(id);
      const { event: name, ...body } = message;
      for (const socket of view.sockets) socket.emit(name, body);
    }
  }

  function leaveAll(socket: LiveSocket): void {
    for (const view of views.values()) {
      if (view.sockets.delete(socket) && view.sockets.size === 0) views.delete(view.key);
    }
  }

  return {
    requests: { 'queue:subscribe': subscribe, 'queue:resume': resume },
    says: ['ticket:created', 'ticket:updated', 'ticket:removed'],
    heard: async (numbered) => (isOfTicket(numbered) ? passOn(numbered) : undefined),
    left: leaveAll,
  };
}
