import type { Caller } from '../../../domain/access/access.js';
import { refold } from '../../../domain/sla/fold.js';
import type { History, Policy, SlaEvent } from '../../../domain/sla/types.js';
import { clockContext } from '../../../domain/ticket/clocks.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import {
  seesClockInput,
  seesEvent,
  seesMessage,
  seesThread,
  type Viewer,
  viewerOf,
} from '../../../domain/ticket/visibility.js';
import { formatInstant, type Seconds } from '../../../domain/time/instant.js';
import { decodeCursor, pageOf } from '../../../platform/http/paging.js';
import type { LogEvent } from '../../../platform/log/event.js';
import { happeningOf, marksOf, numberOf, threadSaidIn } from '../log-events.js';
import { presentClocks } from '../present.js';
import { presentEntry, presentMessage } from '../present-timeline.js';
import type { MessageAnswer, TimelineEntry } from '../wire-told.js';
import type { MessageBodies } from './bodies.js';
import { historyIn, type TicketStore } from './store.js';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What happened to a ticket, what was said, and how its clocks ran, as far as the caller may know. */
export function timelines({ store, bodies }: { store: TicketStore; bodies: MessageBodies }) {
  async function seen(caller: Caller, id: string): Promise<{ state: TicketState; viewer: Viewer; events: LogEvent[] }> {
    const state = await store.within(caller, id);
    const terms = (await store.termsOf(state)).get(state.origin.deal ?? '') ?? null;
    return { state, viewer: viewerOf(caller, terms), events: await store.eventsOf(state.id) };
  }

  /** Messages that the viewer may read, by id. */
  async function messagesFor(viewer: Viewer, events: readonly LogEvent[]): Promise<ReadonlyMap<string, MessageAnswer>> {
    const marks = events.flatMap((event) => marksOf(event).map((mark) => ({ mark, event })));
    const readable = marks.filter(({ mark }) => seesMessage(viewer, mark));
    const known = await bodies.read(readable.map(({ mark }) => mark.message));
    return new Map(
      readable.flatMap(({ mark, event }): [string, MessageAnswer][] => {
        const body = known.get(mark.message);
        return body ? [[mark.message, presentMessage(viewer, mark, body, event.at)]] : [];
      }),
    );
  }

  /** Every event that the caller may know of, in order. */
  async function timeline(
    caller: Caller,
    id: string,
    query: { limit: number; cursor?: string | undefined },
  ): Promise<Page<TimelineEntry>> {
    const { viewer, events } = await seen(caller, id);
    const after = Number(decodeCursor(query.cursor, 1)?.[0] ?? 0);
    const visible = events.filter((event) => numberOf(event) > after && seesEvent(viewer, happeningOf(event)));
    const page = pageOf(visible.slice(0, query.limit + 1), query.limit, (event) => [numberOf(event)]);
    const messages = await messagesFor(viewer, page.items);
    return { ...page, items: page.items.map((event) => presentEntry(viewer, event, messages)) };
  }

  /** What was said, in order. */
  async function conversation(
    caller: Caller,
    id: string,
    query: { limit: number; cursor?: string | undefined },
  ): Promise<Page<MessageAnswer>> {
    const { viewer, events } = await seen(caller, id);
    const after = Number(decodeCursor(query.cursor, 1)?.[0] ?? 0);
    const spoken = events.filter(
      (event) => numberOf(event) > after && marksOf(event).some((mark) => seesMessage(viewer, mark)),
    );
    const page = pageOf(spoken.slice(0, query.limit + 1), query.limit, (event) => [numberOf(event)]);
    const messages = await messagesFor(viewer, page.items);
    return {
      ...page,
      items: page.items.flatMap((event) => marksOf(event).flatMap(({ message }) => messages.get(message) ?? [])),
    };
  }

  /** The clocks by the whole history: the contract's output, and for the provider its input. */
  async function clocks(caller: Caller, id: string) {
    const { state, viewer, events } = await seen(caller, id);
    const now = Math.max(await store.now(), state.updatedAt);
    const history = historyIn(events);
    const sla = refold(history, clockContext(state.calendars));
    return {
      ...presentClocks(viewer, { sla, calendars: state.calendars, sources: state.sources }, now),
      now: formatInstant(now),
      ...(seesClockInput(viewer) && { input: inputOf(history, state, now) }),
    };
  }

  /** One event of the log as a viewer sees it, for whoever passes events on; `null` if it is not theirs to know. */
  async function entryFor(viewer: Viewer, event: LogEvent): Promise<TimelineEntry | null> {
    if (!seesEvent(viewer, happeningOf(event))) return null;
    return presentEntry(viewer, event, await messagesFor(viewer, [event]));
  }

  /** Whether a viewer may read a message of a ticket, in its conversation or in a thread. */
  async function sees(viewer: Viewer, ticket: string, message: string): Promise<boolean> {
    const events = await store.eventsOf(ticket);
    const mark = events.flatMap(marksOf).find((one) => one.message === message);
    if (mark) return seesMessage(viewer, mark);
    const said = events.flatMap((event) => threadSaidIn(event) ?? []).find((one) => one.message === message);
    return said !== undefined && seesThread(viewer, said.mark);
  }

  return { timeline, conversation, clocks, entryFor, sees };
}
export type Timelines = ReturnType<typeof timelines>;

/** The contract's whole input, so that the output can be checked. */
function inputOf(
  { policy, created, since }: History,
  { calendars }: TicketState,
  now: Seconds,
): Record<string, unknown> {
  return {
    calendars,
    policy: contractPolicy(policy),
    events: [created, ...since].map((event) => ({ ...plain(event), at: formatInstant(event.at) })),
    now: formatInstant(now),
  };
}

function plain(event: SlaEvent | History['created']): Record<string, unknown> {
  if (event.type === 'policy') return { ...event, policy: contractPolicy(event.policy) };
  if (event.type !== 'priority') return { ...event };
  const { correction, ...rest } = event;
  return { ...rest, ...(correction && { correction }) };
}

/** A policy in the contract's words, which has none for when to warn. */
const contractPolicy = ({ targets }: Policy): Policy => ({
  targets: targets.map(({ warnAt: _, ...target }) => target),
});
