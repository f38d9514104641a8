import { advance, elapse, lives, prune, refold, rewrites } from '../sla/fold.js';
import { elapsedSeconds } from '../sla/row.js';
import type { History, Policy, Row, SlaContext, SlaEvent, SlaState } from '../sla/types.js';
import { deadlines, type TargetView, view } from '../sla/view.js';
import { reachedPoints, showsAt, type WarnPoint, warnPoints } from '../sla/warn.js';
import { addOpenSeconds, type Calendar, type OpenHours, openHours } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import { breachesAfter, startsAfter } from './breaches.js';
import type { BreachMark, TargetMark } from './events.js';
import { rowKey } from './row-key.js';
import type { TicketState } from './state.js';

type Clocked = Pick<TicketState, 'sla' | 'calendars'>;

/** Calendars made ready once: equal calendars are one. It forgets all when it has grown too large. */
const READY_KEPT = 500;
const ready = new Map<string, OpenHours>();

function readied(calendar: Calendar): OpenHours {
  const text = JSON.stringify(calendar);
  const known = ready.get(text);
  if (known) return known;
  if (ready.size >= READY_KEPT) ready.clear();
  const hours = openHours(calendar);
  ready.set(text, hours);
  return hours;
}

/** What the clocks of a ticket need to know: the calendars that it holds. */
export function clockContext(calendars: TicketState['calendars']): SlaContext {
  const hours = new Map<string, OpenHours>();
  return {
    hoursOf(name) {
      const known = hours.get(name);
      if (known) return known;
      const calendar = calendars[name];
      if (!calendar) throw new Error(`The ticket holds no calendar ${name}`);
      const made = readied(calendar);
      hours.set(name, made);
      return made;
    },
  };
}

export { rowKey };

/** A place on a row's clock among those at which the ticket warned. */
const pointKey = (row: Row, { percent }: WarnPoint): string =>
  percent === null ? rowKey(row) : `${rowKey(row)} ${percent}`;
const rowOfPoint = (key: string): string => key.split(' ').slice(0, 3).join(' ');

const rowsOf = (sla: SlaState): Row[] => [...sla.open, ...sla.ended];
const isBroken = ({ breachedAt }: Row): boolean => breachedAt !== null;

/**
 * The clocks after more events. What rewrites the past folds the whole history anew; warnings and breaches that are
 * past by then are shown and not announced.
 */
export function feed(
  state: TicketState,
  events: readonly SlaEvent[],
  history: History | null = null,
): Pick<TicketState, 'sla' | 'fed' | 'told' | 'warned' | 'breaches' | 'starts'> {
  const context = clockContext(state.calendars);
  let { sla, told, warned, breaches, starts } = state;
  const fed = [...state.fed];
  for (const event of events) {
    fed.push(event);
    if (!rewrites(event)) {
      const next = advance(sla, event, context);
      starts = startsAfter({ ...state, sla, ...(starts && { starts }) }, next, event.at);
      sla = next;
    } else {
      if (!history) throw new Error('What rewrites the past needs the history');
      // What rewrites the past is no event of the story that is told anew: time must be let pass up to it.
      const whole = { ...history, since: [...history.since, ...fed] };
      sla = elapse(refold(whole, context), event.at, context);
      starts = promiseStarts(whole, context);
      // What is not broken or reached any more can come anew, and is told then.
      told = brokenRows(sla);
      warned = reachedPlaces(sla);
      breaches = breachesAfter({ ...state, sla, starts }, true);
    }
  }
  sla = prune(sla);
  const kept = new Set(rowsOf(sla).map(rowKey));
  return {
    sla,
    fed,
    told: [...new Set(told)].filter((key) => kept.has(key)),
    warned: [...new Set(warned)].filter((key) => kept.has(rowOfPoint(key))),
    ...(starts && (state.starts || Object.keys(starts).length > 0) && { starts }),
    ...(breaches && (state.breaches || breaches.length > 0) && { breaches }),
  };
}

/** The places on rows' clocks that are reached: nothing is to be said of them once they are past. */
export const reachedPlaces = (sla: SlaState): string[] =>
  rowsOf(sla).flatMap((row) => pointKeys(row, reachedPoints(row, sla)));

/** The keys of the rows that are broken. */
export const brokenRows = (sla: SlaState): string[] => rowsOf(sla).filter(isBroken).map(rowKey);
/** When each promise of a history started that did not with the ticket. */
const promiseStarts = (history: History, context: SlaContext): Readonly<Record<string, Seconds>> =>
  Object.fromEntries(
    [...lives(history, context)].flatMap(([key, { startedAt }]): [string, Seconds][] =>
      key.includes(' promise ') && startedAt !== history.created.at ? [[key, startedAt]] : [],
    ),
  );

const pointKeys = (row: Row, points: readonly WarnPoint[]): string[] => points.map((point) => pointKey(row, point));

/** The clocks at a later instant at which nothing else happened. */
export const pass = ({ sla, calendars }: Clocked, at: Seconds): SlaState => elapse(sla, at, clockContext(calendars));

/** Open rows that are broken and of which nothing has been told. */
export const untold = (state: TicketState): BreachMark[] =>
  state.sla.open
    .filter((row) => isBroken(row) && !state.told.includes(rowKey(row)))
    .map((row) => breachMark(state, row, row.breachedAt));

const markOf = ({ metric, party, cycle, target }: Row, dueAt: Seconds | null): TargetMark => ({
  metric,
  party,
  cycle,
  targetSeconds: target,
  dueAt,
});

/** A broken row as it is announced: who used the time, and who broke a target of their own. */
function breachMark(state: TicketState, row: Row, dueAt: Seconds | null): BreachMark {
  const breach = breachesAfter(state, false).find((one) => rowKey(one) === rowKey(row));
  return { target: markOf(row, dueAt), byCourt: { ...row.elapsed }, fault: breach?.fault ?? null };
}

/** What a row announces next: that some of its time is used, or that it is broken. */
export interface Announcement {
  at: Seconds;
  kind: 'sla-due-soon' | 'sla-breached';
  key: string;
  target: TargetMark;
  /** Of a warning; `null`: by the desk's own rule. */
  percent: number | null;
  /** The places on its clock of which nothing is to be said after this. */
  covers: readonly string[];
}

/** What the clocks will announce next if nothing happens, of each row its next warning and its breach, in order of time. */
export function announcements(state: TicketState): Announcement[] {
  const { sla } = state;
  const context = clockContext(state.calendars);
  const due = new Map(deadlines(sla, context).map((deadline) => [rowKey(deadline), deadline]));
  return sla.open
    .filter((row) => !isBroken(row) && sla.court !== null && row.elapsed[sla.court] !== undefined)
    .flatMap((row): Announcement[] => {
      const deadline = due.get(rowKey(row));
      const common = { key: rowKey(row), target: markOf(row, deadline?.dueAt ?? null) };
      const warning = nextWarning(row, state);
      const breaksAt = deadline?.breaksAt ?? null;
      const covers = pointKeys(row, warnPoints(row, sla));
      return [
        ...(warning ? [{ ...common, ...warning, kind: 'sla-due-soon' as const }] : []),
        ...(breaksAt === null
          ? []
          : [{ ...common, at: breaksAt, kind: 'sla-breached' as const, percent: null, covers }]),
      ];
    })
    .sort((one, other) => one.at - other.at);
}

/** The next place at which a running row warns. Of several that its clock reaches at once the last is told. */
function nextWarning(
  row: Row,
  { sla, calendars, warned }: TicketState,
): Pick<Announcement, 'at' | 'percent' | 'covers'> | null {
  const points = warnPoints(row, sla);
  const next = points.find((point) => !warned.includes(pointKey(row, point)));
  const at = next && showsAt(row, next.elapsed, sla, clockContext(calendars));
  if (!next || at === undefined || at === null) return null;
  const reached = Math.max(next.elapsed, elapsedSeconds(row));
  const passed = points.filter(({ elapsed }) => elapsed <= reached);
  const untold = passed.filter((point) => !warned.includes(pointKey(row, point)));
  return { at, percent: untold.at(-1)?.percent ?? null, covers: pointKeys(row, untold) };
}

/** A row that is broken by an instant, as it is announced then. */
export function breachAt(state: TicketState, key: string, target: TargetMark): BreachMark {
  const row = state.sla.open.find((one) => rowKey(one) === key);
  if (!row) throw new Error(`The ticket has no open row ${key}`);
  return breachMark(state, row, target.dueAt);
}

/** The rows as the contract shows them at an instant. */
export const rowsAt = (
  { sla, calendars }: Clocked,
  at: Seconds,
): { targets: TargetView[]; court: SlaState['courts'] } => view(sla, Math.max(at, sla.at), clockContext(calendars));

const CLOSED_AT_MOST = 400 * 86_400;

/** For each open row whose calendar is closed at an instant, by its key: when it opens again. */
export function openings({ sla, calendars }: Clocked, at: Seconds): ReadonlyMap<string, Seconds> {
  const context = clockContext(calendars);
  return new Map(
    sla.open.flatMap((row) => {
      const first = addOpenSeconds(context.hoursOf(row.calendar), at, 1, at + CLOSED_AT_MOST);
      return first === null || first - 1 <= at ? [] : [[rowKey(row), first - 1]];
    }),
  );
}

/** By what each side's list is sorted: the earliest `dueAt` of rows that have not ended; `null` without. */
export interface Due {
  provider: Seconds | null;
  partner: Seconds | null;
  promise: Seconds | null;
}

/** It stays the same until something happens to the ticket. */
export function dueOf({ sla, calendars }: Clocked): Due {
  const rows = deadlines(sla, clockContext(calendars));
  const earliest = (...parties: readonly string[]): Seconds | null =>
    rows.find(({ party }) => parties.includes(party))?.dueAt ?? null;
  return {
    provider: earliest('provider', 'promise'),
    partner: earliest('partner', 'promise'),
    promise: earliest('promise'),
  };
}

/** A policy's calendars only: what a ticket needs to hold. */
export function namedIn(
  calendars: Readonly<Record<string, Calendar>>,
  ...policies: readonly Policy[]
): Record<string, Calendar> {
  const names = new Set(policies.flatMap(({ targets }) => targets.map(({ calendar }) => calendar)));
  return Object.fromEntries(Object.entries(calendars).filter(([name]) => names.has(name)));
}
