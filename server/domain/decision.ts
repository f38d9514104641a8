/** A "no" that was foreseen: what the caller is told, by a code of the table of problems. */
export interface Refusal {
  ok: false;
  code: string;
  reason: string;
  data?: Record<string, unknown>;
}

/** A "yes": the next state and what happened on the way to it. */
export interface Changed<State, Event> {
  ok: true;
  state: State;
  events: readonly Event[];
}

/** What a rule answers: it never throws for something that a user can cause. */
export type Decision<State, Event> = Changed<State, Event> | Refusal;

export const changed = <State, Event>(state: State, events: readonly Event[]): Changed<State, Event> => ({
  ok: true,
  state,
  events,
});

export const refused = (code: string, reason: string, data?: Record<string, unknown>): Refusal => ({
  ok: false,
  code,
  reason,
  ...(data && { data }),
});

/** Closes a `switch`: a case that nobody thought of does not compile. */
export function unreachable(value: never): never {
  throw new Error(`Not foreseen: ${JSON.stringify(value)}`);
}
