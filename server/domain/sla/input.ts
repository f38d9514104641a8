import {
  fault,
  flag,
  key,
  list,
  object,
  oneOf,
  type Place,
  type Reader,
  record,
  text,
  whole,
} from '../input/reader.js';
import { type Calendar, calendar } from '../time/calendar.js';
import { instant, type Seconds } from '../time/instant.js';
import {
  ADDRESSEES,
  AUTHORS,
  COURTS,
  type Court,
  type Created,
  METRICS,
  PARTIES,
  POLICY_RULES,
  type Policy,
  type SlaEvent,
  type SlaInput,
  type Target,
} from './types.js';

const KEYS_OF_EVENT = {
  created: ['priority', 'court'],
  reply: ['by', 'to'],
  court: ['court'],
  priority: ['priority', 'correction'],
  policy: ['policy', 'rule'],
  solved: [],
  reopened: ['court'],
} as const;
const EVENT_TYPES = [
  'created',
  'reply',
  'court',
  'priority',
  'policy',
  'solved',
  'reopened',
] as const satisfies (keyof typeof KEYS_OF_EVENT)[];
type EventType = (typeof EVENT_TYPES)[number];

/** Which calendars a document has, also those that are at fault; `undefined` where it cannot be told. */
type Names = ReadonlySet<string> | undefined;

/** Reads what the command line is asked to explain, with every fault by its path. */
export function slaInput(place: Place): SlaInput | undefined {
  if (!object(place, ['calendars', 'policy', 'events', 'now'])) return undefined;
  const calendarsPlace = key(place, 'calendars');
  const names = new Set<string>();
  const calendars = record(calendarsPlace, (calendarPlace, name): Calendar | undefined => {
    names.add(name);
    return calendar(calendarPlace);
  });
  const known = calendars && names;
  const policy = readPolicy(key(place, 'policy'), known);
  const events = readEvents(key(place, 'events'), known);
  const now = instant(key(place, 'now'));
  if (!calendars || !policy || !events || now === undefined) return undefined;
  return { calendars, history: { policy, ...events }, now };
}

function readPolicy(place: Place, calendars: Names): Policy | undefined {
  if (!object(place, ['targets'])) return undefined;
  const taken = new Set<string>();
  const targets = list(key(place, 'targets'), (targetPlace): Target | undefined => {
    if (!object(targetPlace, ['metric', 'party', 'calendar', 'minutes'])) return undefined;
    const metric = oneOf(key(targetPlace, 'metric'), METRICS);
    const party = oneOf(key(targetPlace, 'party'), PARTIES);
    const name = text(key(targetPlace, 'calendar'));
    if (name !== undefined && calendars && !calendars.has(name)) {
      fault(key(targetPlace, 'calendar'), 'must be the name of one of the calendars');
    }
    const minutes = record(key(targetPlace, 'minutes'), (minutesPlace) => whole(minutesPlace, 1));
    if (!metric || !party) return undefined;
    const isTaken = taken.has(`${metric} ${party}`);
    taken.add(`${metric} ${party}`);
    if (isTaken) return fault(targetPlace, `repeats the metric and party ${metric}, ${party}`);
    return name === undefined || !minutes
      ? undefined
      : { metric, party, calendar: name, minutes: Object.fromEntries(minutes) };
  });
  return targets && { targets };
}

/** What is known of the ticket while its events are read; a fault leaves less of it. */
interface Walk {
  latest: Seconds;
  turn: Court | 'open' | 'solved' | 'unknown';
}

function readEvents(place: Place, calendars: Names): Pick<SlaInput['history'], 'created' | 'since'> | undefined {
  const walk: Walk = { latest: Number.NEGATIVE_INFINITY, turn: 'unknown' };
  const events = list(place, (eventPlace, index) => readEvent(eventPlace, index === 0, walk, calendars));
  if (!events) return undefined;
  if (Array.isArray(place.value) && place.value.length === 0) return fault(place, 'must begin with created');
  const [created, ...since] = events;
  if (created?.type !== 'created') return undefined;
  return { created, since: since.filter((event) => event.type !== 'created') };
}

function readEvent(place: Place, isFirst: boolean, walk: Walk, calendars: Names): Created | SlaEvent | undefined {
  const own = key(place, 'type').value;
  const type = EVENT_TYPES.find((known) => known === own);
  const keys = type ? KEYS_OF_EVENT[type] : Object.values(KEYS_OF_EVENT).flat();
  if (!object(place, ['at', 'type', ...keys])) {
    walk.turn = 'unknown';
    return undefined;
  }
  oneOf(key(place, 'type'), EVENT_TYPES);
  if (isFirst !== (type === 'created') && type) {
    fault(key(place, 'type'), isFirst ? 'must be created, for the first event' : 'must not be created again');
  }
  const at = readTime(key(place, 'at'), walk);
  const event = type ? BODIES[type](place, at ?? 0, calendars) : readParts(place, calendars);
  takeTurn(place, type, isFirst, walk);
  return event;
}

function readTime(place: Place, walk: Walk): Seconds | undefined {
  const at = instant(place);
  if (at === undefined) return undefined;
  if (at < walk.latest) return fault(place, 'must not be before the event before it');
  walk.latest = at;
  return at;
}

/** How each type of event is read. A fault in its time is noted already, so that here any time will do. */
const BODIES: Record<EventType, (place: Place, at: Seconds, calendars: Names) => Created | SlaEvent | undefined> = {
  created(place, at) {
    const priority = text(key(place, 'priority'));
    const court = oneOf(key(place, 'court'), COURTS);
    return priority === undefined || !court ? undefined : { at, type: 'created', priority, court };
  },
  reply(place, at) {
    const by = oneOf(key(place, 'by'), AUTHORS);
    const to = leftOut(key(place, 'to'), (toPlace) => oneOf(toPlace, ADDRESSEES), 'customer');
    if (by === 'customer' && to === 'desks')
      return fault(key(place, 'to'), 'must not be desks in a reply by the customer');
    return by && to && { at, type: 'reply', by, to };
  },
  court(place, at) {
    const court = oneOf(key(place, 'court'), COURTS);
    return court && { at, type: 'court', court };
  },
  priority(place, at) {
    const priority = text(key(place, 'priority'));
    const correction = leftOut(key(place, 'correction'), flag, false);
    if (priority === undefined || correction === undefined) return undefined;
    return correction ? { at, type: 'priority', priority, correction } : { at, type: 'priority', priority, correction };
  },
  policy(place, at, calendars) {
    const policy = readPolicy(key(place, 'policy'), calendars);
    const rule = oneOf(key(place, 'rule'), POLICY_RULES);
    if (!policy || !rule) return undefined;
    return rule === 'recompute' ? { at, type: 'policy', policy, rule } : { at, type: 'policy', policy, rule };
  },
  solved: (_place, at) => ({ at, type: 'solved' }),
  reopened(place, at) {
    const court = oneOf(key(place, 'court'), COURTS);
    return court && { at, type: 'reopened', court };
  },
};

/** Notes what is at fault in an event of no known type: whatever it has must be fit for some event. */
function readParts(place: Place, calendars: Names): undefined {
  leftOut(key(place, 'priority'), text, undefined);
  leftOut(key(place, 'court'), (it) => oneOf(it, COURTS), undefined);
  leftOut(key(place, 'by'), (it) => oneOf(it, AUTHORS), undefined);
  leftOut(key(place, 'to'), (it) => oneOf(it, ADDRESSEES), undefined);
  leftOut(key(place, 'correction'), flag, undefined);
  leftOut(key(place, 'policy'), (it) => readPolicy(it, calendars), undefined);
  leftOut(key(place, 'rule'), (it) => oneOf(it, POLICY_RULES), undefined);
}

/** Follows whose turn it is, and notes an event that does not fit. */
function takeTurn(place: Place, type: EventType | undefined, isFirst: boolean, walk: Walk): void {
  const { turn } = walk;
  const named = COURTS.find((court) => court === key(place, 'court').value) ?? 'open';
  switch (type) {
    case 'created':
      if (isFirst) walk.turn = named;
      return;
    case 'court':
      if (turn === 'solved') {
        fault(key(place, 'type'), 'must not be court while the ticket is solved');
        return;
      }
      if (turn === named && named !== 'open') fault(key(place, 'court'), `is ${named} already`);
      walk.turn = named;
      return;
    case 'solved':
      if (turn === 'solved') fault(key(place, 'type'), 'must not be solved while the ticket is solved');
      walk.turn = 'solved';
      return;
    case 'reopened':
      if (turn !== 'solved' && turn !== 'unknown') {
        fault(key(place, 'type'), 'must not be reopened while the ticket is open');
        walk.turn = 'open';
      } else walk.turn = named;
      return;
    case undefined:
      walk.turn = 'unknown';
      return;
    default:
      return; // the others take no turn
  }
}

/** What may be left out, but not be `null`. */
const leftOut = <T, D>(place: Place, reader: Reader<T>, otherwise: D): T | D | undefined =>
  place.value === undefined ? otherwise : reader(place);
