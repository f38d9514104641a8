import type { MessageMark, TicketEvent } from '../../domain/ticket/events.js';
import type { ThreadMark } from '../../domain/ticket/third-party.js';
import type { Seconds } from '../../domain/time/instant.js';
import { toSeconds } from '../../platform/clock/clock.js';
import type { LogEvent } from '../../platform/log/event.js';

/** An event's number in its ticket's life, from 1. */
export const numberOf = ({ data }: LogEvent): number => Number(data.number);

/** An event of the log as the rules told it: they wrote what is read here. */
export const happeningOf = ({ type, at, data }: LogEvent): TicketEvent =>
  ({ ...data, type, at: toSeconds(at) }) as object as TicketEvent;

/** The message that an event tells of, if any. */
export function marksOf({ data }: LogEvent): MessageMark[] {
  const mark = data.message as MessageMark | null | undefined;
  return mark ? [mark] : [];
}

/** A message in a thread, as its event tells of it. */
export interface ThreadSaid {
  message: string;
  mark: ThreadMark;
  at: Seconds;
  chase: boolean;
  /** `null`: a desk wrote it. */
  incoming: { verified: boolean; automatic: boolean } | null;
}

/** What was said in a thread, if an event tells of that. */
export function threadSaidIn(event: LogEvent): ThreadSaid | null {
  const happening = happeningOf(event);
  if (!('said' in happening)) return null;
  const { said: message, thread: mark, at, type } = happening;
  const incoming =
    happening.type === 'ticket-third-party-replied'
      ? { verified: happening.verified, automatic: happening.automatic }
      : null;
  return { message, mark, at, incoming, chase: type === 'ticket-third-party-chased' };
}
