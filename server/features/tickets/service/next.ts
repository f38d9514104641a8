import { type Caller, partyOf } from '../../../domain/access/access.js';
import { refused } from '../../../domain/decision.js';
import { wereOpenFor } from '../../../domain/routing/presence.js';
import { present } from '../../../domain/ticket/commands.js';
import { memberOf } from '../../../domain/ticket/context.js';
import { decide } from '../../../domain/ticket/decide.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Command } from '../../../platform/log/command.js';
import { Problem } from '../../../platform/problems.js';
import { both, horizonOf } from '../horizon.js';
import { readTicket, type TicketDocument, type TicketModels } from '../model.js';
import type { QueueWork, Reservations, WorkOf } from '../ports.js';
import { BEST_FIRST, LONGEST_FIRST } from '../ways.js';
import { withRoom } from './room.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** So many tickets are tried in one go, and so often it is looked for more where others were quicker. */
const PAGE = 20;
const ROUNDS = 50;
/** Of those that waited so long that skills do not matter, so many are looked at. */
const LONG_WAITING = 200;
const QUICKER: readonly string[] = [
  'lost-race',
  'already-claimed',
  'wrong-state',
  'not-your-court',
  'not-found',
  'busy',
];

type Waiting = TicketDocument & { waits: NonNullable<TicketDocument['waits']> };

interface Dependencies {
  models: Pick<TicketModels, 'tickets'>;
  store: TicketStore;
  reservations: Reservations;
  queueWork: QueueWork;
}

/** "What next": the best ticket of a queue, given and claimed in one step. */
export function nextTicket({ models, store, reservations, queueWork }: Dependencies) {
  async function next(caller: Caller, command: Command, id: string): Promise<TicketOutcome | null> {
    const queue = await workable(caller, id);
    // The same command again finds what it took.
    const taken = await models.tickets.findOne({
      'state.assignee.id': caller.id,
      commands: command.id,
    } as never);
    if (taken) return claim(caller, command, { queue: id, over: false }, taken._id);
    if (command.replay) return null;
    for (let round = 0; round < ROUNDS; round++) {
      const found = await best(id, queue, await store.now());
      if (found.length === 0) return null;
      for (const document of found) {
        const outcome = await tried(caller, command, id, document);
        if (outcome) return outcome;
      }
    }
    throw new Problem('busy', 'Others kept being quicker; try again.', { retryAfter: 1 });
  }

  /** The queue, if it is one that the caller works. */
  async function workable(caller: Caller, id: string): Promise<WorkOf> {
    const queue = await queueWork.workOf(id, caller.id);
    const party = partyOf(caller);
    const isOwn = queue?.partner === memberOf(caller).company;
    if (!queue || party === 'customer' || (party === 'partner' && !isOwn)) throw new Problem('not-found');
    if (!isOwn) throw new Problem('not-allowed', 'The people of the partner work this queue.');
    return queue;
  }

  /** Due first, then priority, then age; to who lacks a skill only what has waited for it long enough. */
  async function best(queue: string, { isSkilled, fallbackAfter, hours }: WorkOf, at: Seconds): Promise<Waiting[]> {
    const filter = { 'waits.queue': queue } as never;
    if (isSkilled) {
      return models.tickets
        .find(filter)
        .sort(BEST_FIRST as never)
        .limit(PAGE)
        .lean<Waiting[]>();
    }
    const long = await models.tickets
      .find(filter)
      .sort(LONGEST_FIRST as never)
      .limit(LONG_WAITING)
      .lean<Waiting[]>();
    return long.filter(({ waits }) => wereOpenFor(hours, waits.since, fallbackAfter, at)).sort(inOrder);
  }

  async function tried(
    caller: Caller,
    command: Command,
    queue: string,
    document: Waiting,
  ): Promise<TicketOutcome | null> {
    const isThere = await models.tickets.exists({ _id: document._id, 'waits.queue': queue } as never);
    if (!isThere) return null;
    try {
      const claims = (over: boolean) => claim(caller, command, { queue, over }, document._id);
      return await withRoom(reservations, { agent: caller.id, by: command.id }, readTicket(document), claims);
    } catch (error) {
      if (error instanceof Problem && QUICKER.includes(error.code)) return null;
      throw error;
    }
  }

  /** Claims the ticket as long as it waits in this queue. */
  const claim = (
    caller: Caller,
    command: Command,
    { queue, over }: { queue: string; over: boolean },
    id: string,
  ): Promise<TicketOutcome> =>
    store.change(
      caller,
      command,
      both({ _id: id }, horizonOf(caller)),
      async () => null,
      () => (state, context, at) =>
        state.unclaimed?.queue === queue
          ? decide({ verb: 'claim', over }, state, context, at)
          : refused('lost-race', 'Somebody was quicker.', present(state)),
    );

  return { next };
}

const inOrder = ({ waits: a, _id: x }: Waiting, { waits: b, _id: y }: Waiting): number =>
  a.due - b.due || a.rank - b.rank || a.at - b.at || (x < y ? -1 : 1);
