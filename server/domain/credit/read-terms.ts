import {
  fault,
  flag,
  key,
  list,
  object,
  oneOf,
  optional,
  type Place,
  type Read,
  read,
  record,
  text,
  whole,
} from '../input/reader.js';
import { fraction } from '../money/decimal.js';
import { DIRECTIONS } from '../money/rational.js';
import { calendar } from '../time/calendar.js';
import { timeZone } from '../time/zone.js';
import { names } from './names.js';
import { creditTerms } from './read-credit.js';
import { type Claim, type Coverage, type Exclusions, PERIOD_KINDS, type Terms, type UptimeTerms } from './terms.js';

/** Reads Terms of Use that stand alone, as they are kept for subscriptions. */
export const readTerms = (document: unknown): Read<Terms> => read(document, terms);

/** Reads the Terms of Use of an input. */
export function terms(place: Place): Terms | undefined {
  if (!object(place, ['id', 'version', 'title', 'period', 'timeZone', 'uptime', 'exclude', 'credit', 'claim'])) {
    return undefined;
  }
  const id = text(key(place, 'id'));
  const version = whole(key(place, 'version'), 1);
  const title = text(key(place, 'title'));
  const period = oneOf(key(place, 'period'), PERIOD_KINDS);
  const zone = timeZone(key(place, 'timeZone'));
  const uptime = uptimeTerms(key(place, 'uptime'), zone);
  const exclude = optional(key(place, 'exclude'), exclusions, { causes: [], maintenance: null });
  const credit = creditTerms(key(place, 'credit'));
  const claim = optional(key(place, 'claim'), claimTerms, null);
  rejectWithoutOutages(place);
  if (id === undefined || version === undefined || title === undefined || !period || !zone) return undefined;
  if (!uptime || !exclude || !credit || claim === undefined) return undefined;
  return { id, version, title, period, timeZone: zone, uptime, exclude, credit, claim };
}

/** A measured uptime knows of no runs and no components. Looks at what is written, so that other faults hide nothing. */
function rejectWithoutOutages(place: Place): void {
  if (key(key(place, 'uptime'), 'source').value !== 'measurement') return;
  const per = key(key(place, 'credit'), 'per');
  const of = key(key(place, 'credit'), 'of');
  if (per.value === 'run') fault(per, 'needs outages: a measured uptime has no runs');
  if (of.value === 'affected') fault(of, 'needs outages: a measured uptime names no components');
}

const UPTIME_KEYS = [
  'source',
  'components',
  'coverage',
  'serviceHours',
  'countFrom',
  'useShare',
  'denominator',
  'impacts',
  'minimumOutageSeconds',
  'roundEachRun',
  'roundPercent',
];

function uptimeTerms(place: Place, zone: string | undefined): UptimeTerms | undefined {
  if (!object(place, UPTIME_KEYS)) return undefined;
  const at = (name: string) => key(place, name);
  const source = optional(at('source'), (it) => oneOf(it, ['outages', 'measurement']), 'outages');
  const components = optional(at('components'), names, null);
  const cover = coverage(at('coverage'));
  const serviceHours = optional(at('serviceHours'), (it) => calendar(it, { timeZone: zone }), null);
  const countFrom = optional(at('countFrom'), (it) => oneOf(it, ['start', 'report']), 'start');
  const useShare = optional(at('useShare'), flag, false);
  const denominator = optional(at('denominator'), (it) => oneOf(it, ['measured', 'available']), 'measured');
  const impacts = record(at('impacts'), fraction);
  const minimumOutageSeconds = optional(at('minimumOutageSeconds'), (it) => whole(it, 0), 0);
  const eachRun = optional(at('roundEachRun'), roundEachRun, null);
  const percent = optional(at('roundPercent'), roundPercent, null);
  if (!source || components === undefined || !cover || serviceHours === undefined || !countFrom) return undefined;
  if (useShare === undefined || !denominator || !impacts || minimumOutageSeconds === undefined) return undefined;
  if (eachRun === undefined || percent === undefined) return undefined;
  return {
    source,
    components,
    coverage: cover,
    serviceHours,
    countFrom,
    useShare,
    denominator,
    impacts,
    minimumOutageSeconds,
    roundEachRun: eachRun,
    roundPercent: percent,
  };
}

function coverage(place: Place): Coverage | undefined {
  if (place.value === 'any' || place.value === 'all') return place.value;
  if (typeof place.value === 'string') return fault(place, 'must be "any", "all" or { "atLeast": n }');
  if (!object(place, ['atLeast'])) return undefined;
  const atLeast = whole(key(place, 'atLeast'), 1);
  return atLeast === undefined ? undefined : { atLeast };
}

function roundEachRun(place: Place): UptimeTerms['roundEachRun'] | undefined {
  if (!object(place, ['toSeconds', 'direction'])) return undefined;
  const toSeconds = whole(key(place, 'toSeconds'), 1);
  const direction = oneOf(key(place, 'direction'), DIRECTIONS);
  return toSeconds === undefined || !direction ? undefined : { toSeconds, direction };
}

// A percentage cannot say more than its bounds, which have at most 9 decimals.
function roundPercent(place: Place): UptimeTerms['roundPercent'] | undefined {
  if (!object(place, ['decimals', 'direction'])) return undefined;
  const decimals = whole(key(place, 'decimals'), 0, 9);
  const direction = oneOf(key(place, 'direction'), DIRECTIONS);
  return decimals === undefined || !direction ? undefined : { decimals, direction };
}

function exclusions(place: Place): Exclusions | undefined {
  if (!object(place, ['causes', 'maintenance'])) return undefined;
  const causes = optional(key(place, 'causes'), (it) => list(it, text), []);
  const maintenance = optional(key(place, 'maintenance'), maintenanceTerms, null);
  return causes && maintenance !== undefined ? { causes, maintenance } : undefined;
}

function maintenanceTerms(place: Place): Exclusions['maintenance'] | undefined {
  if (!object(place, ['noticeHours', 'allowanceSeconds'])) return undefined;
  const noticeHours = optional(key(place, 'noticeHours'), (it) => whole(it, 0), null);
  const allowanceSeconds = optional(key(place, 'allowanceSeconds'), (it) => whole(it, 0), null);
  return noticeHours === undefined || allowanceSeconds === undefined ? undefined : { noticeHours, allowanceSeconds };
}

function claimTerms(place: Place): Claim | undefined {
  if (!object(place, ['required', 'by', 'within', 'unit', 'from'])) return undefined;
  const required = flag(key(place, 'required'));
  const by = optional(key(place, 'by'), (it) => oneOf(it, ['desk', 'customer']), null);
  const within = optional(key(place, 'within'), (it) => whole(it, 0), null);
  const unit = optional(key(place, 'unit'), (it) => oneOf(it, ['days', 'business-days', 'periods']), null);
  const from = optional(key(place, 'from'), (it) => oneOf(it, ['outage-end', 'period-end']), null);
  if (required === undefined || by === undefined || within === undefined) return undefined;
  return unit === undefined || from === undefined ? undefined : { required, by, within, unit, from };
}
