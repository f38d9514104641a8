import type { Caller } from '../../../domain/access/access.js';
import { memberOf } from '../../../domain/ticket/context.js';
import { createTicket, type NewTicket } from '../../../domain/ticket/create.js';
import { decide } from '../../../domain/ticket/decide.js';
import { sideOf, type TicketState } from '../../../domain/ticket/state.js';
import type { Changes } from '../../../platform/log/changes.js';
import type { Command } from '../../../platform/log/command.js';
import { Problem, toProblem } from '../../../platform/problems.js';
import { nextNumber, type TicketModels } from '../model.js';
import type { Agreements } from '../ports.js';
import type { TicketSubject } from '../subject.js';
import type { SplitBody } from '../wire-asked.js';
import type { MessageBodies } from './bodies.js';
import { agreedIn, factsOf } from './intake.js';
import type { TicketOutcome, TicketStore } from './store.js';

interface Dependencies {
  models: TicketModels;
  subject: TicketSubject;
  changes: Changes;
  store: TicketStore;
  bodies: MessageBodies;
  agreements: Agreements;
}

/** Splits: a part of a ticket goes on as a ticket of its own, which bears the link to where it came from. */
export function splitting({ models, subject, changes, store, bodies, agreements }: Dependencies) {
  async function split(caller: Caller, command: Command, idOrNumber: string, body: SplitBody): Promise<TicketOutcome> {
    const parent = await store.within(caller, idOrNumber);
    const ids = { ticket: command.newId('ticket'), message: command.newId('message') };
    const made = await models.tickets.exists({ _id: ids.ticket });
    if (made || command.replay) return changes.create(subject, command, ids.ticket, neverNew);
    await refuseUnlessAllowed(caller, parent, ids.ticket);
    await store.look(command);
    const prepared = await prepare(caller, parent, body);
    const number = await nextNumber(models.counters);
    const insert = (message: string | null) =>
      store.create(command, ids.ticket, prepared, (at) =>
        createTicket({ ...prepared, id: ids.ticket, number, message }, at),
      );
    const content = { text: body.description };
    const child = body.description
      ? await bodies.withBody({ caller, command, ticket: ids.ticket, content, id: ids.message }, insert)
      : await insert(null);
    // The new ticket bears the link; where the old one was closed meanwhile, it need not tell of it.
    await store
      .give(caller, command, parent.id, { verb: 'split', into: { id: child.id, number } })
      .catch((error: unknown) => {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
      });
    return child;
  }

  async function refuseUnlessAllowed(caller: Caller, parent: TicketState, child: string): Promise<void> {
    const terms = (await store.termsOf(parent)).get(parent.origin.deal ?? '') ?? null;
    const asked = { verb: 'split', into: { id: child, number: 0 } } as const;
    const decision = decide(asked, parent, { caller, terms }, await store.now());
    if (!decision.ok) throw toProblem(decision);
  }

  async function prepare(
    caller: Caller,
    parent: TicketState,
    body: SplitBody,
  ): Promise<Omit<NewTicket, 'id' | 'number' | 'message'>> {
    const kind = body.kind ?? (parent.kind === 'upgrade' ? 'request' : parent.kind);
    const component = body.component === undefined ? parent.component : body.component;
    const { origin, requester } = parent;
    const facts = factsOf(origin, { kind, component });
    const at = await store.now();
    const author = memberOf(caller);
    const side = sideOf(author);
    return {
      ...{ kind, component, origin, requester, author, side, subject: body.subject },
      priority: body.priority ?? parent.priority,
      terms: (await store.termsOf(parent)).get(origin.deal ?? '') ?? null,
      agreed: agreedIn(await agreements.policyFor(facts, { at, since: at })),
      court: parent.lastDesk,
      tags: [],
      links: [{ ticket: parent.id, number: parent.number, relation: 'split-from', side }],
      externalRef: null,
      followUpOf: null,
      upgrade: null,
    };
  }

  return { split };
}

function neverNew(): never {
  throw new Error('A ticket that is there cannot be made');
}
