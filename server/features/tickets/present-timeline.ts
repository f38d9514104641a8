import { unreachable } from '../../domain/decision.js';
import type { MessageMark, TargetMark, TicketEvent } from '../../domain/ticket/events.js';
import { type Placed, sideOf } from '../../domain/ticket/state.js';
import {
  isOwnSide,
  seesCause,
  seesDeskWork,
  seesMessage,
  seesRow,
  seesSide,
  shownFault,
  shownMember,
  shownQueue,
  type Viewer,
} from '../../domain/ticket/visibility.js';
import { formatInstant } from '../../domain/time/instant.js';
import type { LogEvent } from '../../platform/log/event.js';
import type { AttachmentDocument } from './attachment-model.js';
import { happeningOf, numberOf } from './log-events.js';
import type { MessageDocument } from './message-model.js';
import type { MessageAnswer, TimelineEntry } from './wire-told.js';
import { whatInWords, whyInWords } from './words.js';

/** A message as a viewer who may read it sees it. */
export function presentMessage(
  viewer: Viewer,
  { message, visibility, author }: MessageMark,
  { body, files }: { body: MessageDocument; files: readonly AttachmentDocument[] },
  at: Date,
): MessageAnswer {
  return {
    id: message,
    at: formatInstant(Math.floor(at.getTime() / 1000)),
    author: shownMember(viewer, author),
    visibility,
    text: body.text,
    html: body.html,
    attachments: files.map(presentAttachment),
  };
}

export const presentAttachment = ({ _id, name, type, size, sha256 }: AttachmentDocument) => ({
  ...{ id: _id, name, type, size, sha256 },
});

/** An event that a viewer may know of: number, at, who, what, why. */
export function presentEntry(
  viewer: Viewer,
  event: LogEvent,
  messages: ReadonlyMap<string, MessageAnswer>,
): TimelineEntry {
  const happening = happeningOf(event);
  const mark = 'message' in happening ? happening.message : null;
  return {
    number: numberOf(event),
    id: event.id,
    at: formatInstant(happening.at),
    type: event.type,
    who: presentActor(viewer, event, happening),
    what: whatInWords(happening),
    why: whyInWords(viewer, happening),
    data: presentData(viewer, happening),
    message: mark && seesMessage(viewer, mark) ? (messages.get(mark.message) ?? null) : null,
  };
}

/** Who did it. An actor of a partner was of the partner that the ticket had then. */
function presentActor(viewer: Viewer, { actor, audience }: LogEvent, happening: TicketEvent): TimelineEntry['who'] {
  const { id, name, party } = actor;
  if (party === 'system') return { id: null, name: seesCause(viewer, happening) ? name : null, party };
  const company = party === 'provider' ? null : party === 'partner' ? audience.partner : audience.customer;
  return shownMember(viewer, { id, name, party, company });
}

/** Which run of which playbook, and which step of it. */
function presentRun({ cause }: TicketEvent): Record<string, unknown> {
  if (!cause) return {};
  const { run, playbook, step } = cause;
  return { run, playbook: playbook.name, version: playbook.version, ...(step !== null && { step }) };
}

const queueIn = (queue: Placed | null | undefined): Record<string, unknown> =>
  queue === undefined ? {} : { queue: queue && { id: queue.id, name: queue.name } };

const presentMark = ({ dueAt, ...target }: TargetMark): Record<string, unknown> => ({
  ...target,
  dueAt: dueAt === null ? null : formatInstant(dueAt),
});

/** That it was found long after its instant is the desks' to know. */
const presentLate = (viewer: Viewer, { late }: { late?: boolean }): Record<string, unknown> =>
  late && seesDeskWork(viewer) ? { late } : {};

/** What an event tells besides, field by field: clocks, bodies and what others keep for themselves stay out. */
function presentData(viewer: Viewer, event: TicketEvent): Record<string, unknown> {
  switch (event.type) {
    case 'ticket-created':
      return { court: event.court, kind: event.kind, priority: event.priority, ...queueIn(shownQueue(viewer, event)) };
    case 'ticket-replied':
    case 'ticket-noted':
      return { message: event.message.message, visibility: event.message.visibility };
    case 'ticket-handed-over':
      return { from: event.from, to: event.to };
    case 'ticket-assigned':
      return {
        ...{ to: shownMember(viewer, event.to), from: event.from && shownMember(viewer, event.from) },
        ...(event.queue && isOwnSide(viewer, sideOf(event.to)) && { by: event.queue.by }),
        ...(event.over && isOwnSide(viewer, sideOf(event.to)) && { over: true }),
      };
    case 'ticket-released':
      return {
        from: shownMember(viewer, event.from),
        ...(event.why && isOwnSide(viewer, sideOf(event.from)) && { why: event.why }),
      };
    case 'ticket-prioritised':
      return { from: event.from, to: event.to, correction: event.correction };
    case 'ticket-edited':
      return {
        ...(event.subject !== undefined && { subject: event.subject }),
        ...(event.component !== undefined && { component: event.component }),
        ...(event.tags !== undefined && seesSide(viewer, event.side) && { tags: event.tags }),
      };
    case 'ticket-queued':
      return { from: event.from, ...queueIn(event.queue) };
    case 'ticket-queue-left':
      return {};
    case 'ticket-triage-due':
      return { dueAt: formatInstant(event.dueAt) };
    case 'ticket-solved':
      return { by: event.by, ...(event.why && { why: event.why }) };
    case 'ticket-third-party-written':
    case 'ticket-third-party-chased':
    case 'ticket-third-party-closed':
      return { thread: event.thread.thread };
    case 'ticket-third-party-passed':
      return {
        thread: event.thread.thread,
        ...{ to: shownMember(viewer, event.to), from: shownMember(viewer, event.from) },
      };
    case 'ticket-third-party-replied':
      return { thread: event.thread.thread, verified: event.verified };
    case 'ticket-third-party-overdue':
      return { thread: event.thread.thread, dueAt: formatInstant(event.dueAt) };
    case 'ticket-reminded':
      return { waitsFor: event.waitsFor, reminder: event.reminder };
    case 'ticket-reopened':
      return { court: event.court, by: event.by };
    case 'ticket-closed':
      return { why: event.why, into: event.into };
    case 'ticket-rated':
      return { solving: event.solving, score: event.score, words: event.words };
    case 'ticket-snoozed':
      return { until: formatInstant(event.until), reason: event.reason };
    case 'ticket-merge-began':
    case 'ticket-merge-given-up':
    case 'ticket-split':
      return { into: event.into };
    case 'ticket-took-in':
      return { from: event.from };
    case 'ticket-linked':
      return { ticket: event.ticket, relation: event.relation };
    case 'ticket-origin-settled':
    case 'ticket-origin-changed':
      return {
        ...{ deal: event.deal, partner: event.partner, customer: event.customer },
        ...(event.moved && { ...event.moved, rows: event.moved.rows.filter(({ party }) => seesRow(viewer, party)) }),
      };
    case 'ticket-agreements-changed':
      return {
        ...{ change: event.change, rule: event.rule, ...(event.deal && { deal: event.deal }) },
        rows: event.rows.filter(({ party }) => seesRow(viewer, party)),
      };
    case 'sla-due-soon':
      return { target: presentMark(event.target), percent: event.percent ?? null, ...presentLate(viewer, event) };
    case 'sla-breached': {
      const { target, byCourt, fault = null } = event;
      const shown = shownFault(viewer, fault);
      return {
        target: presentMark(target),
        ...(seesDeskWork(viewer) && byCourt && { byCourt }),
        ...(shown !== null && { fault: shown }),
        ...presentLate(viewer, event),
      };
    }
    case 'ticket-breach-explained':
      return { row: event.row, party: event.party, reason: event.reason, note: event.note };
    case 'ticket-approval-asked':
      return { approval: event.approval, until: formatInstant(event.until), silence: event.silence };
    case 'ticket-approval-withdrawn':
      return { approval: event.approval };
    case 'ticket-approval-settled':
      return { approval: event.approval, outcome: event.outcome };
    case 'ticket-upgrade-settled':
      return { decision: event.decision };
    case 'ticket-outage-linked':
      return { outage: event.outage };
    case 'playbook-ended':
      return { ...presentRun(event), state: event.state };
    case 'playbook-told':
      return { ...presentRun(event), to: event.to };
    case 'playbook-called':
      return { ...presentRun(event), event: event.event };
    case 'playbook-began':
    case 'playbook-stepped':
    case 'playbook-not-begun':
    case 'playbook-skipped':
      return presentRun(event);
    case 'ticket-woke':
    case 'ticket-address-proved':
      return {};
    default:
      return unreachable(event);
  }
}
