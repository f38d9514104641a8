import type { Rota } from '../../../domain/routing/rota.js';
import { type OpenHours, openHours } from '../../../domain/time/calendar.js';
import { dayOf } from '../../../domain/time/date.js';
import { parseInstant, type Seconds } from '../../../domain/time/instant.js';
import { zoneOf } from '../../../domain/time/zone.js';
import type { RotaContent } from '../nouns/rota.js';

/** The calendars that a rota names. */
export type Hours = ReadonlyMap<string, OpenHours>;

const secondsOf = (instant: string): Seconds => parseInstant(instant) ?? 0;

/** A rota that was checked when it was entered. A layer whose calendar is not there counts in all hours. */
export const rotaOf = ({ timeZone, layers, overrides }: RotaContent, hours: Hours): Rota => ({
  zone: zoneOf(timeZone),
  layers: layers.map(({ from, until, handOver, weeks, people, calendar }) => ({
    ...{ from: dayOf(from), until: until === null ? null : dayOf(until), weeks, people },
    handOver: Number(handOver.slice(0, 2)) * 3600 + Number(handOver.slice(3)) * 60,
    hours: (calendar === null ? undefined : hours.get(calendar)) ?? null,
  })),
  overrides: overrides.map(({ from, to, person }) => ({ from: secondsOf(from), to: secondsOf(to), person })),
});

/** The hours in which somebody must be on call. */
export const coveredBy = ({ calendar, timeZone }: RotaContent, hours: Hours): OpenHours =>
  (calendar === null ? undefined : hours.get(calendar)) ??
  openHours({ timeZone, hours: '24x7', holidays: [], exceptions: {} });
