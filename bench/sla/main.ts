import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../server/domain/sla/index.js';
import { formatInstant } from '../../server/domain/time/instant.js';
import { startEmbedded } from '../../server/platform/database/embedded.js';
import { telling } from '../../test/support/commands-sent.js';
import { bySteps, compare } from '../compare.js';
import type { BenchOptions, Row, Subject } from '../subject.js';
import { openBenchDesk } from './desk.js';
import { commandsOf, measureIntake } from './intake.js';
import { fill, measureBurst, measureDue, measureShapes, smallOf } from './large.js';

const HANSA = { kind: 'partner', id: 'hansa-it' } as const;
const EVENTS = 1_000;
const FEW_EVENTS = 100;
/** What is said of ten times as much may take ten times as long, and half as long again. */
const AIM_LINEAR = 1 / 1.5;

/** Measures queues and clocks with many tickets beside few, and intake beside a route that only stores. */
export const benchSla: Subject = async function* (options) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const store = await startEmbedded({ dataDir: join(folder, 'store') });
  try {
    const uriOf = (database: string) => new URL(`/${database}`, store.uri).toString();
    yield* await explaining(options);
    yield* await intake(uriOf, folder, options);
    yield* sizes(uriOf, folder, options);
  } finally {
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

type UriOf = (database: string) => string;

async function intake(uriOf: UriOf, folder: string, options: BenchOptions): Promise<Row[]> {
  const counted = await openBenchDesk(telling(uriOf('counted')), join(folder, 'counted'), false);
  const commands = await commandsOf(counted, await counted.key(HANSA, ['tickets:write']));
  options.tell(`an intake takes ${commands.length} commands of the store: ${commands.join(', ')}`);
  await counted.close();
  const desk = await openBenchDesk(uriOf('intake'), join(folder, 'intake'), true);
  const key = await desk.key(HANSA, ['tickets:write']);
  const rows = await measureIntake(desk, { key, commands: commands.length, ...options });
  await desk.close();
  return rows;
}

async function* sizes(uriOf: UriOf, folder: string, options: BenchOptions): AsyncGenerator<Row> {
  const small = await openBenchDesk(uriOf('small'), join(folder, 'small'), false);
  const large = await openBenchDesk(uriOf('large'), join(folder, 'large'), false);
  for (const [desk, count] of [[small, smallOf(options.documents)] as const, [large, options.documents] as const]) {
    const start = performance.now();
    await fill(desk, await desk.key(HANSA, ['tickets:write']), count);
    options.tell(`${count} tickets in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  yield* measureShapes(small, large, options);
  for (const [name, size] of [['small', smallOf(options.documents)] as const, ['large', options.documents] as const]) {
    const whole = await openBenchDesk(uriOf(name), join(folder, `${name}-whole`), true);
    yield await measureBurst(whole, size, options);
    await whole.close();
  }
  yield await measureDue(small, large, options);
  await Promise.all([small.close(), large.close()]);
}

/** `sla explain` of a long history beside short ones of the same length in all. */
function explaining({ seconds }: BenchOptions): Promise<Row[]> {
  const [long, short] = [historyOf(EVENTS), historyOf(FEW_EVENTS)];
  return compare(
    `sla explain: ${EVENTS.toLocaleString('en')} events`,
    bySteps(() => explain(long), EVENTS),
    [{ name: `histories of ${FEW_EVENTS}`, variant: bySteps(() => explain(short), FEW_EVENTS), aim: AIM_LINEAR }],
    seconds,
  );
}

/** A ticket that goes back and forth between customer and provider in Berlin's hours. */
function historyOf(events: number): object {
  const start = Date.parse('2026-01-05T08:00:00Z') / 1000;
  const day = [
    ['09:00', '12:00'],
    ['13:00', '17:30'],
  ];
  const target = (metric: string, party: string) => ({ metric, party, calendar: 'berlin', minutes: { high: 240 } });
  return {
    calendars: { berlin: { timeZone: 'Europe/Berlin', hours: { mon: day, tue: day, wed: day, thu: day, fri: day } } },
    policy: {
      targets: [
        ...['first_response', 'next_response', 'resolution'].map((metric) => target(metric, 'provider')),
        target('resolution', 'promise'),
      ],
    },
    events: [
      { at: formatInstant(start), type: 'created', priority: 'high', court: 'provider' },
      ...Array.from({ length: events - 1 }, (_, n) => ({
        ...{ at: formatInstant(start + (n + 1) * 1_800), type: 'reply' },
        by: n % 2 === 0 ? 'provider' : 'customer',
      })),
    ],
    now: formatInstant(start + (events + 1) * 1_800),
  };
}
