import { fault, flag, key, list, object, oneOf, optional, type Place, record, text, whole } from '../input/reader.js';
import { COURTS, KINDS, PRIORITIES, STATUSES, SUPPORTS } from '../ticket/vocabulary.js';
import { calendar, type OpenHours, openHours } from '../time/calendar.js';
import { SECONDS_A_DAY } from '../time/date.js';
import { instant, type Seconds } from '../time/instant.js';
import { DEAL_TYPES } from './definition.js';
import type { Occurrence, PlaybookFacts } from './facts.js';
import { oneOrMore, trigger, whereGiven } from './read-conditions.js';
import type { Scenario, ScenarioEvent } from './simulate.js';

const LOOK_AHEAD = 30 * SECONDS_A_DAY;
const LARGE = 1_000_000_000;

/**
 * Reads a scenario. Calendars of its own come before those of the desk that are given. All of the ticket may be left
 * out but what matters: it is then an open, normal incident of nobody.
 */
export function scenario(place: Place, desk: ReadonlyMap<string, OpenHours> = new Map()): Scenario | undefined {
  if (!object(place, ['at', 'ticket', 'begins', 'follows', 'until', 'calendars'])) return undefined;
  const at = instant(key(place, 'at'));
  const facts = readFacts(key(place, 'ticket'));
  const beginsPlace = key(place, 'begins');
  const begins = beginsPlace.value === undefined ? { type: 'ticket-created' as const } : occurrence(beginsPlace);
  const follows = whereGiven(key(place, 'follows'), (one) => list(one, readEvent));
  const until = whereGiven(key(place, 'until'), instant);
  const own = whereGiven(key(place, 'calendars'), (one) => record(one, (inner) => calendar(inner)));
  if (at === undefined || !facts || !begins) return undefined;
  const calendars = new Map([...desk, ...[...(own ?? [])].map(([name, source]) => [name, openHours(source)] as const)]);
  return {
    at,
    facts,
    begins,
    follows: follows ?? [],
    until: until ?? latest(at, follows ?? []) + LOOK_AHEAD,
    calendars,
  };
}

const latest = (at: Seconds, follows: readonly ScenarioEvent[]): Seconds =>
  Math.max(at, ...follows.map((event) => event.at));

/** `acknowledged`, `{ replied: { by: partner } }`: written as a trigger is. */
const occurrence = (place: Place): Occurrence | undefined => trigger(place);

function readEvent(place: Place): ScenarioEvent | undefined {
  if (!object(place, ['at', 'is', 'answer'])) return undefined;
  const at = instant(key(place, 'at'));
  const is = whereGiven(key(place, 'is'), occurrence);
  const answer = whereGiven(key(place, 'answer'), (one) => oneOf(one, ['approved', 'declined']));
  const given = ['is', 'answer'].filter((name) => key(place, name).value !== undefined);
  if (given.length !== 1) return fault(place, 'must have either is or answer');
  if (at === undefined) return undefined;
  if (is) return { at, occurrence: is };
  return answer && { at, answer };
}

const TICKET_KEYS = [
  'number',
  'subject',
  'status',
  'kind',
  'priority',
  'component',
  'court',
  'triage',
  'tags',
  'language',
  'queue',
  'assigned',
  'partner',
  'customer',
  'deal',
  'upgrade',
  'requestedBy',
];

function readFacts(place: Place): PlaybookFacts | undefined {
  if (!object(place, TICKET_KEYS)) return undefined;
  const or = <T, D>(name: string, reader: (place: Place) => T | undefined, otherwise: D) =>
    optional(key(place, name), reader, otherwise) ?? otherwise;
  return {
    number: or('number', (one) => whole(one, 1), 1),
    subject: or('subject', text, 'A ticket'),
    status: or('status', (one) => oneOf(one, STATUSES), 'open' as const),
    kind: or('kind', (one) => oneOf(one, KINDS), 'incident' as const),
    priority: or('priority', (one) => oneOf(one, PRIORITIES), 'normal' as const),
    component: or('component', text, null),
    court: or('court', (one) => oneOf(one, COURTS), 'provider' as const),
    triage: or('triage', flag, false),
    tags: or('tags', (one) => oneOrMore(one, text), []),
    language: or('language', text, null),
    queue: or('queue', text, null),
    assigned: or('assigned', flag, false),
    partner: or('partner', named, null),
    customer: or('customer', named, null),
    deal: or('deal', readDeal, null),
    upgrade: or('upgrade', readUpgrade, null),
    requestedBy: or('requestedBy', text, null),
  };
}

/** `P-1`, or `{ id: P-1, name: Hansa IT }`. */
function named(place: Place): { id: string; name: string } | undefined {
  if (typeof place.value === 'string' && place.value !== '') return { id: place.value, name: place.value };
  if (!object(place, ['id', 'name'])) return undefined;
  const id = text(key(place, 'id'));
  const name = text(key(place, 'name'));
  return id === undefined || name === undefined ? undefined : { id, name };
}

function readDeal(place: Place): PlaybookFacts['deal'] | undefined {
  if (!object(place, ['id', 'type', 'support'])) return undefined;
  const id = text(key(place, 'id'));
  const type = oneOf(key(place, 'type'), DEAL_TYPES);
  const support = optional(key(place, 'support'), (one) => oneOf(one, SUPPORTS), null);
  return id === undefined || type === undefined || support === undefined ? undefined : { id, type, support };
}

function readUpgrade(place: Place): PlaybookFacts['upgrade'] | undefined {
  if (!object(place, ['item', 'quantity', 'increase', 'preAgreed', 'reason'])) return undefined;
  const item = text(key(place, 'item'));
  const quantity = whole(key(place, 'quantity'), 0);
  const increase = whole(key(place, 'increase'), -LARGE, LARGE);
  const preAgreed = flag(key(place, 'preAgreed'));
  const reason = whereGiven(key(place, 'reason'), text) ?? '';
  if (item === undefined || quantity === undefined || increase === undefined || preAgreed === undefined)
    return undefined;
  return { item, quantity, increase, preAgreed, reason };
}
