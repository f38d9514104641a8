import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import Handlebars from 'handlebars';
import { type DayOfComponent, daysOf, present, stateAt } from '../../domain/outage/days.js';
import type { Maintenance } from '../../domain/outage/maintenance.js';
import { componentsOf, endOf, type Outage, startOf } from '../../domain/outage/outage.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';

const DAYS = 90;
const SECONDS_A_DAY = 86_400;
const AHEAD = 30 * SECONDS_A_DAY;
const HISTORY = 14;

interface Dependencies {
  clock: Clock;
  providerName: string;
  /** Where `status.hbs`, its script and its style are. */
  folder: string;
  components(): Promise<readonly { id: string; name: string; group: string | null }[]>;
  outages: {
    between(from: Seconds, to: Seconds): Promise<ReadonlyMap<string, Outage>>;
    windowsBetween(from: Seconds, to: Seconds): Promise<ReadonlyMap<string, Maintenance>>;
    notesOf(outage: string): Promise<readonly { at: Seconds; text: string }[]>;
  };
}

/** The public status page: made on the server, whole without JavaScript; a script only puts times into the reader's zone. */
export function statusPage({ clock, providerName, folder, components, outages }: Dependencies): RequestHandler {
  const template = Handlebars.compile(readFileSync(join(folder, 'status.hbs'), 'utf8'), { strict: true });
  const router = express.Router();

  async function model() {
    const now = await clock.now();
    const [parts, known, windows] = await Promise.all([
      components(),
      outages.between(now - DAYS * SECONDS_A_DAY, now + 1),
      outages.windowsBetween(now, now + AHEAD),
    ]);
    const names = new Map(parts.map(({ id, name }) => [id, name]));
    const { running, under, announced } = present(known, windows, now);
    const past = [...known].filter(([id]) => !running.some(([one]) => one === id));
    const shown = (outages: [string, Outage][]) =>
      Promise.all(
        outages
          .sort(([, a], [, b]) => startOf(b) - startOf(a))
          .slice(0, HISTORY)
          .map(([id, outage]) => incidentOf(id, outage, names)),
      );
    const states = parts.map(({ id, name }) => ({ name, state: stateAt(id, known.values(), now) }));
    return {
      ...{ providerName, sentence: sentence(states, under.length), tone: toneOf(states, under.length) },
      now: timeOf(now),
      groups: groupsOf(parts, known, now),
      running: await shown(running),
      incidents: await shown(past),
      windows: [...under, ...announced].map(([id, window]) => ({
        ...{ id, title: window.title, names: window.components.map((one) => names.get(one) ?? one).join(', ') },
        ...{ from: timeOf(window.startsAt), to: timeOf(window.endsAt) },
      })),
    };
  }

  async function incidentOf(id: string, outage: Outage, names: ReadonlyMap<string, string>) {
    const notes = await outages.notesOf(id);
    const end = endOf(outage);
    return {
      ...{
        id,
        title: outage.title,
        state: end === null ? worstOf(outage) : 'over',
        words: end === null ? WORDS[worstOf(outage)] : 'Over',
        from: timeOf(startOf(outage)),
        to: end === null ? null : timeOf(end),
      },
      names: componentsOf(outage)
        .map((one) => names.get(one) ?? one)
        .join(', '),
      notes: [...notes].reverse().map(({ at, text }) => ({ at: timeOf(at), text })),
    };
  }

  router.get('/status', async (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(template(await model()));
  });
  router.use('/status', express.static(folder, { index: false, extensions: [], maxAge: '1h' }));
  return router;
}

interface Standing {
  name: string;
  state: DayOfComponent['worst'];
}

const NAMED_AT_MOST = 3;

/** How the service is, in one sentence that names what does not work. */
function sentence(parts: readonly Standing[], under: number): string {
  const wrong = (['down', 'degraded'] as const).flatMap((state) => {
    const names = parts.filter((part) => part.state === state).map(({ name }) => name);
    if (names.length === 0) return [];
    if (names.length > NAMED_AT_MOST) return [`${names.length} parts of the service are ${state}`];
    return [`${LIST.format(names)} ${names.length === 1 ? 'is' : 'are'} ${state}`];
  });
  if (wrong.length > 0) return `${wrong.join('; ')}.`;
  return under > 0 ? 'Announced maintenance is under way. Everything else works.' : 'Everything works.';
}

const LIST = new Intl.ListFormat('en-GB');

function toneOf(parts: readonly Standing[], under: number): 'bad' | 'care' | 'good' {
  if (parts.some(({ state }) => state === 'down')) return 'bad';
  return under > 0 || parts.some(({ state }) => state === 'degraded') ? 'care' : 'good';
}

const timeOf = (at: Seconds) => ({
  iso: formatInstant(at),
  words: `${formatInstant(at).replace('T', ' ').slice(0, 16)} UTC`,
});

function groupsOf(
  parts: readonly { id: string; name: string; group: string | null }[],
  known: ReadonlyMap<string, Outage>,
  now: Seconds,
) {
  const groups = new Map<string, object[]>();
  for (const { id, name, group } of parts) {
    const days = daysOf(id, known, now, DAYS);
    const down = days.reduce((sum, day) => sum + day.seconds, 0);
    const state = stateAt(id, known.values(), now);
    const shown = {
      ...{ id, name, state, words: WORDS[state] },
      days: days.map(dayShown),
      percent: (100 - (100 * down) / (DAYS * SECONDS_A_DAY)).toFixed(2),
    };
    groups.set(group ?? 'Service', [...(groups.get(group ?? 'Service') ?? []), shown]);
  }
  return [...groups].map(([name, members]) => ({ name, members }));
}

/** How bad an outage is that goes on: as its last interval says. */
const worstOf = ({ intervals }: Outage): 'degraded' | 'down' =>
  intervals.at(-1)?.impact === 'full' ? 'down' : 'degraded';

const WORDS = { up: 'Works', degraded: 'Degraded', down: 'Down' } as const;

function dayShown({ from, worst, seconds, outages }: DayOfComponent) {
  const date = formatInstant(from).slice(0, 10);
  const minutes = Math.ceil(seconds / 60);
  return {
    worst,
    title: worst === 'up' ? `${date}: works all day` : `${date}: ${WORDS[worst].toLowerCase()} for ${minutes} min`,
    target: outages[0] ?? null,
  };
}
