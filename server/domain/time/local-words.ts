import type { Seconds } from './instant.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `Fri 6 Nov, 16:00`: an instant as the people of a zone would say it. */
export function localWords(at: Seconds, zone: string): string {
  const format = formats.get(zone) ?? make(zone);
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
  const [weekday, day, month, hour, minute] = ['weekday', 'day', 'month', 'hour', 'minute'].map((name) =>
    parts.get(name as Intl.DateTimeFormatPartTypes),
  );
  return `${weekday} ${day} ${month}, ${hour}:${minute}`;
}

const make = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', day: 'numeric', month: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
