import { type Caller, partyOf } from '../../../domain/access/access.js';
import { changed, type Decision } from '../../../domain/decision.js';
import type { History } from '../../../domain/sla/types.js';
import { memberOf, type TicketContext } from '../../../domain/ticket/context.js';
import { decide, type TicketCommand } from '../../../domain/ticket/decide.js';
import type { TicketEvent } from '../../../domain/ticket/events.js';
import type { Member, Named, TicketState } from '../../../domain/ticket/state.js';
import type { Court, Visibility } from '../../../domain/ticket/vocabulary.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Command } from '../../../platform/log/command.js';
import { invalid, Problem } from '../../../platform/problems.js';
import { both, horizonOf, named } from '../horizon.js';
import type { Agreements, People, Reservations } from '../ports.js';
import type { CourtBody, LinkBody, PatchBody } from '../wire-asked.js';
import type { MessageBodies, MessageContent } from './bodies.js';
import { withRoom } from './room.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** A message that goes with another command, if there is one. */
type Word = (MessageContent & { visibility?: Visibility | undefined }) | undefined;

interface Dependencies {
  store: TicketStore;
  bodies: MessageBodies;
  people: People;
  reservations: Reservations;
  agreements: Pick<Agreements, 'queue'>;
}

/** The commands that concern one ticket and need little besides. */
export function commands({ store, bodies, people, reservations, agreements }: Dependencies) {
  const give = (what: TicketCommand) => (caller: Caller, command: Command, id: string) =>
    store.give(caller, command, id, what);

  /** A command with a last or first word, whose body is stored before it. */
  async function withWord(
    caller: Caller,
    command: Command,
    id: string,
    word: Word,
    what: (message: { id: string; visibility: Visibility | null } | null) => TicketCommand,
  ): Promise<TicketOutcome> {
    const content = word && { text: word.text, html: word.html, attachments: word.attachments };
    if (content?.text === undefined && content?.html === undefined) {
      if (content?.attachments?.length) throw invalid([{ path: 'attachments', message: 'go with a text' }]);
      return store.give(caller, command, id, what(null));
    }
    const { id: ticket } = await store.within(caller, id);
    return bodies.withBody({ caller, command, ticket, content, id: command.newId('message') }, (message) =>
      store.give(caller, command, ticket, what({ id: message, visibility: word?.visibility ?? null })),
    );
  }

  async function claim(caller: Caller, command: Command, id: string): Promise<TicketOutcome> {
    const claims = (over: boolean) => store.give(caller, command, id, { verb: 'claim', over });
    return command.replay
      ? claims(false)
      : withRoom(reservations, { agent: caller.id, by: command.id }, await store.within(caller, id), claims);
  }

  async function assign(caller: Caller, command: Command, id: string, person: string): Promise<TicketOutcome> {
    const ticket = await store.allowing(caller, command, id, 'assign');
    const found = await people.person(person);
    if (!found?.active) throw invalid([{ path: 'assignee', message: 'is none of your people' }]);
    const { name, party, company } = found;
    const to: Member = { id: found.id, name, party, company };
    const assigns = (over: boolean) => store.give(caller, command, id, { verb: 'assign', to, over });
    return command.replay ? assigns(false) : withRoom(reservations, { agent: to.id, by: command.id }, ticket, assigns);
  }

  async function link(caller: Caller, command: Command, id: string, body: LinkBody): Promise<TicketOutcome> {
    await store.allowing(caller, command, id, 'link');
    const other = await store.within(caller, body.ticket).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'not-found') throw error;
      throw invalid([{ path: 'ticket', message: 'is no ticket that you see' }]);
    });
    const to = { id: other.id, number: other.number };
    return store.give(caller, command, id, { verb: 'link', to, relation: body.relation });
  }

  /** A queue of the caller's own side. */
  async function queueNamed(caller: Caller, id: string | null | undefined): Promise<Named | null | undefined> {
    if (id === undefined || id === null) return id;
    const found = await agreements.queue(id);
    if (found?.partner !== memberOf(caller).company || partyOf(caller) === 'customer') {
      throw invalid([{ path: 'queue', message: 'is no queue of yours' }]);
    }
    return { id, name: found.name };
  }

  /** Several changes as one: all of them or none. */
  async function patch(caller: Caller, command: Command, id: string, body: PatchBody): Promise<TicketOutcome> {
    const isCorrection = body.priority !== undefined && body.correction === true;
    const queue = command.replay ? undefined : await queueNamed(caller, body.queue);
    return store.change(
      caller,
      command,
      both(named(id), horizonOf(caller)),
      async (state) => (isCorrection ? store.historyOf(state.id) : null),
      (read) => (state, context, at) => inTurn(changesIn(body, queue, read?.history ?? null), state, context, at),
      (state, read) => read === null || read.version === state.version,
    );
  }

  return {
    claim,
    release: give({ verb: 'release' }),
    close: give({ verb: 'close' }),
    assign,
    link,
    patch,
    rate: (caller: Caller, command: Command, id: string, score: number, words: string | null) =>
      store.give(caller, command, id, { verb: 'rate', score, words }),
    snooze: (caller: Caller, command: Command, id: string, until: Seconds, reason: string | null) =>
      store.give(caller, command, id, { verb: 'snooze', until, reason }),
    handOver: (caller: Caller, command: Command, id: string, { court, note }: CourtBody) =>
      withWord(caller, command, id, note === undefined ? undefined : { text: note }, (message) => ({
        ...{ verb: 'hand-over', court },
        note: message?.id ?? null,
      })),
    solve: (caller: Caller, command: Command, id: string, word: Word, seen: number | undefined) =>
      withWord(caller, command, id, word, (message) => ({ verb: 'solve', message, seen })),
    reopen: (caller: Caller, command: Command, id: string, word: Word, court: Court | null) =>
      withWord(caller, command, id, word, (message) => ({ verb: 'reopen', court, message })),
  };
}

function changesIn(body: PatchBody, queue: Named | null | undefined, history: History | null): TicketCommand[] {
  const { priority, correction = false, subject, component, tags } = body;
  const isEdit = subject !== undefined || component !== undefined || tags !== undefined || queue !== undefined;
  return [
    ...(priority === undefined ? [] : [{ verb: 'priority' as const, priority, correction, history }]),
    ...(isEdit ? [{ verb: 'edit' as const, subject, component, tags, queue }] : []),
  ];
}

function inTurn(
  all: readonly TicketCommand[],
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  return all.reduce<Decision<TicketState, TicketEvent>>(
    (so, one) => {
      if (!so.ok) return so;
      const next = decide(one, so.state, context, at);
      return next.ok ? changed(next.state, [...so.events, ...next.events]) : next;
    },
    changed(state, []),
  );
}
