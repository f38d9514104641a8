import { type Caller, partyOf } from '../../../domain/access/access.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { Command } from '../../../platform/log/command.js';
import { Problem } from '../../../platform/problems.js';
import { both, horizonOf, named } from '../horizon.js';
import type { ReplyBody } from '../wire-asked.js';
import type { MessageBodies } from './bodies.js';
import type { Intake } from './intake.js';
import { channelOf } from './logging.js';
import type { TicketOutcome, TicketStore } from './store.js';

/** What a reply led to: the ticket that it stands on now, which may be another one. */
export interface Replied {
  outcome: TicketOutcome;
  message: string;
  /** A customer wrote to a closed ticket: this is a new one. */
  isNew: boolean;
}

const CHAIN = 100;

/** Replies: to the ticket, to the one it was merged into, or, by a customer to a closed one, as a new ticket. */
export function replies({ store, bodies, intake }: { store: TicketStore; bodies: MessageBodies; intake: Intake }) {
  /** The ticket at the end of a chain of merges. Whoever sees the first is told of the last. */
  async function endOf(ticket: TicketState): Promise<TicketState> {
    let last = ticket;
    for (let step = 0; last.mergedInto !== null && step < CHAIN; step++)
      last = await store.one({ _id: last.mergedInto.id });
    return last;
  }

  async function reply(caller: Caller, command: Command, id: string, body: ReplyBody): Promise<Replied> {
    const first = await store.within(caller, id);
    const isNote = body.visibility === 'own' && partyOf(caller) !== 'customer';
    const ticket = isNote ? first : await endOf(first);
    const ids = { ticket: command.newId('ticket'), message: command.newId('message') };
    if (await isFollowUp(caller, command, ticket, ids.ticket)) return followUp(caller, command, ticket, body, ids);
    const filter = ticket === first ? both(named(ticket.id), horizonOf(caller)) : { _id: ticket.id };
    const { visibility = null, court = null, seen } = body;
    try {
      const outcome = await bodies.withBody(
        { caller, command, ticket: ticket.id, content: body, id: ids.message },
        (message) =>
          store.giveTo(caller, command, filter, { verb: 'reply', message: { id: message, visibility }, court, seen }),
      );
      return { outcome, message: ids.message, isNew: false };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code === 'wrong-state' && partyOf(caller) === 'customer') {
        const now = await store.one({ _id: ticket.id });
        if (now.status === 'closed') return followUp(caller, command, now, body, ids);
      }
      throw error;
    }
  }

  /** Whether it is a new ticket; asked again, what it was the first time. */
  async function isFollowUp(caller: Caller, { replay }: Command, ticket: TicketState, id: string): Promise<boolean> {
    if (replay) return (await store.models.tickets.exists({ _id: id })) !== null;
    return ticket.status === 'closed' && partyOf(caller) === 'customer';
  }

  async function followUp(
    caller: Caller,
    command: Command,
    ticket: TicketState,
    content: ReplyBody,
    ids: { ticket: string; message: string },
  ): Promise<Replied> {
    if (content.court !== undefined || (content.visibility ?? 'customer') !== 'customer') {
      throw new Problem('not-allowed', 'What a customer writes is for all three parties, and chooses no court.');
    }
    const { subject, priority, requester, component, origin } = ticket;
    const outcome = await intake.log(
      {
        ...{ subject, priority, requester, component, content, caller },
        channel: channelOf(caller),
        authenticated: true,
        kind: ticket.kind === 'upgrade' ? 'question' : ticket.kind,
        to: [],
        deal: origin.deal,
        court: null,
        externalRef: null,
        tags: [],
        links: [],
        followUpOf: { id: ticket.id, number: ticket.number },
        upgrade: null,
      },
      command,
      ids,
    );
    return { outcome, message: ids.message, isNew: true };
  }

  return { reply, endOf };
}
