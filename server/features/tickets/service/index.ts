import type { Caller } from '../../../domain/access/access.js';
import type { TicketState } from '../../../domain/ticket/state.js';
import type { DealTerms } from '../../../domain/ticket/terms.js';
import type { Seconds } from '../../../domain/time/instant.js';
import type { Clock } from '../../../platform/clock/clock.js';
import type { Changes } from '../../../platform/log/changes.js';
import type { Log } from '../../../platform/log/log.js';
import type { Remembers } from '../../../platform/log/memory.js';
import type { TicketModels } from '../model.js';
import type { Agreements, People, QueueWork, Remembered, Reservations, Rotas, Upgrades } from '../ports.js';
import { ticketSubject } from '../subject.js';
import { agreementMoves } from './agreement-moves.js';
import { attachments } from './attachments.js';
import { messageBodies } from './bodies.js';
import { breachReasons } from './breach-reasons.js';
import { commands } from './commands.js';
import { intake } from './intake.js';
import { lists } from './lists.js';
import { logging } from './logging.js';
import { merging } from './merging.js';
import { nextTicket } from './next.js';
import { playbookRuns } from './playbook-runs.js';
import { playbookWorlds } from './playbook-worlds.js';
import { type DeskFacts, recipients } from './recipients.js';
import { replies } from './replies.js';
import { search } from './search.js';
import { settling } from './settling.js';
import { splitting } from './splitting.js';
import { type TicketOutcome, ticketStore } from './store.js';
import { threads } from './threads.js';
import { timelines } from './timeline.js';

interface Dependencies {
  models: TicketModels;
  changes: Changes;
  log: Log;
  clock: Clock;
  agreements: Agreements;
  remembered: Remembered;
  /** Tickets by id, for those who follow the log. */
  followed: Remembers;
  people: People;
  rotas: Rotas;
  reservations: Reservations;
  upgrades: Upgrades;
  queueWork: QueueWork;
  desk: DeskFacts;
}

/** A ticket with what presenting it takes. */
export interface TicketNow {
  state: TicketState;
  terms: DealTerms | null;
  at: Seconds;
}

/** What can be done with tickets: each verb has its file, all go through one store and one table of commands. */
export function ticketService({
  models,
  changes,
  log,
  clock,
  agreements,
  remembered,
  followed,
  people,
  rotas,
  reservations,
  upgrades,
  queueWork,
  desk,
}: Dependencies) {
  const subject = ticketSubject(models);
  const worlds = playbookWorlds({ models, remembered, people, rotas, clock });
  const store = ticketStore({ models, subject, changes, log, clock, remembered, followed, worlds });
  const bodies = messageBodies({ models, clock, followed });
  const door = intake({ models, subject, changes, store, bodies, remembered, upgrades });
  const found = search({ store, bodies });
  const told = timelines({ store, bodies });
  const merges = merging({ store });
  const settles = settling({ store, agreements, upgrades });
  const runs = playbookRuns({ store });
  const files = attachments({ models, store, timelines: told });

  /** A ticket as it was found, with the terms of its deal. */
  async function now(state: TicketState, termsOf = store.termsOf): Promise<TicketNow> {
    const terms = (await termsOf(state)).get(state.origin.deal ?? '') ?? null;
    return { state, terms, at: Math.max(await clock.now(), state.updatedAt) };
  }

  return {
    subject,
    store,
    bodies,
    now,
    /** A ticket as its change left it. Who changes one looks at what was agreed; who finds it changed need not have. */
    after: ({ state, version, repeated }: TicketOutcome): Promise<TicketNow> =>
      now({ ...state, version }, repeated ? store.termsOf : store.termsSeen),
    get: async (caller: Caller, id: string): Promise<TicketNow> => now(await store.within(caller, id)),
    intake: door,
    ...logging({ intake: door }),
    ...commands({ store, bodies, people, reservations, agreements }),
    ...nextTicket({ models, store, reservations, queueWork }),
    ...replies({ store, bodies, intake: door }),
    ...splitting({ models, subject, changes, store, bodies, agreements }),
    ...lists({ store, search: found }),
    underAgreements: agreementMoves({ store, agreements, upgrades }),
    ...breachReasons({ store, agreements }),
    merge: merges.merge,
    settleOrigin: settles.settleOrigin,
    runPlaybook: runs.runPlaybook,
    settleApproval: runs.settleApproval,
    pendingApproval: runs.pendingApproval,
    linkOutage: runs.linkOutage,
    stepSkipped: runs.stepSkipped,
    runsOf: runs.runsOf,
    notice: runs.notice,
    threads: threads({ store, bodies, agreements, people, desk }),
    recipients: recipients({ store, people, desk }),
    timeline: told.timeline,
    conversation: told.conversation,
    clocks: told.clocks,
    entryFor: told.entryFor,
    upload: files.upload,
    download: files.download,
    /** What happens by the clock. */
    sweeps: [settles.due, merges.sweep],
    tidying: files.tidying,
    /** What follows the log. */
    consumers: [found.indexer, settles.memory, runs.archive],
  };
}
export type TicketService = ReturnType<typeof ticketService>;
