import { compare, isAbove, larger, plus, type Rational, ratio, times, toMultiple, ZERO } from '../money/rational.js';
import type { Seconds } from '../time/instant.js';
import { difference, type Spans } from '../time/spans.js';
import { byCodeUnit } from './excluded.js';
import type { JudgedInterval } from './judged.js';
import { type CountedMaintenance, maintenanceOf } from './maintenance.js';
import type { UptimeTerms } from './terms.js';

/** A longest row of downtime without a measured second of uptime in it. */
export interface Run {
  from: Seconds;
  to: Seconds;
  weightedSeconds: Rational;
  /** After `roundEachRun`. */
  countedSeconds: Rational;
  /** Every outage that had a weight during it, sorted. */
  outages: readonly string[];
  /** The counted components that had a weight during it. */
  components: ReadonlySet<string>;
}

/** A stretch of one component's downtime, after maintenance. */
interface Down {
  from: Seconds;
  to: Seconds;
  component: string;
  outage: string;
  weight: Rational;
}

/** The runs of downtime in the measured time. */
export function runsOf(
  terms: UptimeTerms,
  counted: readonly string[],
  judged: readonly JudgedInterval[],
  maintenance: CountedMaintenance,
  measured: Spans,
): Run[] {
  const downs = downStretches(counted, judged, maintenance);
  const rank = rankOf(terms, counted.length);
  const runs: OpenRun[] = [];
  let current: OpenRun | undefined;
  for (const { from, to, open } of constantStretches(downs, measured)) {
    const weight = serviceWeight(open, rank);
    if (compare(weight, ZERO) === 0) {
      current = undefined;
      continue;
    }
    if (!current) {
      current = { from, to, weighted: ZERO, outages: new Set(), components: new Set() };
      runs.push(current);
    }
    current.to = to;
    current.weighted = plus(current.weighted, times(weight, ratio(to - from)));
    for (const { outage, component } of open) {
      current.outages.add(outage);
      current.components.add(component);
    }
  }
  return runs.map((run) => finished(run, terms.roundEachRun));
}

interface OpenRun {
  from: Seconds;
  to: Seconds;
  weighted: Rational;
  outages: Set<string>;
  components: Set<string>;
}

function finished({ from, to, weighted, outages, components }: OpenRun, rounding: UptimeTerms['roundEachRun']): Run {
  const countedSeconds = rounding ? toMultiple(weighted, ratio(rounding.toSeconds), rounding.direction) : weighted;
  return { from, to, weightedSeconds: weighted, countedSeconds, outages: [...outages].sort(byCodeUnit), components };
}

/** Which of the components' weights is the service's: the n-th largest. */
function rankOf({ coverage }: UptimeTerms, components: number): number {
  if (coverage === 'any') return 1;
  return coverage === 'all' ? components : coverage.atLeast;
}

function serviceWeight(open: readonly Down[], rank: number): Rational {
  const weights = new Map<string, Rational>();
  for (const { component, weight } of open) weights.set(component, larger(weight, weights.get(component) ?? ZERO));
  return [...weights.values()].sort(compare).at(-rank) ?? ZERO;
}

/** Where maintenance lies, a component is up. */
function downStretches(
  counted: readonly string[],
  judged: readonly JudgedInterval[],
  maintenance: CountedMaintenance,
): Down[] {
  const holes = new Map(counted.map((component) => [component, maintenanceOf(component, maintenance)]));
  return judged
    .filter(({ reason, weight }) => reason === null && isAbove(weight, ZERO))
    .flatMap(({ from, to, components, outage, weight }) =>
      components.flatMap((component) =>
        difference([{ from, to }], holes.get(component) ?? []).map((piece) => ({
          ...piece,
          component,
          outage,
          weight,
        })),
      ),
    );
}

interface ConstantStretch {
  from: Seconds;
  to: Seconds;
  open: readonly Down[];
}

/** Cuts the measured time wherever anything begins or ends; each piece with what is open throughout. */
function* constantStretches(downs: readonly Down[], measured: Spans): Generator<ConstantStretch> {
  const waiting = downs.toSorted((a, b) => a.from - b.from);
  const edges = [...new Set(downs.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  let open: Down[] = [];
  let [nextDown, nextEdge] = [0, 0];
  for (const span of measured) {
    let from = span.from;
    while (from < span.to) {
      while ((edges[nextEdge] ?? Number.POSITIVE_INFINITY) <= from) nextEdge += 1;
      const to = Math.min(span.to, edges[nextEdge] ?? span.to);
      for (let down = waiting[nextDown]; down && down.from <= from; down = waiting[nextDown]) {
        open.push(down);
        nextDown += 1;
      }
      open = open.filter((down) => down.to > from);
      yield { from, to, open };
      from = to;
    }
  }
}
