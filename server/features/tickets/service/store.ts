import { type Caller, SYSTEM } from '../../../domain/access/access.js';
import { changed, type Decision } from '../../../domain/decision.js';
import type { History, SlaEvent } from '../../../domain/sla/types.js';
import { objection } from '../../../domain/ticket/commands.js';
import type { TicketContext } from '../../../domain/ticket/context.js';
import type { NewTicket } from '../../../domain/ticket/create.js';
import { decide, type TicketCommand } from '../../../domain/ticket/decide.js';
import type { TicketEvent } from '../../../domain/ticket/events.js';
import { placeNew } from '../../../domain/ticket/placing.js';
import { withPlaybooks } from '../../../domain/ticket/playbooks/reacting.js';
import type { PlaybookWorld } from '../../../domain/ticket/playbooks/world.js';
import { foundAt, settle } from '../../../domain/ticket/settle.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Verb } from '../../../domain/ticket/vocabulary.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Changes, Outcome } from '../../../platform/log/changes.js';
import { type Command, systemCommand } from '../../../platform/log/command.js';
import type { LogEvent } from '../../../platform/log/event.js';
import type { Log } from '../../../platform/log/log.js';
import type { Remembers } from '../../../platform/log/memory.js';
import type { Turn } from '../../../platform/log/turns.js';
import { Problem, toProblem } from '../../../platform/problems.js';
import { both, horizonOf, named } from '../horizon.js';
import { readTicket, type TicketDocument, type TicketModels } from '../model.js';
import type { Remembered } from '../ports.js';
import type { TicketSubject } from '../subject.js';
import type { DecidingWorld, PlaybookWorlds } from './playbook-worlds.js';

const ATTEMPTS = 5;
const LOG_PAGE = 1000;

/** What was read beforehand does not fit the ticket any more: read anew. */
class Outdated extends Error {}

export type TicketOutcome = Outcome<TicketState, TicketEvent>;
type Filter = Record<string, unknown>;

/** Something to decide on the present state, by whoever acts under the present terms. */
export type Decide = (
  state: TicketState,
  context: TicketContext,
  at: Seconds,
  world: PlaybookWorld,
) => Decision<TicketState, TicketEvent>;

interface Dependencies {
  models: TicketModels;
  subject: TicketSubject;
  changes: Changes;
  log: Log;
  clock: Clock;
  remembered: Remembered;
  followed: Remembers;
  worlds: PlaybookWorlds;
}

/** Finds tickets within a caller's horizon and changes them by the rules. */
export function ticketStore({ models, subject, changes, log, clock, remembered, followed, worlds }: Dependencies) {
  const find = (filter: Filter) => subject.model.findOne(filter).lean<TicketDocument>();

  /** The ticket, if it exists for the caller. */
  async function within(caller: Caller, idOrNumber: string): Promise<TicketState> {
    return one(both(named(idOrNumber), horizonOf(caller)));
  }

  /**
   * The ticket, if the caller may give this command to it: asked before anything else that the command names is
   * looked for, so that who may not is told so, and learns nothing about the rest. A command that was given already is.
   */
  async function allowing(caller: Caller, command: Command, idOrNumber: string, verb: Verb): Promise<TicketState> {
    const document = await find(both(named(idOrNumber), horizonOf(caller)));
    if (!document) throw new Problem('not-found');
    const state = readTicket(document);
    if (command.replay || document.commands.includes(command.id)) return state;
    const terms = (await termsOf(state)).get(state.origin.deal ?? '') ?? null;
    const no = objection(verb, state, { caller, terms });
    if (no) throw toProblem(no);
    return state;
  }

  async function one(filter: Filter): Promise<TicketState> {
    return readTicket(await document(filter));
  }

  async function document(filter: Filter): Promise<TicketDocument> {
    const found = await find(filter);
    if (!found) throw new Problem('not-found');
    return found;
  }

  /** A ticket for those who follow the log: no older than the last event that they have seen. */
  const asFollowed = (id: string): Promise<TicketDocument | null> => followed.of(id, () => find({ _id: id }).exec());

  async function stateAsFollowed(id: string): Promise<TicketState | null> {
    const found = await asFollowed(id);
    return found && readTicket(found);
  }

  /** The deals of some tickets, by id. */
  async function termsOf(...states: readonly TicketState[]): Promise<ReadonlyMap<string, DealTerms>> {
    if (states.every(({ origin }) => origin.deal === null)) return new Map();
    await remembered.look();
    return termsSeen(...states);
  }

  /** The same as it was when it was last looked. */
  async function termsSeen(...states: readonly TicketState[]): Promise<ReadonlyMap<string, DealTerms>> {
    const ids = [...new Set(states.flatMap(({ origin }) => origin.deal ?? []))];
    return ids.length === 0 ? new Map() : remembered.agreements.deals(ids);
  }

  /**
   * Changes one ticket: everything that became due happens first, then the decision on the state that this leaves.
   * `prepare` reads what the decision needs besides; `fits` says whether that still holds on the state to be changed.
   * What is read of the ticket first is decided on first; `found`: it was read already. `turn`: when it is told.
   */
  async function change<P>(
    caller: Caller,
    command: Command,
    filter: Filter,
    prepare: (state: TicketState) => Promise<P>,
    decideWith: (prepared: P) => Decide,
    fits: (state: TicketState, prepared: P) => boolean = () => true,
    { found, turn }: { found?: TicketDocument; turn?: Turn } = {},
  ): Promise<TicketOutcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const first = attempt === 1 && found ? found : await document(filter);
      const before = readTicket(first);
      await remembered.look(command.givenAt);
      const deals = await termsSeen(before);
      const terms = deals.get(before.origin.deal ?? '') ?? null;
      const prepared = command.replay ? undefined : await prepare(before);
      const attemptIn = (world: DecidingWorld): Promise<TicketOutcome> =>
        changes.change(
          subject,
          command,
          filter,
          (state, at) => {
            const isSame = state.origin.deal === before.origin.deal;
            if (prepared === undefined || !isSame || !fits(state, prepared)) throw new Outdated();
            return afterDue(state, at, world, (settled) => decideWith(prepared)(settled, { caller, terms }, at, world));
          },
          { found: first, ...(turn && { turn }) },
        );
      try {
        return await worlds.deciding(deals, attemptIn, found && { partner: before.origin.partner?.id ?? null });
      } catch (error) {
        if (!(error instanceof Outdated)) throw error;
      }
    }
    throw new Problem('busy', 'It kept being changed by others; try again.', { retryAfter: 1 });
  }

  /** Makes a new ticket, with what playbooks make of it: those that were in force when it was looked last. */
  const create = (
    command: Command,
    id: string,
    { terms, origin }: Pick<NewTicket, 'terms' | 'origin'>,
    decideOn: (at: Seconds) => Decision<TicketState, TicketEvent>,
  ): Promise<TicketOutcome> =>
    worlds.deciding(
      new Map(terms ? [[terms.id, terms]] : []),
      (world) =>
        changes.create(subject, command, id, (at) => {
          const decision = decideOn(at);
          if (!decision.ok) return decision;
          const after = withPlaybooks(placeNew(decision, world), world);
          world.decided();
          return after;
        }),
      { partner: origin.partner?.id ?? null },
    );

  /** Gives a command of the table to the ticket, within the caller's horizon. */
  const give = (caller: Caller, command: Command, idOrNumber: string, what: TicketCommand): Promise<TicketOutcome> =>
    giveTo(caller, command, both(named(idOrNumber), horizonOf(caller)), what);

  /** Gives a command to the ticket that a filter finds. */
  const giveTo = (caller: Caller, command: Command, filter: Filter, what: TicketCommand): Promise<TicketOutcome> =>
    change(
      caller,
      command,
      filter,
      async () => null,
      () => (state, context, at) => decide(what, state, context, at),
    );

  /** Lets what is due of a ticket that was found happen: a change without a command (DESIGN, pattern 5). */
  const settleFound = (found: TicketDocument, turn: Turn): Promise<TicketOutcome> =>
    change(
      SYSTEM,
      systemCommand('ticket-due', found._id, found.version),
      { _id: found._id },
      async () => null,
      () => (state) => changed(state, []),
      undefined,
      { found, turn },
    ).finally(turn.pass);

  /** Everything that happened to a ticket, in order: what waits for the log too, each once. */
  async function eventsOf(id: string): Promise<LogEvent[]> {
    const waiting = (await find({ _id: id }))?.outbox ?? [];
    const events: LogEvent[] = [];
    for (let seq = 0; ; ) {
      const page = await log.of('ticket', id, seq, LOG_PAGE);
      events.push(...page.map(({ event }) => event));
      seq = page.at(-1)?.seq ?? seq;
      if (page.length < LOG_PAGE) break;
    }
    const logged = new Set(events.map((event) => event.id));
    return [...events, ...waiting.filter((event) => !logged.has(event.id))];
  }

  /** What the clocks were fed, with the version of the ticket up to which it was read. */
  async function historyOf(id: string): Promise<{ history: History; version: number }> {
    const events = await eventsOf(id);
    const version = events.at(-1)?.subject.version ?? 0;
    return { history: historyIn(events), version };
  }

  return {
    ...{ models, within, allowing, one, termsOf, termsSeen, create, change, give, giveTo, settleFound },
    ...{ eventsOf, historyOf, asFollowed, stateAsFollowed },
    now: () => clock.now(),
    look: (command: Command) => remembered.look(command.givenAt),
  };
}
export type TicketStore = ReturnType<typeof ticketStore>;

/** A decision on the state that everything due has led to, told together with it and with what playbooks make of it. */
function afterDue(
  state: TicketState,
  at: Seconds,
  world: DecidingWorld,
  decideOn: (settled: TicketState) => Decision<TicketState, TicketEvent>,
): Decision<TicketState, TicketEvent> {
  const settled = settle(state, at, world);
  const decision = decideOn(settled.state);
  if (!decision.ok) return decision;
  const after = withPlaybooks(decision, world);
  world.decided();
  return { ...after, events: [...foundAt(settled.events, at), ...after.events] };
}

/** The history of the clocks out of a ticket's events. */
export function historyIn(events: readonly LogEvent[]): History {
  const clock = events.find(({ type }) => type === 'ticket-created')?.data.clock as
    | Pick<History, 'policy' | 'created'>
    | undefined;
  if (!clock) throw new Error('A ticket without its first event');
  return { ...clock, since: events.flatMap(({ data }) => (data.sla as readonly SlaEvent[] | undefined) ?? []) };
}
