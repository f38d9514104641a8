import { z } from 'zod';
import type { Caller } from '../../domain/access/access.js';
import type { ManualClock } from '../../platform/clock/manual-clock.js';
import { openapi } from '../../platform/http/openapi.js';
import { type Route, route } from '../../platform/http/route.js';
import { instantIn, instantOut, showInstant } from '../../platform/http/wire.js';
import type { Consumers } from '../../platform/log/consumers.js';
import type { NumberedEvent } from '../../platform/log/event.js';
import type { Log } from '../../platform/log/log.js';
import { Problem } from '../../platform/problems.js';
import type { Sweeps } from '../../platform/sweeps/sweeps.js';

const ABOUT = { title: 'Tandem Desk', version: '1' };

/** The description of the API, made from the routes that are served. */
export function openapiRoute(routes: () => readonly Route[]): Route {
  let made: Record<string, unknown> | undefined;
  return route({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description',
    tag: 'Operations',
    may: 'public',
    answers: { 200: z.record(z.string(), z.unknown()) },
    run: async () => {
      made ??= openapi(routes(), ABOUT);
      return { body: made };
    },
  });
}

/** Moves a standing clock, running everything that falls due on the way in time order (contract: from outside). */
export function clockRoute({
  clock,
  sweeps,
  consumers,
}: {
  clock: ManualClock;
  sweeps: Sweeps;
  consumers: Consumers;
}): Route {
  return route({
    method: 'put',
    path: '/dev/clock',
    summary: 'Move the standing clock forward',
    tag: 'Operations',
    may: 'desk:admin',
    body: z.strictObject({ now: instantIn }),
    answers: { 200: z.object({ now: instantOut, done: z.record(z.string(), z.int()) }) },
    run: async ({ body }) => ({
      body: { now: showInstant(body.now), done: await advance({ clock, sweeps, consumers }, body.now) },
    }),
  });
}

/** Moves the clock from one due instant to the next up to the target, each time until nothing more comes of it. */
export async function advance(
  { clock, sweeps, consumers }: { clock: ManualClock; sweeps: Sweeps; consumers: Consumers },
  target: number,
): Promise<Record<string, number>> {
  const done: Record<string, number> = {};
  const note = (counts: Record<string, number>) => {
    for (const [name, count] of Object.entries(counts)) done[name] = (done[name] ?? 0) + count;
  };
  const settle = async () => {
    for (;;) {
      const events = await consumers.drain();
      const counts = await sweeps.runAll();
      note({ ...counts, events });
      if (events === 0 && Object.values(counts).every((count) => count === 0)) return;
    }
  };
  if (target < (await clock.now())) await clock.moveTo(target);
  await settle();
  for (;;) {
    const [now, due] = [await clock.now(), await sweeps.nextDue()];
    if (due === null || due > target) break;
    await clock.moveTo(due <= now ? now + 1 : due);
    await settle();
  }
  if ((await clock.now()) < target) await clock.moveTo(target);
  await settle();
  return done;
}

const Entry = z.object({
  seq: z.int(),
  id: z.string(),
  at: instantOut,
  type: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), version: z.int() }),
  data: z.record(z.string(), z.unknown()),
});

/** How a feature shows one event of its subjects to a caller; `null`: not for them. */
export type PresentEvent = (event: NumberedEvent, caller: Caller) => Promise<Record<string, unknown> | null>;

/** The log for programs: complete, in order, resumable (`GET /events`). */
export function feedRoutes({ log, present }: { log: Log; present: ReadonlyMap<string, PresentEvent> }): Route[] {
  const number = (max: number) =>
    z
      .string()
      .regex(/^\d{1,15}$/, 'is a number')
      .transform(Number)
      .pipe(z.int().min(0).max(max));
  return [
    route({
      method: 'get',
      path: '/events',
      summary: 'What happened, in order, as far as it is for the caller',
      tag: 'Live',
      may: 'tickets:read',
      query: z.strictObject({
        since: number(Number.MAX_SAFE_INTEGER).default(0),
        limit: number(200).pipe(z.int().min(1)).default(50),
      }),
      answers: { 200: z.object({ items: z.array(Entry), next: z.int() }) },
      run: async ({ caller, query }) => {
        const found = await log.since(query.since, query.limit);
        const items = await Promise.all(found.map((event) => feedEntry(event, caller, present)));
        return { body: { items: items.filter((item) => item !== null), next: found.at(-1)?.seq ?? query.since } };
      },
    }),
  ];
}

/** An event as the feed tells it to a caller; `null`: not for them. */
export async function feedEntry(numbered: NumberedEvent, caller: Caller, present: ReadonlyMap<string, PresentEvent>) {
  const { event, seq } = numbered;
  if (!hears(caller, event.audience)) return null;
  const show = present.get(event.subject.kind);
  const data = show ? await show(numbered, caller) : null;
  return (
    data && {
      seq,
      id: event.id,
      at: showInstant(Math.floor(event.at.getTime() / 1_000)),
      type: event.type,
      subject: event.subject,
      data,
    }
  );
}

/** What the feed tells of a kind of which nothing but its events is shown: their data, to those who may. */
export const dataFor =
  (may: (caller: Caller) => boolean): PresentEvent =>
  async ({ event }, caller) =>
    may(caller) ? event.data : null;

/** Whether an event's audience has the caller's company in it. One-time links hear of nothing here. */
function hears(caller: Caller, audience: NumberedEvent['event']['audience']): boolean {
  if (caller.ticket !== null) throw new Problem('not-allowed', 'A one-time link opens its ticket alone.');
  const { company } = caller;
  if (company.kind === 'provider') return audience.provider;
  return audience[company.kind] === company.id || audience[company.kind] === '*';
}
