import type { Caller } from '../../domain/access/access.js';
import { changed, type Decision } from '../../domain/decision.js';
import {
  type Approval,
  type ApprovalEvent,
  type ApprovalState,
  answer,
  ask,
  outcomeOf,
  whyBarred,
  withdraw,
} from '../../domain/playbook/approval.js';
import type { ApprovalRequest, EffectReceivers } from '../../domain/playbook/effects.js';
import type { ApprovalOutcome } from '../../domain/playbook/facts.js';
import type { TicketState } from '../../domain/ticket/state.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Clock } from '../../platform/clock/clock.js';
import { decodeCursor, pageOf } from '../../platform/http/paging.js';
import type { Changes } from '../../platform/log/changes.js';
import { type Command, systemCommand } from '../../platform/log/command.js';
import { Problem, unlessMissing } from '../../platform/problems.js';
import { each, notThese, type Sweep } from '../../platform/sweeps/sweeps.js';
import type { ApprovalRecord, ApprovalSubject, AskedOf } from './model.js';
import type { Answerer, WhoAnswers } from './who.js';

/** An approval as stored. */
export interface ApprovalNow {
  id: string;
  version: number;
  record: ApprovalRecord;
  at: Seconds;
}

/** What somebody answers. */
export interface Said {
  decision: 'approve' | 'decline';
  comment: string | null;
}

export interface ApprovalQuery {
  state?: ApprovalState | undefined;
  ticket?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

interface Dependencies {
  subject: ApprovalSubject;
  changes: Changes;
  clock: Clock;
  who: WhoAnswers;
  tickets: {
    ticket(id: string): Promise<TicketState>;
    pendingApproval(ticket: string, approval: string): Promise<{ request: ApprovalRequest } | null>;
    settleApproval(command: Command, ticket: string, outcome: ApprovalOutcome): Promise<unknown>;
  };
}

/** Questions that wait for a yes or a no: asked by playbooks, answered by those who are asked, ended by the clock. */
export function approvalService({ subject, changes, clock, who, tickets }: Dependencies) {
  /** The provider's people see all, a partner what it is asked; for others there are none. */
  function horizon({ company, ticket }: Caller): Record<string, unknown> {
    if (company.kind === 'customer' || ticket !== null) throw new Problem('not-found');
    return company.kind === 'provider' ? {} : { 'record.of.partner': company.id };
  }

  const toNow = (document: { _id: string; version: number }, at: Seconds): ApprovalNow => ({
    ...{ id: document._id, version: document.version, at },
    record: subject.settle?.(subject.read(document as never), at).state ?? subject.read(document as never),
  });

  async function found(filter: Record<string, unknown>): Promise<ApprovalNow> {
    const document = await subject.model.findOne(filter as never).lean();
    if (!document) throw new Problem('not-found');
    return toNow(document, await clock.now());
  }

  const within = (caller: Caller, id: string) => ({ $and: [{ _id: id }, horizon(caller)] });

  async function answerAs(
    { approver, party, isAsked }: Answerer,
    command: Command,
    filter: Record<string, unknown>,
    said: Said,
  ) {
    if (!isAsked) throw new Problem('not-allowed', 'It is answered by those who are named for it.');
    const { id, name } = approver;
    const acting =
      command.actor.kind === 'system' ? { ...command, actor: { kind: 'link' as const, id, name, party } } : command;
    const outcome = await changes.change(subject, acting, filter, (record, at) =>
      on(record, answer(record.approval, { by: approver, ...said }, at)),
    );
    const at = await clock.now();
    return { id: outcome.id, version: outcome.version, record: outcome.state, at };
  }

  return {
    subject,
    one: (caller: Caller, id: string) => found(within(caller, id)),
    /** One for whom it was mailed to; the link says that they were. */
    ofLink: (id: string) => found({ _id: id }),
    async list(caller: Caller, { state, ticket, limit = 50, cursor }: ApprovalQuery) {
      const after = decodeCursor(cursor, 2);
      const place = after
        ? { $or: [{ askedAt: { $lt: after[0] } }, { askedAt: after[0], _id: { $lt: after[1] } }] }
        : {};
      const narrowed = { ...(state && { state }), ...(ticket && { 'record.ticket': ticket }) };
      const documents = await subject.model
        .find({ $and: [place, narrowed, horizon(caller)] } as never)
        .sort({ askedAt: -1, _id: -1 } as never)
        .limit(limit + 1)
        .lean();
      const at = await clock.now();
      const rows = documents as never as { _id: string; version: number; askedAt: Seconds }[];
      const page = pageOf(rows, limit, ({ askedAt, _id }) => [askedAt, _id]);
      return { items: page.items.map((row) => toNow(row, at)), nextCursor: page.nextCursor };
    },
    /** Answers for somebody signed in, or a key. */
    async decide(caller: Caller, command: Command, id: string, said: Said): Promise<ApprovalNow> {
      const filter = within(caller, id);
      const { record } = await found(filter);
      return answerAs(await who.caller(caller, record), command, filter, said);
    },
    /** Answers for whoever holds the link that was mailed to an address. */
    async decideByLink(email: string, command: Command, id: string, said: Said): Promise<ApprovalNow> {
      const { record } = await found({ _id: id });
      return answerAs(await who.holder(email, record), command, { _id: id }, said);
    },
    /** What this one could answer now. */
    mayOf: ({ record: { approval } }: ApprovalNow, { approver, isAsked }: Answerer): ('approve' | 'decline')[] =>
      isAsked && approval.state === 'pending' && whyBarred(approval, approver) === null ? ['approve', 'decline'] : [],
    /** Makes the document of what a ticket's playbook asks; asked again, it is there. */
    async take(ticket: string, approval: string): Promise<void> {
      const pending = await tickets.pendingApproval(ticket, approval);
      if (!pending) return;
      const { request } = pending;
      const about = await tickets.ticket(ticket);
      const of = askedOf(request.of, about.origin.partner?.id ?? null);
      await changes.create(subject, systemCommand('approval-asked', approval), approval, (at) =>
        on({ of, ticket, deal: about.origin.deal, money: about.kind === 'upgrade', askedAt: at }, ask(request, at)),
      );
    },
    /** Nobody needs to answer any more. */
    async withdraw(approval: string): Promise<void> {
      const command = systemCommand('approval-withdrawn', approval);
      await unlessMissing(
        changes.change(subject, command, { _id: approval }, (record, at) => on(record, withdraw(record.approval, at))),
      );
    },
    /** Tells the run that waits how an approval came out. */
    async tellTicket(approval: string): Promise<void> {
      const { record } = await found({ _id: approval });
      const outcome = outcomeOf(record.approval);
      if (outcome === null) return;
      await tickets.settleApproval(systemCommand('approval-outcome', approval), record.ticket, outcome);
    },
    due: sweepOf(subject, changes),
  };
}
export type ApprovalService = ReturnType<typeof approvalService>;

/** A decision on the approval as one on its record. */
function on(
  record: Omit<ApprovalRecord, 'approval'>,
  decision: Decision<Approval, ApprovalEvent>,
): Decision<ApprovalRecord, ApprovalEvent> {
  return decision.ok ? changed({ ...record, approval: decision.state }, decision.events) : decision;
}

/** A partner that is asked where there is none leaves the question with the provider. */
function askedOf(receivers: EffectReceivers, partner: string | null): AskedOf {
  const isPartners = receivers.to === 'people' ? receivers.party === 'partner' : receivers.to === 'partner';
  const named = receivers.to === 'people' ? receivers.people : [];
  return isPartners && partner !== null
    ? { party: 'partner', partner, named }
    : { party: 'provider', partner: null, named };
}

/** Approvals that nobody decided end at their instant. */
const sweepOf = (subject: ApprovalSubject, changes: Changes): Sweep => ({
  name: 'approvals-due',
  shared: true,
  async run({ slots, until, limit, but }) {
    const due = await subject.model
      .find({ slot: { $in: slots }, deadline: { $lte: until }, ...notThese(but) } as never)
      .sort({ deadline: 1 } as never)
      .limit(limit)
      .lean();
    return each(due, ({ _id, version }) =>
      changes.change(subject, systemCommand('approval-due', _id, version), { _id }, (record) => changed(record, [])),
    );
  },
  async nextDue() {
    const first = await subject.model
      .findOne({ deadline: { $exists: true } } as never, { deadline: 1 })
      .sort({ deadline: 1 } as never)
      .lean();
    return (first as never as { deadline?: Seconds } | null)?.deadline ?? null;
  },
});
