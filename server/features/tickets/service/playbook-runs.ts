import { type Caller, SYSTEM } from '../../../domain/access/access.js';
import { changed } from '../../../domain/decision.js';
import type { ApprovalOutcome } from '../../../domain/playbook/facts.js';
import type { PlaybookRun } from '../../../domain/playbook/run.js';
import type { PlaybookCause } from '../../../domain/ticket/events.js';
import { beginByHand } from '../../../domain/ticket/playbooks/by-hand.js';
import { approvalSettled } from '../../../domain/ticket/playbooks/reacting.js';
import type { PendingApproval } from '../../../domain/ticket/state.js';
import { story } from '../../../domain/ticket/story.js';
import { seesPlaybook, viewerOf } from '../../../domain/ticket/visibility.js';
import { LIMITS } from '../../../domain/ticket/vocabulary.js';
import { toSeconds } from '../../../platform/clock/clock.js';
import { type Command, systemCommand } from '../../../platform/log/command.js';
import type { Consumer } from '../../../platform/log/consumers.js';
import { both, horizonOf, named } from '../horizon.js';
import { happeningOf } from '../log-events.js';
import type { NoticeDocument } from '../message-model.js';
import type { RunDocument } from '../model.js';
import type { Decide, TicketOutcome, TicketStore } from './store.js';

const NOTHING = async () => null;
const ENDED_SHOWN = 200;

/** What concerns the playbooks of a ticket: runs by hand, what they wait for from outside, and the runs that ended. */
export function playbookRuns({ store }: { store: TicketStore }) {
  const { models } = store;
  const change = (command: Command, ticket: string, decide: Decide): Promise<TicketOutcome> =>
    store.change(SYSTEM, command, { _id: ticket }, NOTHING, () => decide);

  /** Begins a playbook by hand. */
  const runPlaybook = (caller: Caller, command: Command, id: string, playbook: string): Promise<TicketOutcome> =>
    store.change(
      caller,
      command,
      both(named(id), horizonOf(caller)),
      NOTHING,
      () => (state, context, at, world) => beginByHand(playbook, state, context, at, world),
    );

  /** Tells a ticket how one of its approvals came out: the run goes on in the same update. Again changes nothing. */
  const settleApproval = (command: Command, ticket: string, outcome: ApprovalOutcome): Promise<TicketOutcome> =>
    change(command, ticket, (state, _, at, world) => approvalSettled(outcome, state, world, at));

  /** An approval that a ticket's playbook waits for, with what it asks and whom; `null` once it is over. */
  async function pendingApproval(ticket: string, approval: string): Promise<PendingApproval | null> {
    const { approvals } = await store.one({ _id: ticket });
    return approvals.find(({ id }) => id === approval) ?? null;
  }

  /** Tells an open ticket of an outage that it waits for; once for each. */
  const linkOutage = (ticket: string, outage: string): Promise<TicketOutcome> =>
    change(systemCommand('outage-linked', ticket, outage), ticket, (state, _, at) => {
      const isKnown = state.outages.includes(outage) || state.outages.length >= LIMITS.links;
      if (isKnown || state.status !== 'open') return changed(state, []);
      const told = story(state, at);
      told.tell({ type: 'ticket-outage-linked', outage }, { outages: [...state.outages, outage] });
      return told.done();
    });

  /** Says that a step which led outside came to nothing there; once for each key. */
  const stepSkipped = (ticket: string, key: string, cause: PlaybookCause, words: string): Promise<TicketOutcome> =>
    change(systemCommand('step-skipped', key), ticket, (state, _, at) => {
      const told = story(state, at, null, cause);
      told.tell({ type: 'playbook-skipped', words });
      return told.done();
    });

  /** Every run that a caller may know of, the latest first. */
  async function runsOf(caller: Caller, id: string): Promise<readonly PlaybookRun[]> {
    const state = await store.within(caller, id);
    const viewer = viewerOf(caller, null);
    const ended = await models.runs
      .find({ ticket: state.id })
      .sort({ endedAt: -1 })
      .limit(ENDED_SHOWN)
      .lean<RunDocument[]>();
    const here = new Set(state.runs.map((run) => run.id));
    return [...state.runs, ...ended.filter(({ _id }) => !here.has(_id)).map(endedRun)]
      .filter(({ playbook }) => seesPlaybook(viewer, playbook))
      .sort((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1));
  }

  /** What a playbook tells somebody, by the notice that an event names. */
  const notice = (id: string): Promise<NoticeDocument | null> => models.notices.findById(id).lean<NoticeDocument>();

  /** Keeps the runs that ended, once each: the ticket lets go of all but the last of them. */
  const archive: Consumer = {
    name: 'playbook-runs',
    types: ['playbook-ended'],
    async handle(event) {
      const happening = happeningOf(event);
      if (happening.type !== 'playbook-ended' || !happening.cause) return;
      const { cause, state, words, startedAt } = happening;
      const { playbook } = cause;
      const fields = { playbook, state, words, startedAt, endedAt: toSeconds(event.at) };
      await models.runs.updateOne(
        { _id: cause.run },
        { $setOnInsert: { ticket: event.subject.id, ...fields } },
        { upsert: true },
      );
    },
  };

  return { runPlaybook, settleApproval, pendingApproval, linkOutage, stepSkipped, runsOf, notice, archive };
}

const endedRun = ({ _id, playbook, state, words, startedAt, endedAt }: RunDocument): PlaybookRun => ({
  ...{ id: _id, playbook, state, next: words, startedAt, endedAt },
  ...{ step: null, wakeAt: null, approval: null, silent: false },
});
