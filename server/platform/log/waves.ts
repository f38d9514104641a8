import type { LogEvent, NumberedEvent } from './event.js';

/** Events that are handled at once; with them everything up to a number is. */
interface Wave {
  events: NumberedEvent[];
  upTo: number;
}

/**
 * Splits events into waves: in their order, as many as are wanted, each of another subject, so that what happens to one
 * subject is handled as it happened.
 */
export function* wavesOf(
  events: readonly NumberedEvent[],
  together: number,
  isWanted: (event: LogEvent) => boolean,
): Generator<Wave> {
  let wave: Wave = { events: [], upTo: 0 };
  const subjects = new Set<string>();
  for (const numbered of events) {
    const { subject } = numbered.event;
    if (isWanted(numbered.event)) {
      const name = `${subject.kind}:${subject.id}`;
      if (wave.events.length === together || subjects.has(name)) {
        yield wave;
        wave = { events: [], upTo: 0 };
        subjects.clear();
      }
      subjects.add(name);
      wave.events.push(numbered);
    }
    wave.upTo = numbered.seq;
  }
  if (events.length > 0) yield wave;
}
