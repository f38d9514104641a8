import type { MessageMark, TicketEvent } from '../../domain/ticket/events.js';
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
