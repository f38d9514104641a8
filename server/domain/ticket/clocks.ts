import { advance, elapse, prune, refold, rewrites } from '../sla/fold.js';
import type { History, Policy, Row, SlaContext, SlaEvent, SlaState } from '../sla/types.js';
import { deadlines, type TargetView, view } from '../sla/view.js';
import { addOpenSeconds, type Calendar, type OpenHours, openHours } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import type { TargetMark } from './events.js';
import type { TicketState } from './state.js';

type Clocked = Pick<TicketState, 'sla' | 'calendars'>;

/** A target is due soon when a quarter of it is left, at most an hour. */
const SOON_SHARE = 4;
const SOON_AT_MOST = 3600;

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

export const rowKey = ({ metric, party, cycle }: { metric: string; party: string; cycle: number }): string =>
  `${metric} ${party} ${cycle}`;

const rowsOf = (sla: SlaState): Row[] => [...sla.open, ...sla.ended];
const isBroken = ({ breachedAt }: Row): boolean => breachedAt !== null;

/**
 * The clocks after more events. What rewrites the past folds the whole history anew; breaches that are past by then
 * are shown and not announced.
 */
export function feed(
  state: TicketState,
  events: readonly SlaEvent[],
  history: History | null = null,
): Pick<TicketState, 'sla' | 'fed' | 'told' | 'warned'> {
  const context = clockContext(state.calendars);
  let { sla, told } = state;
  const fed = [...state.fed];
  for (const event of events) {
    fed.push(event);
    if (!rewrites(event)) sla = advance(sla, event, context);
    else {
      if (!history) throw new Error('What rewrites the past needs the history');
      // What rewrites the past is no event of the story that is told anew: time must be let pass up to it.
      sla = elapse(refold({ ...history, since: [...history.since, ...fed] }, context), event.at, context);
      told = [...told, ...brokenRows(sla)];
    }
  }
  sla = prune(sla);
  const kept = new Set(rowsOf(sla).map(rowKey));
  return {
    sla,
    fed,
    told: [...new Set(told)].filter((key) => kept.has(key)),
    warned: state.warned.filter((key) => kept.has(key)),
  };
}

/** The keys of the rows that are broken. */
export const brokenRows = (sla: SlaState): string[] => rowsOf(sla).filter(isBroken).map(rowKey);

/** The clocks at a later instant at which nothing else happened. */
export const pass = ({ sla, calendars }: Clocked, at: Seconds): SlaState => elapse(sla, at, clockContext(calendars));

/** Open rows that are broken and of which nothing has been told. */
export const untold = ({ sla, told }: TicketState): TargetMark[] =>
  sla.open.filter((row) => isBroken(row) && !told.includes(rowKey(row))).map((row) => markOf(row, row.breachedAt));

const markOf = ({ metric, party, cycle, target }: Row, dueAt: Seconds | null): TargetMark => ({
  metric,
  party,
  cycle,
  targetSeconds: target,
  dueAt,
});

/** When a row is announced next: as due soon, or as broken (after the first second beyond its target). */
export interface Announcement {
  at: Seconds;
  kind: 'sla-due-soon' | 'sla-breached';
  target: TargetMark;
}

/** What the clocks will announce if nothing happens, in order of time. */
export function announcements(state: TicketState): Announcement[] {
  const { sla, warned } = state;
  return deadlines(sla, clockContext(state.calendars))
    .flatMap(({ dueAt, breaksAt, ...name }): Announcement[] => {
      const row = sla.open.find((one) => rowKey(one) === rowKey(name));
      if (!row || row.target === null || isBroken(row)) return [];
      const target = markOf(row, dueAt);
      const soonAt = Math.max(sla.at, dueAt - Math.min(SOON_AT_MOST, Math.floor(row.target / SOON_SHARE)));
      return [
        ...(warned.includes(rowKey(row)) ? [] : [{ at: soonAt, kind: 'sla-due-soon' as const, target }]),
        ...(breaksAt === null ? [] : [{ at: breaksAt, kind: 'sla-breached' as const, target }]),
      ];
    })
    .sort((one, other) => one.at - other.at);
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
