import { type OpenHours, windows } from '../time/calendar.js';
import { type Day, SECONDS_A_DAY } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import { type Interval, instantOf, localDay, type Zone } from '../time/zone.js';

/** People who take turns: the first from a day on, each for some weeks, until the same hour of another day. */
export interface RotaLayer {
  /** The day of the first hand-over, and the one from which nobody follows; `null`: it goes on. */
  from: Day;
  until: Day | null;
  /** When one hands over to the next, in seconds of wall-clock time since midnight. */
  handOver: number;
  /** How many weeks a turn lasts. */
  weeks: number;
  people: readonly string[];
  /** In which hours the layer counts; `null`: in all. */
  hours: OpenHours | null;
}

/** Somebody stands in; with `null` the layers' turn is called off, and nobody is on call. */
export interface RotaOverride extends Interval {
  person: string | null;
}

/** Who is on call when: of the layers the first that has somebody, unless somebody stands in. */
export interface Rota {
  zone: Zone;
  layers: readonly RotaLayer[];
  overrides: readonly RotaOverride[];
}

/** Who is on call, and by what. A layer is counted from 0. */
export interface OnCall {
  person: string | null;
  by: 'override' | 'layer' | null;
  layer: number | null;
}

/** The same, for a stretch of time. */
export type OnCallSpan = OnCall & Interval;

/** Whether somebody can be called at all: who is gone is passed over. */
export type IsThere = (person: string) => boolean;

const DAYS_A_WEEK = 7;
const NOBODY: OnCall = { person: null, by: null, layer: null };

/** Who is on call at an instant. Of overrides that overlap the last counts. */
export function onCallAt({ zone, layers, overrides }: Rota, at: Seconds, isThere: IsThere = () => true): OnCall {
  const standing = overrides.findLast(({ from, to, person }) => {
    return from <= at && at < to && (person === null || isThere(person));
  });
  if (standing) return { person: standing.person, by: 'override', layer: null };
  for (const [layer, one] of layers.entries()) {
    const person = turnAt(one, zone, at);
    if (person !== null && isThere(person)) return { person, by: 'layer', layer };
  }
  return NOBODY;
}

function turnAt({ people, hours, ...layer }: RotaLayer, zone: Zone, at: Seconds): string | null {
  if (at < handOver(layer, zone, 0) || (layer.until !== null && at >= instantOf(zone, layer.until, layer.handOver)))
    return null;
  if (hours && windows(hours, at, at + 1).next().done) return null;
  return people[turnNumber(layer, zone, at) % people.length] ?? null;
}

type Rotation = Pick<RotaLayer, 'from' | 'handOver' | 'weeks'>;

/** When the turn of a number begins. */
const handOver = ({ from, handOver: time, weeks }: Rotation, zone: Zone, turn: number): Seconds =>
  instantOf(zone, from + turn * weeks * DAYS_A_WEEK, time);

/** How many turns have ended: by the local date, and by the hand-over itself on the day of one. */
function turnNumber(layer: Rotation, zone: Zone, at: Seconds): number {
  let turn = Math.floor((localDay(zone, at) - layer.from) / (layer.weeks * DAYS_A_WEEK));
  while (at < handOver(layer, zone, turn)) turn--;
  while (at >= handOver(layer, zone, turn + 1)) turn++;
  return turn;
}

/** Who is on call from an instant to another: stretches that follow each other, each unlike the one before. */
export function* onCallSpans(rota: Rota, from: Seconds, to: Seconds, isThere?: IsThere): Generator<OnCallSpan> {
  const cuts = [...new Set([from, ...changesIn(rota, from, to)])].sort((a, b) => a - b);
  let pending: OnCallSpan | undefined;
  for (const [index, start] of cuts.entries()) {
    const next = { ...onCallAt(rota, start, isThere), from: start, to: cuts[index + 1] ?? to };
    if (pending && pending.person === next.person && pending.by === next.by && pending.layer === next.layer) {
      pending.to = next.to;
      continue;
    }
    if (pending) yield pending;
    pending = next;
  }
  if (pending && pending.from < pending.to) yield pending;
}

/** The instants within an interval at which somebody else may be on call. */
function changesIn({ zone, layers, overrides }: Rota, from: Seconds, to: Seconds): Seconds[] {
  const within = (at: Seconds): boolean => from < at && at < to;
  const turns = layers.flatMap((layer) => {
    const found = [instantOf(zone, layer.from, layer.handOver)];
    if (layer.until !== null) found.push(instantOf(zone, layer.until, layer.handOver));
    // A day before: a zone that skips a date has the hand-over a day later than counted.
    const first = Math.max(0, turnNumber(layer, zone, from - SECONDS_A_DAY));
    for (let turn = first; ; turn++) {
      const at = handOver(layer, zone, turn);
      if (at >= to) return found;
      found.push(at);
    }
  });
  const hours = layers.flatMap((layer) =>
    layer.hours ? [...windows(layer.hours, from, to)].flatMap((open) => [open.from, open.to]) : [],
  );
  const standing = overrides.flatMap((one) => [one.from, one.to]);
  return [...turns, ...hours, ...standing].filter(within);
}

/** The first stretch of open hours in which nobody is on call; `null` where somebody always is. */
export function firstGap(rota: Rota, hours: OpenHours, { from, to }: Interval, isThere?: IsThere): Interval | null {
  for (const span of onCallSpans(rota, from, to, isThere)) {
    if (span.person !== null) continue;
    const open = windows(hours, span.from, span.to).next();
    if (!open.done) return open.value;
  }
  return null;
}
