import type { Decision } from '../../domain/decision.js';
import type { Seconds } from '../../domain/time/instant.js';
import { type Clock, toDate, toSeconds } from '../clock/clock.js';
import { isDuplicateKey } from '../database/errors.js';
import { insertNew } from '../database/insert.js';
import { slotOf } from '../ids/ids.js';
import { Problem, toProblem } from '../problems.js';
import type { Command } from './command.js';
import type { Dispatcher } from './dispatcher.js';
import type { LogEvent, NewEvent } from './event.js';
import { type AnySubject, SLOTS, type Subject, type SubjectDocument } from './subject.js';
import type { Turn } from './turns.js';

const ATTEMPTS = 5;
const COMMANDS_KEPT = 50;
const OUTBOX_CAP = 200;

/** What a change gives: the state after it; `repeated` when the same command had been carried out before. */
export interface Outcome<State, Event> {
  id: string;
  state: State;
  version: number;
  events: readonly Event[];
  repeated: boolean;
}

type Decide<State, Event> = (state: State, at: Seconds) => Decision<State, Event>;

/**
 * Patterns 1 and 2: the only way to change a document that has rules. Load within the caller's horizon, decide,
 * store state and events by one update conditional on the version; the loser of a race decides anew.
 */
export function changes({ clock, dispatcher }: { clock: Clock; dispatcher: Dispatcher }) {
  /** Makes a new document. The same command again finds the one it made. */
  async function create<S, E extends NewEvent, D extends SubjectDocument>(
    subject: Subject<S, E, D>,
    command: Command,
    id: string,
    decide: (at: Seconds) => Decision<S, E>,
  ): Promise<Outcome<S, E>> {
    const made = command.fresh ? null : await subject.model.findById(id).lean<D>();
    if (made) return again(subject, command, made);
    if (command.replay) throw new Problem('not-found');
    const decision = decide(await clock.now());
    if (!decision.ok) throw toProblem(decision);
    const events = stamped(subject, command, { id, version: 1 }, decision.state, decision.events);
    try {
      await insertNew(subject.model, {
        ...subject.write(decision.state),
        ...{ _id: id, version: 1, at: lastInstant(events), slot: slotOf(id, SLOTS) },
        ...{ outbox: events, outboxAt: clock.real(), commands: [command.id] },
      });
    } catch (error) {
      if (!isDuplicateKey(error, '_id')) throw error;
      const winner = await subject.model.findById(id).lean<D>();
      if (!winner) throw error;
      return again(subject, command, winner);
    }
    await dispatcher.deliver(subject, id, events);
    return { id, state: decision.state, version: 1, events: decision.events, repeated: false };
  }

  /**
   * Changes the one document that the filter (id and the caller's horizon) finds. No events, no change. `found`: what the
   * filter has just found, to be decided on first; where that is no longer so, the update tells. `turn`: when it is told.
   */
  async function change<S, E extends NewEvent, D extends SubjectDocument>(
    subject: Subject<S, E, D>,
    command: Command,
    filter: Record<string, unknown>,
    decide: Decide<S, E>,
    { found, turn }: { found?: D; turn?: Turn } = {},
  ): Promise<Outcome<S, E>> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const isFirst = attempt === 1 && found !== undefined;
      const document = isFirst ? found : await subject.model.findOne(filter as never).lean<D>();
      if (!document) throw new Problem('not-found');
      if (command.replay || document.commands.includes(command.id)) return repeated(subject, document);
      expectVersion(command, document.version);
      const outcome = await attemptChange(subject, command, document, decide, turn);
      if (outcome) return outcome;
    }
    throw new Problem('busy', 'It kept being changed by others; try again.', { retryAfter: 1 });
  }

  async function attemptChange<S, E extends NewEvent, D extends SubjectDocument>(
    subject: Subject<S, E, D>,
    command: Command,
    document: D,
    decide: Decide<S, E>,
    turn?: Turn,
  ): Promise<Outcome<S, E> | undefined> {
    const at = Math.max(await clock.now(), toSeconds(document.at));
    const before = subject.read(document);
    const settled = subject.settle?.(before, at) ?? { state: before, events: [] };
    const decision = decide(settled.state, at);
    if (!decision.ok) throw toProblem(decision);
    const happened = [...settled.events, ...decision.events];
    const base = { id: document._id, version: document.version };
    if (happened.length === 0) {
      await told(subject, document);
      return { ...base, state: decision.state, events: [], repeated: false };
    }
    const untold = dispatcher.untold(subject, document._id, document.outbox);
    // One that is larger by itself goes into an empty outbox: it would never be let through otherwise.
    if (untold.length > 0 && untold.length + happened.length > OUTBOX_CAP) {
      throw new Problem('busy', 'Too much of this waits to be told; try again.', { retryAfter: 1 });
    }
    const version = document.version + 1;
    const events = stamped(subject, command, { id: document._id, version }, decision.state, happened);
    const stored = await subject.model.updateOne(
      { _id: document._id, version: document.version } as never,
      storeOf(
        subject.write(decision.state),
        { version, at: lastInstant(events), outboxAt: clock.real() },
        // Nothing is added to an outbox without a new version: what is told may be written over.
        { events, isAlone: untold.length === 0 },
        command,
      ),
    );
    if (stored.modifiedCount === 0) return undefined;
    await turn?.come;
    const delivered = dispatcher.deliver(subject, document._id, untold.length === 0 ? events : undefined);
    turn?.pass();
    await delivered;
    return { id: document._id, state: decision.state, version, events: happened, repeated: false };
  }

  /** What an id that exists already means for the command that wanted to make it. */
  async function again<S, E extends NewEvent, D extends SubjectDocument>(
    subject: Subject<S, E, D>,
    command: Command,
    document: D,
  ): Promise<Outcome<S, E>> {
    if (command.replay || document.commands.includes(command.id)) return repeated(subject, document);
    throw new Problem('exists', `${subject.kind} ${document._id} exists already.`);
  }

  async function repeated<S, E extends NewEvent, D extends SubjectDocument>(
    subject: Subject<S, E, D>,
    document: D,
  ): Promise<Outcome<S, E>> {
    await told(subject, document);
    const { _id: id, version } = document;
    return { id, version, state: subject.read(document), events: [], repeated: true };
  }

  /** Who is answered by what was done before is so once the log has it, as whoever did it. */
  async function told(subject: AnySubject, { _id, outbox }: SubjectDocument): Promise<void> {
    if (dispatcher.untold(subject, _id, outbox).length > 0) await dispatcher.deliver(subject, _id);
  }

  return { create, change };
}
export type Changes = ReturnType<typeof changes>;

function expectVersion({ expected }: Command, version: number): void {
  if (!expected || expected.version === version) return;
  throw new Problem(expected.by === 'if-match' ? 'stale' : 'lost-race', `It is at version ${version} now.`, {
    version,
  });
}

function stamped<S, E extends NewEvent, D extends SubjectDocument>(
  subject: Subject<S, E, D>,
  command: Command,
  { id, version }: { id: string; version: number },
  state: S,
  events: readonly E[],
): LogEvent[] {
  return events.map((event, index) => {
    const { type, at, ...data } = event;
    return {
      id: `${subject.kind}:${id}:${version}:${index}`,
      type,
      at: toDate(at),
      command: command.id,
      actor: subject.actor?.(event) ?? command.actor,
      subject: { kind: subject.kind, id, version },
      audience: subject.audience(state, event),
      data,
    };
  });
}

function lastInstant(events: readonly LogEvent[]): Date {
  const last = events.at(-1);
  if (!last) throw new Error('A change without an event');
  return last.at;
}

function storeOf(
  own: Record<string, unknown>,
  common: Record<string, unknown>,
  { events, isAlone }: { events: readonly LogEvent[]; isAlone: boolean },
  command: Command,
): Record<string, unknown> {
  const gone = Object.keys(own).filter((name) => own[name] === undefined);
  return {
    $set: { ...defined(own), ...common, ...(isAlone && { outbox: events }) },
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, 1])) }),
    $push: {
      ...(!isAlone && { outbox: { $each: events } }),
      commands: { $each: [command.id], $slice: -COMMANDS_KEPT },
    },
  };
}

const defined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
