import type { Interval } from './zone.js';

/** Stretches of time in order that neither overlap nor touch. */
export type Spans = readonly Readonly<Interval>[];

/** The instants that lie in any of the intervals, in whatever order these come. */
export function union(intervals: Iterable<Readonly<Interval>>): Spans {
  const sorted = [...intervals].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const spans: Interval[] = [];
  for (const { from, to } of sorted) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

/** The instants that lie in both. */
export function intersection(a: Spans, b: Spans): Spans {
  const spans: Interval[] = [];
  let [i, j] = [0, 0];
  for (let [x, y] = [a[i], b[j]]; x && y; [x, y] = [a[i], b[j]]) {
    const from = Math.max(x.from, y.from);
    const to = Math.min(x.to, y.to);
    if (from < to) spans.push({ from, to });
    if (x.to < y.to) i += 1;
    else j += 1;
  }
  return spans;
}

/** The instants of the first that are not in the second. */
export function difference(a: Spans, b: Spans): Spans {
  const spans: Interval[] = [];
  let j = 0;
  for (const { from, to } of a) {
    let start = from;
    while ((b[j]?.to ?? Number.POSITIVE_INFINITY) <= start) j += 1;
    for (let k = j; start < to; k++) {
      const hole = b[k];
      const end = Math.min(hole?.from ?? to, to);
      if (start < end) spans.push({ from: start, to: end });
      start = Math.max(start, hole?.to ?? to);
    }
  }
  return spans;
}

/** How long they are together. */
export const secondsOf = (spans: Spans): number => spans.reduce((total, { from, to }) => total + (to - from), 0);
