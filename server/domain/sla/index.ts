import { type Read, read } from '../input/reader.js';
import { type OpenHours, openHours } from '../time/calendar.js';
import { refold } from './fold.js';
import { slaInput } from './input.js';
import type { SlaContext, SlaInput } from './types.js';
import { type SlaView, view } from './view.js';

/** What the clocks of a ticket show at an instant, out of its whole history: `desk sla explain`. */
export function explain(document: unknown): Read<SlaView> {
  const input = read(document, slaInput);
  return input.ok ? { ok: true, value: viewOf(input.value) } : input;
}

function viewOf({ calendars, history, now }: SlaInput): SlaView {
  // Before it was created a ticket has no clocks.
  if (history.created.at > now) return { targets: [], court: { provider: 0, partner: 0, customer: 0, third_party: 0 } };
  const context = contextOf(new Map([...calendars].map(([name, calendar]) => [name, openHours(calendar)])));
  const past = { ...history, since: history.since.filter(({ at }) => at <= now) };
  return view(refold(past, context), now, context);
}

/** A context of calendars by name. */
export function contextOf(calendars: ReadonlyMap<string, OpenHours>): SlaContext {
  return {
    hoursOf(name) {
      const hours = calendars.get(name);
      if (!hours) throw new Error(`A policy names the calendar ${name}, which is not there`);
      return hours;
    },
  };
}
