import { instant, order, QUARTER } from './clock.js';
import type { Document } from './document.js';
import { add, big, decimal, div, down, type Fraction, less, mul, rounded, sub } from './fractions.js';
import type { Measure } from './measured.js';
import { countedComponents, judge, type ModelInterval, maintenanceOf } from './outages.js';

const FINE = 10n ** 18n;

export interface ModelRun {
  from: number;
  to: number;
  weighted: Fraction;
  counted: Fraction;
  outages: Set<string>;
  components: Set<string>;
}

type Maintenance = ReturnType<typeof maintenanceOf>;

/** Runs, what is excluded, and what follows from them. */
export function downtimeOf(input: Document, measure: Measure) {
  const { uptime } = input.terms;
  const maintenance = maintenanceOf(input, measure.measured);
  const lookedAt = uptime.source === 'measurement' ? [] : input.outages;
  const intervals = lookedAt.flatMap((outage) => judge(input, outage));
  const excluded = excludedOf(intervals, maintenance, measure.span);
  const { runs, inRun } = runsOf(input, intervals, maintenance, measure.measured);
  const byCause = (at: number) =>
    excluded.some(({ reason, from, to }) => reason.startsWith('cause:') && from <= at && at < to);
  const missing = measure.measured.filter((at) => !inRun.has(at) && (maintenance.inAnyWindow.has(at) || byCause(at)));
  const left = measure.measured.length - (uptime.denominator === 'available' ? missing.length : 0);
  const available = left * QUARTER;
  return { runs, excluded, available, downtime: totalOf(input, runs, available) };
}

function totalOf({ measurement }: Document, runs: readonly ModelRun[], available: number): Fraction {
  if (measurement) return div(mul(big(available), sub(big(100), decimal(measurement.uptimePercent))), big(100));
  const all = runs.reduce<Fraction>((sum, run) => add(sum, run.counted), big(0));
  return less(big(available), all) ? big(available) : all;
}

/** Quarter by quarter, then put together. */
function excludedOf(intervals: readonly ModelInterval[], maintenance: Maintenance, span: readonly number[]) {
  const marks = new Map<string, { outage: string; reason: string; at: Set<number> }>();
  const mark = (outage: string, reason: string, at: number) => {
    const name = JSON.stringify([outage, reason]);
    const entry = marks.get(name) ?? { outage, reason, at: new Set<number>() };
    entry.at.add(at);
    marks.set(name, entry);
  };
  for (const at of span) {
    for (const { outage, start, stop, components, reason } of intervals) {
      if (at < start || at >= stop) continue;
      for (const component of components) {
        const window = reason ?? maintenance.excluding(component, at);
        if (window) mark(outage, typeof window === 'string' ? window : `maintenance:${window.id}`, at);
      }
    }
  }
  const rows = [...marks.values()].flatMap(({ outage, reason, at }) =>
    [...at]
      .filter((from) => !at.has(from - QUARTER))
      .map((from) => {
        let to = from;
        while (at.has(to)) to += QUARTER;
        return { outage, from, to, reason };
      }),
  );
  return rows.sort((a, b) => a.from - b.from || order(a.outage, b.outage) || order(a.reason, b.reason));
}

function runsOf(
  input: Document,
  intervals: readonly ModelInterval[],
  { excluding }: Maintenance,
  measured: readonly number[],
) {
  const { coverage, roundEachRun } = input.terms.uptime;
  const counted = countedComponents(input);
  const rank = coverage === 'any' ? 1 : coverage === 'all' ? counted.length : coverage.atLeast;
  const runs: ModelRun[] = [];
  const inRun = new Set<number>();
  let open: ModelRun | undefined;
  for (const at of measured) {
    const active = intervals.filter(
      ({ start, stop, reason, weight }) => reason === null && weight[0] > 0n && start <= at && at < stop,
    );
    const weights = new Map(
      counted.map((component) => [component, weightOf(component, active, excluding(component, at))]),
    );
    const nth = [...weights.values()].sort((a, b) => (less(a, b) ? 1 : less(b, a) ? -1 : 0))[rank - 1] ?? big(0);
    if (nth[0] === 0n) {
      open = undefined;
      continue;
    }
    open ??= started(at, runs);
    inRun.add(at);
    open.to = at + QUARTER;
    const weighted = add(open.weighted, mul(nth, big(QUARTER)));
    open.weighted = [down(mul(weighted, big(FINE))), FINE];
    for (const [component, weight] of weights) {
      if (weight[0] === 0n) continue;
      open.components.add(component);
      for (const { components, outage } of active) if (components.includes(component)) open.outages.add(outage);
    }
  }
  for (const run of runs) run.counted = roundEachRun ? toMultiple(run.weighted, roundEachRun) : run.weighted;
  return { runs, inRun };
}

function started(at: number, runs: ModelRun[]): ModelRun {
  const run = {
    from: at,
    to: at,
    weighted: big(0),
    counted: big(0),
    outages: new Set<string>(),
    components: new Set<string>(),
  };
  runs.push(run);
  return run;
}

function weightOf(component: string, active: readonly ModelInterval[], window: unknown): Fraction {
  if (window) return big(0);
  const weights = active.filter(({ components }) => components.includes(component)).map(({ weight }) => weight);
  return weights.reduce((heaviest, weight) => (less(heaviest, weight) ? weight : heaviest), big(0));
}

const toMultiple = (value: Fraction, { toSeconds, direction }: { toSeconds: number; direction: string }): Fraction =>
  big(rounded(div(value, big(toSeconds)), direction) * BigInt(toSeconds));

/** As the contract writes them. */
export const written = (at: number | undefined): string | null => (at === undefined ? null : instant(at));
