import { formatInstant, type Seconds } from '../../domain/time/instant.js';

/** One for each zone: making one takes longer than all the rest of a mail. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  formats.set(zone, format);
  return format;
}

/** An instant as mails say it: `Mon 2 Nov, 11:30 (Europe/Berlin)`. */
export function whenWords(at: Seconds, zone: string): string {
  const parts = formatIn(zone).formatToParts(new Date(formatInstant(at)));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')}, ${part('hour')}:${part('minute')} (${zone})`;
}

/** A length of time as mails say it: `2 h 5 min`. Seconds are said only below a minute. */
export function spanWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  return [days > 0 && `${days} d`, hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ');
}

/** The words of metrics in promises and warnings. */
const METRIC_WORDS: Readonly<Record<string, { promise: string; task: string }>> = {
  first_response: { promise: 'First answer by', task: 'to answer first' },
  next_response: { promise: 'Next word by', task: 'to answer' },
  update: { promise: 'Next word by', task: 'to report' },
  handling: { promise: 'Handled by', task: 'to act' },
  resolution: { promise: 'Solved by', task: 'to solve' },
};

export const promiseWords = (metric: string): string => METRIC_WORDS[metric]?.promise ?? 'By';
export const taskWords = (metric: string): string => METRIC_WORDS[metric]?.task ?? 'to act';
