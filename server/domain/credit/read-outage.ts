import { fault, key, list, object, optional, type Place, text } from '../input/reader.js';
import { fraction } from '../money/decimal.js';
import { ONE, type Rational } from '../money/rational.js';
import { instant, type Seconds } from '../time/instant.js';
import { names } from './names.js';

/** An outage as the calculation takes it: one interval or several. */
export interface Outage {
  id: string;
  cause: string;
  reportedAt: Seconds | null;
  intervals: readonly OutageInterval[];
}

/** A stretch of an outage in which its impact, share and components stayed the same. */
export interface OutageInterval {
  from: Seconds;
  /** `null`: not ended. */
  to: Seconds | null;
  impact: string;
  /** The measured part of users or requests that was hit, 0 to 1. */
  share: Rational;
  components: readonly string[];
}

/** An announced window of maintenance. */
export interface Maintenance {
  id: string;
  startsAt: Seconds;
  endsAt: Seconds;
  components: readonly string[];
  announcedAt: Seconds | null;
}

/** What an outage of one interval says of it, and an outage of several must not. */
const INTERVAL_KEYS = ['startedAt', 'endedAt', 'impact', 'share', 'components'] as const;

/** Reads an outage in either of its two forms. */
export function outage(place: Place): Outage | undefined {
  if (!object(place, ['id', 'reportedAt', 'cause', 'intervals', ...INTERVAL_KEYS])) return undefined;
  const id = text(key(place, 'id'));
  const cause = text(key(place, 'cause'));
  const reportedAt = optional(key(place, 'reportedAt'), instant, null);
  const intervals = intervalsOf(place);
  if (id === undefined || cause === undefined || reportedAt === undefined || !intervals) return undefined;
  return { id, cause, reportedAt, intervals };
}

function intervalsOf(place: Place): OutageInterval[] | undefined {
  const several = key(place, 'intervals');
  if (several.value === undefined || several.value === null) {
    const only = interval(place, 'startedAt', 'endedAt');
    return only && [only];
  }
  for (const name of INTERVAL_KEYS) {
    const { value } = key(place, name);
    if (value !== undefined && value !== null) fault(key(place, name), 'must not stand beside intervals');
  }
  const intervals = list(several, (it) =>
    object(it, ['from', 'to', 'impact', 'share', 'components']) ? interval(it, 'from', 'to') : undefined,
  );
  return Array.isArray(several.value) && several.value.length === 0 ? fault(several, 'must not be empty') : intervals;
}

function interval(place: Place, start: string, end: string): OutageInterval | undefined {
  const from = instant(key(place, start));
  const to = optional(key(place, end), instant, null);
  const impact = text(key(place, 'impact'));
  const share = optional(key(place, 'share'), fraction, ONE);
  const components = names(key(place, 'components'));
  rejectEarlyEnd(key(place, end), from, to);
  if (from === undefined || to === undefined || impact === undefined || !share || !components) return undefined;
  return { from, to, impact, share, components };
}

function rejectEarlyEnd(place: Place, from: Seconds | undefined, to: Seconds | null | undefined): void {
  if (from !== undefined && typeof to === 'number' && to < from) fault(place, 'must not be before the start');
}

/** Reads a window of maintenance. */
export function maintenanceWindow(place: Place): Maintenance | undefined {
  if (!object(place, ['id', 'startsAt', 'endsAt', 'components', 'announcedAt'])) return undefined;
  const id = text(key(place, 'id'));
  const startsAt = instant(key(place, 'startsAt'));
  const endsAt = instant(key(place, 'endsAt'));
  const components = names(key(place, 'components'));
  const announcedAt = optional(key(place, 'announcedAt'), instant, null);
  rejectEarlyEnd(key(place, 'endsAt'), startsAt, endsAt);
  if (id === undefined || startsAt === undefined || endsAt === undefined) return undefined;
  return components && announcedAt !== undefined ? { id, startsAt, endsAt, components, announcedAt } : undefined;
}
