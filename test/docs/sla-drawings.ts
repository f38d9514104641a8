import { type AgreedClocks, lintClocks, missedPromise } from '../../server/domain/agreement/lint.js';
import type { SourcedTarget } from '../../server/domain/agreement/nearest.js';
import { elapse, lives, refold } from '../../server/domain/sla/fold.js';
import { contextOf } from '../../server/domain/sla/index.js';
import type { Court, History, Metric, Party, SlaEvent } from '../../server/domain/sla/types.js';
import { type SlaView, view } from '../../server/domain/sla/view.js';
import { breachesAfter } from '../../server/domain/ticket/breaches.js';
import { rowKey } from '../../server/domain/ticket/row-key.js';
import { type Calendar, type OpenHours, openHours, openSeconds } from '../../server/domain/time/calendar.js';
import { formatInstant, parseInstant, type Seconds } from '../../server/domain/time/instant.js';

const SHADES: Readonly<Record<Court, string>> = { provider: '█', partner: '▒', customer: '○', third_party: '◇' };
const LEGEND = '█ provider   ▒ partner';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const ALWAYS: Calendar = { timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} };
const OFFICE: Calendar = { ...ALWAYS, hours: Object.fromEntries(DAYS.map((day) => [day, [['09:00', '17:00']]])) };
const HOURS: ReadonlyMap<string, OpenHours> = new Map([
  ['always', openHours(ALWAYS)],
  ['office', openHours(OFFICE)],
]);
const CONTEXT = contextOf(HOURS);

const at = (time: string): Seconds => parseInstant(`2026-${time}:00Z`) ?? 0;
const blocked = (...lines: readonly string[]): string =>
  ['```text', ...lines.map((line) => line.trimEnd()), '```'].join('\n');
const viewAt = (history: History, now: Seconds): SlaView => {
  const since = history.since.filter((event) => event.at <= now);
  return view(refold({ ...history, since }, CONTEXT), now, CONTEXT);
};

const LOGGED = at('03-02T15:00');
const SOLVED = at('03-03T12:00');
const COLUMN = 1_800;
const TURNS: readonly SlaEvent[] = [
  { at: at('03-02T16:00'), type: 'court', court: 'provider' },
  { at: at('03-03T09:30'), type: 'court', court: 'customer' },
  { at: at('03-03T11:00'), type: 'court', court: 'provider' },
  { at: SOLVED, type: 'solved' },
];
const TWO_DAYS: History = {
  policy: {
    targets: [
      { metric: 'handling', party: 'partner', calendar: 'office', minutes: { high: 120 } },
      { metric: 'resolution', party: 'provider', calendar: 'office', minutes: { high: 240 } },
      { metric: 'resolution', party: 'promise', calendar: 'office', minutes: { high: 360 } },
    ],
  },
  created: { at: LOGGED, type: 'created', priority: 'high', court: 'partner' },
  since: TURNS,
};

/** A ticket from one afternoon to the next noon: whose turn it is, and which clock counts when. */
function courts(): string {
  const columns = Array.from({ length: (SOLVED - LOGGED) / COLUMN }, (_, n) => LOGGED + n * COLUMN);
  const line = (name: string, cells: readonly string[], words = '') => `${name.padEnd(20)}${cells.join('')}  ${words}`;
  const hours = columns.map((from) => {
    const time = formatInstant(from).slice(11, 16);
    return time.endsWith(':00') && Number(time.slice(0, 2)) % 3 === 0 ? time.slice(0, 2) : null;
  });
  const turn = (from: Seconds): Court => {
    const last = TURNS.findLast((event) => event.type === 'court' && event.at <= from);
    return last?.type === 'court' ? last.court : TWO_DAYS.created.court;
  };
  const end = viewAt(TWO_DAYS, SOLVED);
  const clocks = end.targets.map(({ metric, party, cycle, elapsedSeconds, targetSeconds, state }) => {
    const elapsed = (now: Seconds): number =>
      viewAt(TWO_DAYS, now).targets.find((row) => rowKey(row) === rowKey({ metric, party, cycle }))?.elapsedSeconds ??
      0;
    const cells = columns.map((from) => (elapsed(from + COLUMN) > elapsed(from) ? SHADES[turn(from)] : '·'));
    return line(`${metric} ${party}`, cells, `${elapsedSeconds / 60} of ${(targetSeconds ?? 0) / 60} min, ${state}`);
  });
  return blocked(
    // An hour takes two columns, as its name does.
    line(
      '',
      hours.map((hour, n) => hour ?? (hours[n - 1] ? '' : ' ')),
    ),
    line(
      'whose turn',
      columns.map((from) => SHADES[turn(from)]),
    ),
    line(
      'office hours',
      columns.map((from) => (openSeconds(hoursOf('office'), from, from + COLUMN) > 0 ? '─' : ' ')),
    ),
    ...clocks,
    `${LEGEND}   ○ customer   · does not count`,
  );
}

const hoursOf = (name: string): OpenHours => {
  const found = HOURS.get(name);
  if (!found) throw new Error(`No calendar ${name}`);
  return found;
};

const target = (metric: Metric, party: Party, calendar: string, high: number): SourcedTarget => ({
  source: 'deal',
  policy: { id: 'own', version: 1 },
  target: { metric, party, calendar, minutes: { urgent: high, high, normal: high, low: high } },
});
const PROMISE = target('resolution', 'promise', 'always', 480);
const AGREED: AgreedClocks = {
  targets: [target('handling', 'partner', 'office', 120), target('resolution', 'provider', 'always', 240), PROMISE],
  ...{ support: 'partner-first', hoursOf, names: { provider: 'Northwind', partner: 'Hansa IT' } },
};

/** What lint says of two own targets that cannot keep a promise between them, and the way that shows it. */
function lint(): string {
  const from = at('03-02T00:00');
  const found = lintClocks(AGREED, from).find(({ words }) => words.includes('high'));
  const missed = missedPromise(AGREED, PROMISE, 'high', from);
  if (!found || !missed) throw new Error('Lint finds nothing');
  const { start, legs, stations, due } = missed;
  const end = stations.at(-1) ?? start;
  const columns = Array.from({ length: Math.ceil((end - start) / 3_600) }, (_, n) => start + n * 3_600);
  const line = (name: string, cellOf: (from: Seconds) => string) => `${name.padEnd(10)}${columns.map(cellOf).join('')}`;
  const turns = legs.map(({ party, agreed }, index) => {
    const [begins, ends] = [stations[index - 1] ?? start, stations[index] ?? end];
    const hours = hoursOf(agreed.target.calendar);
    return line(AGREED.names[party] ?? party, (one) => {
      const [first, last] = [Math.max(one, begins), Math.min(one + 3_600, ends)];
      return first >= last ? ' ' : openSeconds(hours, first, last) > 0 ? SHADES[party] : '·';
    });
  });
  const promise = line('promise', (one) => (one >= due ? ' ' : one + 3_600 >= due ? '|' : '─'));
  return blocked(
    found.words,
    found.example ?? '',
    '',
    ...turns,
    promise,
    '· closed   | the promise ends; a column is an hour',
  );
}

const NINE = at('03-02T09:00');
const WIDTH = 60;

/** The provider takes 20 minutes, the partner 50: its own target is 40, and the promise is 60. */
const BROKEN: History = {
  policy: {
    targets: [
      { metric: 'resolution', party: 'promise', calendar: 'always', minutes: { high: 60 } },
      { metric: 'handling', party: 'provider', calendar: 'always', minutes: { high: 30 } },
      { metric: 'handling', party: 'partner', calendar: 'always', minutes: { high: 40 } },
    ],
  },
  created: { at: NINE, type: 'created', priority: 'high', court: 'provider' },
  since: [
    { at: NINE + 20 * 60, type: 'court', court: 'partner' },
    { at: NINE + 70 * 60, type: 'solved' },
  ],
};

/** Who used the time of a promise, as bars: a character for each of so many seconds. */
function fault(): string {
  const end = NINE + 70 * 60;
  const sla = elapse(refold(BROKEN, CONTEXT), end, CONTEXT);
  const starts = Object.fromEntries([...lives(BROKEN, CONTEXT)].map(([key, { startedAt }]) => [key, startedAt]));
  const faults = new Map(
    breachesAfter({ sla, starts, createdAt: NINE }, true).map((breach) => [rowKey(breach), breach.fault]),
  );
  const { targets } = view(sla, end, CONTEXT);
  const scale = Math.max(...targets.map(({ elapsedSeconds }) => elapsedSeconds)) / WIDTH;
  const lines = targets.map((row) => {
    const bar = (['provider', 'partner'] as const)
      .map((court) => SHADES[court].repeat(Math.round((row.elapsedByCourt[court] ?? 0) / scale)))
      .join('');
    const mark = Math.round((row.targetSeconds ?? 0) / scale);
    const padded = bar.padEnd(Math.max(WIDTH, mark) + 1);
    const whose = faults.get(rowKey(row));
    const words =
      row.state === 'breached'
        ? `broken${whose ? `, own target broken by ${whose.join(' and ') || 'nobody'}` : ''}`
        : 'met';
    const minutes = `${row.elapsedSeconds / 60} of ${(row.targetSeconds ?? 0) / 60} min`;
    return `${`${row.metric} ${row.party}`.padEnd(19)} ${padded.slice(0, mark)}|${padded.slice(mark)} ${minutes}, ${words}`;
  });
  return blocked(...lines, `${LEGEND}   | the target`);
}

/** The drawings of the page about service levels, each by its name there. */
export const DRAWINGS: Readonly<Record<string, () => string>> = { courts, lint, fault };
