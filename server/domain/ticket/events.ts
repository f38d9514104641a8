import type { Silence } from '../playbook/definition.js';
import type { ApprovalOutcome } from '../playbook/facts.js';
import type { PlaybookReference, RunState } from '../playbook/run.js';
import type { AssignReason, PassedOn } from '../routing/assign.js';
import type { Owner } from '../sla/fault.js';
import type { Created, Policy, SlaEvent } from '../sla/types.js';
import type { Seconds } from '../time/instant.js';
import type { BreachReason } from './breaches.js';
import type { Member, Named, Placed, Side } from './state.js';
import type { ThreadMark } from './third-party.js';
import type { Court, Desk, Kind, Party, Priority, Relation, UpgradeState, Visibility } from './vocabulary.js';
import type { WaitedFor } from './waiting.js';

/** A message as events tell of it; its body is a document of its own. `partner` is the ticket's when it was written. */
export interface MessageMark {
  message: string;
  visibility: Visibility;
  author: Member;
  partner: string | null;
}

/** Everything that can happen to a ticket, with what is told about it. Bodies and addresses are elsewhere. */
type Happening =
  | {
      type: 'ticket-created';
      court: Court;
      kind: Kind;
      priority: Priority;
      followUpOf: string | null;
      message: MessageMark | null;
      /** The queues of both sides, and why. */
      queue?: Placed | null;
      partnerQueue?: Placed | null;
      /** What the clocks started with. */
      clock: { policy: Policy; created: Created };
    }
  | { type: 'ticket-replied'; message: MessageMark }
  | { type: 'ticket-noted'; message: MessageMark }
  | { type: 'ticket-handed-over'; from: Court; to: Court; why: HandOverReason; message: MessageMark | null }
  /** `queue`: by which rule of which queue it was given. */
  | { type: 'ticket-assigned'; to: Member; from: Member | null; claimed: boolean; queue?: AssignReason; over?: true }
  /** `why`: it was taken from whoever had it. */
  | { type: 'ticket-released'; from: Member; why?: PassedOn }
  | { type: 'ticket-prioritised'; from: Priority; to: Priority; correction: boolean }
  | {
      type: 'ticket-edited';
      side: Side;
      subject?: string;
      component?: string | null;
      tags?: readonly string[];
      queue?: Named;
    }
  | { type: 'ticket-queued'; side: Side; from: Named | null; queue: Placed | null }
  /** It was put somewhere by hand, and is left to the rules again. */
  | { type: 'ticket-queue-left'; side: Side }
  | { type: 'ticket-triage-due'; dueAt: Seconds }
  | { type: 'ticket-third-party-written'; thread: ThreadMark; said: string; opened: boolean }
  | { type: 'ticket-third-party-chased'; thread: ThreadMark; said: string }
  /** `verified`: from whom the thread is with; `automatic`: by a machine. */
  | { type: 'ticket-third-party-replied'; thread: ThreadMark; said: string; verified: boolean; automatic: boolean }
  | { type: 'ticket-third-party-overdue'; thread: ThreadMark; dueAt: Seconds }
  /** Whose task it is to chase it, from now on. */
  | { type: 'ticket-third-party-passed'; thread: ThreadMark; to: Member; from: Member }
  | { type: 'ticket-third-party-closed'; thread: ThreadMark }
  | { type: 'ticket-solved'; by: Desk; why?: SolveReason }
  /** Who is waited for was reminded, for the how manieth time of this wait. */
  | { type: 'ticket-reminded'; waitsFor: WaitedFor; reminder: number }
  | { type: 'ticket-reopened'; court: Court; by: Party }
  | { type: 'ticket-closed'; why: 'customer' | 'time' | 'merged'; into: { id: string; number: number } | null }
  | { type: 'ticket-rated'; solving: number; score: number; words: string | null }
  | { type: 'ticket-snoozed'; until: Seconds; reason: string | null; side: Side }
  | { type: 'ticket-woke'; side: Side }
  | { type: 'ticket-merge-began'; into: { id: string; number: number } }
  | { type: 'ticket-merge-given-up'; into: { id: string; number: number } }
  | { type: 'ticket-took-in'; from: { id: string; number: number } }
  | { type: 'ticket-split'; into: { id: string; number: number } }
  | { type: 'ticket-linked'; ticket: { id: string; number: number }; relation: Relation; side: Side }
  | ({ type: 'ticket-origin-settled' } & OriginChange)
  | ({ type: 'ticket-origin-changed'; reason: string } & OriginChange)
  /** Other agreements hold for it from now on or since ever, or it stays on those that it has. */
  | { type: 'ticket-agreements-changed'; change: string; rule: ChangeRule; rows: readonly RowChange[]; deal?: DealMark }
  | { type: 'ticket-address-proved' }
  | { type: 'ticket-outage-linked'; outage: string }
  | ({ type: 'ticket-approval-asked'; until: Seconds; silence: Silence } & ApprovalMark)
  | ({ type: 'ticket-approval-withdrawn' } & ApprovalMark)
  | ({ type: 'ticket-approval-settled'; outcome: ApprovalOutcome['outcome'] } & ApprovalMark)
  | { type: 'ticket-upgrade-settled'; decision: Exclude<UpgradeState, 'pending'> }
  | { type: 'playbook-began'; words: string; byHand?: boolean }
  | { type: 'playbook-stepped'; words: string }
  | { type: 'playbook-ended'; words: string; state: Exclude<RunState, 'waiting'>; startedAt: Seconds }
  | { type: 'playbook-not-begun'; words: string }
  /** What a step wanted was not possible. */
  | { type: 'playbook-skipped'; words: string }
  /** Somebody is told something; the words and the people are in the notice. */
  | { type: 'playbook-told'; notice: string; to: string; urgent: boolean }
  /** A webhook is called; its address is in the playbook. */
  | { type: 'playbook-called'; key: string; event: string }
  /** `percent` of the target is used; `null`: so much that by the desk's own rule it is due soon. */
  | { type: 'sla-due-soon'; target: TargetMark; percent?: number | null; late?: boolean }
  /** `late`: found when its instant was long past. What was stored before these were kept has none of them. */
  | ({ type: 'sla-breached'; late?: boolean } & Pick<BreachMark, 'target'> & Partial<BreachMark>)
  /** `partner`: whom the ticket had then; absent in what was stored before it was kept. */
  | ({ type: 'ticket-breach-explained'; row: RowName } & Pick<BreachReason, 'party' | 'partner' | 'reason' | 'note'>);

/** What becomes of open tickets when agreements change. */
export const CHANGE_RULES = ['keep', 'from-now', 'recompute'] as const;
export type ChangeRule = (typeof CHANGE_RULES)[number];

/** What a change of agreements did to a row; `null`: there was none, or is none any more. */
export interface RowChange {
  metric: string;
  party: string;
  cycle: number;
  before: RowMark | null;
  after: RowMark | null;
}

/** A row as a change found or left it, as the contract shows it. */
export interface RowMark {
  state: string;
  targetSeconds: number | null;
  dueAt: string | null;
  breachedAt: string | null;
}

/** An approval, and the party of those who are asked. */
interface ApprovalMark {
  approval: string;
  asked: Desk;
}

/** What became of a deal, which takes its open tickets along. */
export interface DealMark {
  id: string;
  verb: 'ended' | 'passed' | 'retyped';
}

interface OriginChange {
  /** `null`: the deal ended, and the provider has the ticket by itself. */
  deal: string | null;
  partner: string | null;
  customer: string | null;
  before: { deal: string | null; partner: string | null; customer: string | null };
  remember: boolean;
  /** Part of a change of the deal: by which rule, and what came out differently. */
  moved?: { change: string; rule: ChangeRule; rows: readonly RowChange[] };
}

/** Why a ticket was solved that nobody solved: who was waited for never answered. */
export type SolveReason = 'waiting';

export type HandOverReason = 'command' | 'customer-replied' | 'third-party-replied' | 'partner-left' | 'playbook';

/** Which run of a playbook did something, and in which step. */
export interface PlaybookCause {
  run: string;
  playbook: PlaybookReference;
  /** `null`: the run as a whole. */
  step: string | null;
}

/** A row by its name. */
export interface RowName {
  metric: string;
  party: string;
  cycle: number;
}

/** A row that is broken: the seconds by court, and of a promise who broke a target of their own. */
export interface BreachMark {
  target: TargetMark;
  byCourt: Partial<Record<Court, number>>;
  fault: readonly Owner[] | null;
}

/** A target's row, as announced. */
export interface TargetMark extends RowName {
  targetSeconds: number | null;
  dueAt: Seconds | null;
}

/** An event of a ticket: its number in the ticket's life, what it fed to the SLA clocks, and whether a playbook did it. */
export type TicketEvent = Happening & {
  at: Seconds;
  number: number;
  sla?: readonly SlaEvent[];
  cause?: PlaybookCause;
};
export type TicketHappening = Happening;
