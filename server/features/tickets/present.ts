import type { Caller } from '../../domain/access/access.js';
import type { PlaybookRun } from '../../domain/playbook/run.js';
import type { TargetView } from '../../domain/sla/view.js';
import { openings, rowKey, rowsAt } from '../../domain/ticket/clocks.js';
import { mayOf } from '../../domain/ticket/commands.js';
import { type RowTerms, termsOfRows } from '../../domain/ticket/sources.js';
import type { TicketState } from '../../domain/ticket/state.js';
import type { DealTerms } from '../../domain/ticket/terms.js';
import { threadMark } from '../../domain/ticket/third-party.js';
import {
  seesDeskWork,
  seesPlaybook,
  seesRow,
  seesSide,
  seesThread,
  seesTriageDue,
  shownAssignee,
  shownCandidates,
  shownDeal,
  shownEvidence,
  shownPartner,
  shownQueue,
  type Viewer,
  viewerOf,
} from '../../domain/ticket/visibility.js';
import { formatInstant, type Seconds } from '../../domain/time/instant.js';
import { withBreaches } from './present-breaches.js';
import { presentThread } from './present-threads.js';
import { followUpNotice, followUps } from './present-waiting.js';
import { queueInWords } from './queue-words.js';
import type { RunAnswer, TargetAnswer, TicketAnswer } from './wire-shown.js';

const shown = (at: Seconds | null): string | null => (at === null ? null : formatInstant(at));

/** A ticket as this caller sees it at an instant, with what they could do now. */
export function presentTicket(state: TicketState, caller: Caller, terms: DealTerms | null, at: Seconds): TicketAnswer {
  return { ...presentFor(viewerOf(caller, terms), state, at), may: mayOf(state, { caller, terms }) };
}

/** A ticket as a kind of reader sees it: what all of their company get, pushed or listed. */
export function presentFor(viewer: Viewer, state: TicketState, at: Seconds): Omit<TicketAnswer, 'may'> {
  return {
    id: state.id,
    number: state.number,
    version: state.version,
    status: state.status,
    kind: state.kind,
    priority: state.priority,
    subject: state.subject,
    component: state.component,
    origin: presentOrigin(viewer, state),
    court: state.court,
    assignee: shownAssignee(viewer, state.assignee),
    sla: told(withOpenings(presentClocks(viewer, state, at), state, at), viewer, state),
    requester: state.requester,
    followUpNotice: followUpNotice(state),
    mergedInto: state.mergedInto,
    followUpOf: state.followUpOf,
    upgrade: presentUpgrade(state),
    ...presentRatings(viewer, state),
    ...(seesDeskWork(viewer) && presentDeskWork(viewer, state)),
    solvedAt: shown(state.solvedAt),
    closesAt: shown(state.closeAt),
    createdAt: formatInstant(state.createdAt),
    updatedAt: formatInstant(state.updatedAt),
  };
}

function presentUpgrade({ upgrade }: TicketState): TicketAnswer['upgrade'] {
  if (upgrade === null) return null;
  const { subscription, item, quantity, from, state, approval } = upgrade;
  return { subscription, item, quantity, from, state, approval };
}

function presentOrigin(viewer: Viewer, { origin }: TicketState): TicketAnswer['origin'] {
  const { channel, customer } = origin;
  const deal = shownDeal(viewer, origin);
  const known = { channel, partner: shownPartner(viewer, origin), customer, deal: deal === null ? null : { id: deal } };
  const evidence = shownEvidence(viewer, origin);
  if (evidence === null) return known;
  const { type, confidence, triage, disagreement } = origin;
  return {
    ...known,
    ...{ type, confidence, triage, disagreement },
    candidates: (shownCandidates(viewer, origin) ?? []).map((id) => ({ id })),
    evidence: evidence.map(({ rule, value, against }) => ({ rule, value, against })),
  };
}

/** Beside each running row whose calendar is closed, when it goes on: nothing counts down meanwhile. */
function withOpenings(sla: TicketAnswer['sla'], state: TicketState, at: Seconds): TicketAnswer['sla'] {
  const opens = openings(state, at);
  return { ...sla, targets: sla.targets.map((row) => ({ ...row, opensAt: shown(opens.get(rowKey(row)) ?? null) })) };
}

const told = (sla: TicketAnswer['sla'], viewer: Viewer, state: TicketState): TicketAnswer['sla'] => ({
  ...sla,
  targets: withBreaches(sla.targets, viewer, state),
});

/** The rows that the reader sees, and for desks the time that each court has had. */
export function presentClocks(
  viewer: Viewer,
  state: Pick<TicketState, 'sla' | 'calendars' | 'sources'>,
  at: Seconds,
): TicketAnswer['sla'] {
  const { targets, court } = rowsAt(state, at);
  const terms = termsOfRows(state);
  return {
    targets: targets
      .filter(({ party }) => seesRow(viewer, party))
      .map((row) => presentTarget(viewer, row, terms.get(rowKey(row)))),
    ...(seesDeskWork(viewer) && { court }),
  };
}

/** A row; who used up its time and which agreement it stands in is the desks' to know. */
function presentTarget(
  viewer: Viewer,
  { elapsedByCourt, ...row }: TargetView,
  terms: RowTerms | undefined,
): TargetAnswer {
  const unknown = { source: null, policy: null, calendar: null };
  if (!seesDeskWork(viewer)) return { ...row, ...unknown };
  const byCourt = Object.entries(elapsedByCourt).flatMap(([court, seconds]) =>
    seconds === undefined ? [] : [[court, seconds]],
  );
  return { ...row, elapsedByCourt: Object.fromEntries(byCourt), ...(terms ?? unknown) };
}

function presentRatings(viewer: Viewer, { ratings }: TicketState): Pick<TicketAnswer, 'rating' | 'ratings'> {
  const all = ratings.map(({ solving, score, words, at }) => ({ solving, score, words, at: formatInstant(at) }));
  return { rating: all.at(-1) ?? null, ...(seesDeskWork(viewer) && { ratings: all }) };
}

/** A run of a playbook, for those who may know of it. */
export const presentRun = ({ id, playbook, state, next, wakeAt }: PlaybookRun): RunAnswer => ({
  ...{ run: id, playbook: playbook.name, version: playbook.version, state, next },
  wakeAt: shown(wakeAt),
});

/** What desks keep on a ticket for themselves. */
function presentDeskWork(viewer: Viewer, state: TicketState): Partial<TicketAnswer> {
  const { snooze, externalRef } = state;
  const own = snooze !== null && seesSide(viewer, snooze.side) ? snooze : null;
  const queue = shownQueue(viewer, state);
  return {
    ...(queue !== undefined && {
      queue: queue && { id: queue.id, name: queue.name },
      queueWhy: queue && queueInWords(queue.why),
    }),
    ...(seesTriageDue(viewer) && { triageDueAt: shown(state.triage?.dueAt ?? null) }),
    playbooks: state.runs.filter(({ playbook }) => seesPlaybook(viewer, playbook)).map(presentRun),
    followUps: followUps(state),
    threads: state.threads
      .filter((thread) => seesThread(viewer, threadMark(thread)))
      .map((one) => presentThread(viewer, one)),
    watchers: [...state.watchers],
    externalRef:
      externalRef !== null && seesSide(viewer, externalRef.side)
        ? { system: externalRef.system, id: externalRef.id, url: externalRef.url }
        : null,
    tags: [...new Set(state.tags.filter(({ side }) => seesSide(viewer, side)).map(({ tag }) => tag))],
    links: state.links
      .filter(({ side }) => seesSide(viewer, side))
      .map(({ ticket, number, relation }) => ({ id: ticket, number, relation })),
    snoozedUntil: shown(own?.until ?? null),
    snoozeReason: own?.reason ?? null,
  };
}
