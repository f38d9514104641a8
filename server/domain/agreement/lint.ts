import type { Metric, Party } from '../sla/types.js';
import { PRIORITIES, type Priority, type Support } from '../ticket/vocabulary.js';
import { addOpenSeconds, type OpenHours, openSeconds, windows } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import { localWords } from '../time/local-words.js';
import type { SourcedTarget } from './nearest.js';

export const FINDING_CODES = [
  'promise-cannot-be-kept',
  'never-open',
  'priority-without-target',
  'never-open-together',
  'policy-unused',
  'on-call-gap',
  'on-call-person-gone',
] as const;

/** Something in an agreement that does not work out, in words and with an example that shows it. */
export interface AgreementFinding {
  code: (typeof FINDING_CODES)[number];
  words: string;
  example: string | null;
  /** The policies that it lies in. */
  policies: readonly string[];
}

/**
 * A finding, and the deals that it concerns; none where it is about a policy or a rota alone, or tickets without a deal.
 */
export type SharedFinding = AgreementFinding & { deals: readonly string[]; rotas?: readonly string[] };

/** One deal (or a ticket without one), as far as its clocks go by it. */
export interface AgreedClocks {
  targets: readonly SourcedTarget[];
  /** `null` where there is no partner. */
  support: Support | null;
  hoursOf(calendar: string): OpenHours;
  names: { provider: string; partner: string | null };
}

const SECONDS_A_DAY = 86_400;
/** Examples are looked for in so many days, beginning every half an hour. */
const EXAMPLE_DAYS = 14;
const EXAMPLE_STEP = 1_800;
/** As far ahead as the clocks themselves look. */
const HORIZON = 400 * SECONDS_A_DAY;

const METRIC_WORDS: Readonly<Record<Metric, string>> = {
  first_response: 'first response',
  next_response: 'next response',
  update: 'update',
  handling: 'handling',
  resolution: 'resolution',
};

/** Looks at what is agreed for one deal as a whole; examples are of the days after `from`. */
export function lintClocks(agreed: AgreedClocks, from: Seconds): AgreementFinding[] {
  const closed = neverOpen(agreed, from);
  const isOpen = ({ target }: SourcedTarget): boolean => !closed.some(({ calendar }) => calendar === target.calendar);
  const open = { ...agreed, targets: agreed.targets.filter(isOpen) };
  return [
    ...closed.map(({ finding }) => finding),
    ...withoutTargets(agreed),
    ...PRIORITIES.flatMap((priority) => brokenPromises(open, priority, from)),
    ...neverTogether(open, from),
  ];
}

function neverOpen({ targets, hoursOf }: AgreedClocks, from: Seconds) {
  const names = [...new Set(targets.map(({ target }) => target.calendar))];
  return names
    .filter((name) => addOpenSeconds(hoursOf(name), from, 1, from + HORIZON) === null)
    .map((calendar) => {
      const meant = targets.filter(({ target }) => target.calendar === calendar);
      const what = meant.map(({ target }) => `${METRIC_WORDS[target.metric]} of ${target.party}`).join(', ');
      const finding: AgreementFinding = {
        code: 'never-open',
        words: `No open hour can meet ${what}: the calendar ${calendar} never opens.`,
        example: null,
        policies: policiesOf(meant),
      };
      return { calendar, finding };
    });
}

function withoutTargets({ targets }: AgreedClocks): AgreementFinding[] {
  const bare = PRIORITIES.filter((priority) => targets.every(({ target }) => target.minutes[priority] === undefined));
  return bare.map((priority) => ({
    code: 'priority-without-target',
    words: `No target names the priority ${priority}.`,
    example: `A ticket of priority ${priority} has no clock at all, so nobody is ever late with it.`,
    policies: [],
  }));
}

/** One party's turn on the way, and what it agreed to for it. */
interface Leg {
  party: Exclude<Party, 'promise'>;
  agreed: SourcedTarget;
  seconds: number;
}

/** Promises that provider and partner miss although each keeps what it agreed by itself. */
function brokenPromises(agreed: AgreedClocks, priority: Priority, from: Seconds): AgreementFinding[] {
  return agreed.targets.flatMap((promise) => {
    const missed = missedPromise(agreed, promise, priority, from);
    if (missed === null) return [];
    const { legs, seconds } = missed;
    const own = legs.map((leg) => `${nameOf(agreed, leg.party)} ${inWords(leg.seconds)}`).join(' and ');
    return [
      {
        code: 'promise-cannot-be-kept' as const,
        words: `${METRIC_WORDS[promise.target.metric]}, ${priority}: the promise of ${inWords(seconds)} can be missed although each keeps its own target (${own}).`,
        example: exampleWords(agreed, missed, agreed.hoursOf(promise.target.calendar).zone.name),
        policies: policiesOf([promise, ...legs.map((leg) => leg.agreed)]),
      },
    ];
  });
}

/** A way on which a promise is missed: logged at `start`, each leg over at its station, the promise due before the last. */
export interface MissedPromise {
  /** What is promised, in seconds of its calendar. */
  seconds: number;
  legs: readonly Leg[];
  start: Seconds;
  stations: readonly Seconds[];
  due: Seconds;
}

/** How a promise can be missed although everybody keeps their own target; `null` where it cannot in the coming days. */
export function missedPromise(
  agreed: AgreedClocks,
  { target }: SourcedTarget,
  priority: Priority,
  from: Seconds,
): MissedPromise | null {
  const minutes = target.minutes[priority];
  if (target.party !== 'promise' || minutes === undefined) return null;
  const ways = longestWays(agreed, target.metric, priority);
  const [seconds, promised] = [minutes * 60, agreed.hoursOf(target.calendar)];
  let worst: MissedPromise | null = null;
  const first = Math.ceil(from / EXAMPLE_STEP) * EXAMPLE_STEP;
  for (let start = first; start < from + EXAMPLE_DAYS * SECONDS_A_DAY; start += EXAMPLE_STEP) {
    const due = addOpenSeconds(promised, start, seconds, start + HORIZON);
    const way = earliest(
      ways
        .map((legs) => ({ legs, stations: stationsOf(agreed, legs, start) }))
        .filter(({ stations }) => stations.length > 0),
    );
    const end = way?.stations.at(-1);
    if (due === null || way === undefined || end === undefined || end <= due) continue;
    // The last of the legs may end where the promise's calendar has been closed since it was due.
    if (openSeconds(promised, due, end) === 0) continue;
    if (worst === null || end - due > (worst.stations.at(-1) ?? 0) - worst.due) worst = { seconds, ...way, start, due };
  }
  return worst;
}

/**
 * Who may take how long in turn, each by its own target; none where somebody on the way has none. Whoever has two
 * targets for the same turn must keep both: of several ways the one that is over first counts.
 */
function longestWays(agreed: AgreedClocks, metric: Metric, priority: Priority): Leg[][] {
  const leg = (party: Leg['party'], ...metrics: readonly Metric[]): Leg | null => {
    for (const wanted of metrics) {
      const found = agreed.targets.find(({ target }) => target.party === party && target.metric === wanted);
      const minutes = found?.target.minutes[priority];
      if (found && minutes !== undefined) return { party, agreed: found, seconds: minutes * 60 };
    }
    return null;
  };
  const provider = leg('provider', metric, 'handling');
  if (provider === null) return [];
  if (agreed.support !== 'partner-first') return [[provider]];
  // The partner works on it first and, for all that is agreed, hands it over at its very end.
  const partner = [leg('partner', 'handling'), leg('partner', metric)];
  return partner.flatMap((one) => (one === null ? [] : [[one, provider]]));
}

const earliest = <Way extends { stations: readonly Seconds[] }>(ways: readonly Way[]): Way | undefined =>
  ways.reduce<Way | undefined>(
    (best, way) => (best && (best.stations.at(-1) ?? 0) <= (way.stations.at(-1) ?? 0) ? best : way),
    undefined,
  );

/** When each of the legs is over, one after the other; as far as their calendars open at all. */
function stationsOf({ hoursOf }: AgreedClocks, legs: readonly Leg[], start: Seconds): Seconds[] {
  const stations: Seconds[] = [];
  let at = start;
  for (const { agreed, seconds } of legs) {
    const end = addOpenSeconds(hoursOf(agreed.target.calendar), at, seconds, at + HORIZON);
    if (end === null) return [];
    stations.push(end);
    at = end;
  }
  return stations;
}

function exampleWords(agreed: AgreedClocks, { legs, stations, start, due }: MissedPromise, zone: string): string {
  const turns = legs.map(
    ({ party }, index) => `${nameOf(agreed, party)} may take until ${localWords(stations[index] ?? start, zone)}`,
  );
  return `Logged ${localWords(start, zone)}: ${turns.join(', then ')}; the promise ends ${localWords(due, zone)} (${zone}).`;
}

function neverTogether(agreed: AgreedClocks, from: Seconds): AgreementFinding[] {
  const of = (party: Party) => agreed.targets.filter(({ target }) => target.party === party);
  const pairs = new Map<string, [SourcedTarget, SourcedTarget]>();
  for (const ours of of('provider'))
    for (const theirs of of('partner')) pairs.set(`${ours.target.calendar} ${theirs.target.calendar}`, [ours, theirs]);
  return [...pairs.values()].flatMap(([ours, theirs]): AgreementFinding[] => {
    const [a, b] = [agreed.hoursOf(ours.target.calendar), agreed.hoursOf(theirs.target.calendar)];
    if (areTogether(a, b, from)) return [];
    return [
      {
        code: 'never-open-together',
        words: `${agreed.names.provider} (${ours.target.calendar}) and ${nameOf(agreed, 'partner')} (${theirs.target.calendar}) are never open at the same time.`,
        example: [firstOpening(agreed.names.provider, a, from), firstOpening(nameOf(agreed, 'partner'), b, from)].join(
          '; ',
        ),
        policies: policiesOf([ours, theirs]),
      },
    ];
  });
}

function areTogether(one: OpenHours, other: OpenHours, from: Seconds): boolean {
  for (const open of windows(one, from, from + HORIZON)) {
    if (!windows(other, open.from, open.to).next().done) return true;
  }
  return false;
}

function firstOpening(name: string, hours: OpenHours, from: Seconds): string {
  const first = windows(hours, from, from + EXAMPLE_DAYS * SECONDS_A_DAY).next();
  if (first.done) return `${name} is closed in these ${EXAMPLE_DAYS} days`;
  const zone = hours.zone.name;
  return `${name} is open ${localWords(first.value.from, zone)} to ${localWords(first.value.to, zone)} (${zone})`;
}

const nameOf = ({ names }: AgreedClocks, party: Exclude<Party, 'promise'>): string =>
  party === 'provider' ? names.provider : (names.partner ?? 'the partner');

const policiesOf = (targets: readonly SourcedTarget[]): string[] => [
  ...new Set(targets.map(({ policy }) => policy.id)),
];

/** `1 h 30`, `45 min`. */
function inWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`;
}
