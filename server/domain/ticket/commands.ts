import { can, partyOf } from '../access/access.js';
import { type Refusal, refused } from '../decision.js';
import { isInCourt, isLead, type TicketContext } from './context.js';
import type { TicketState } from './state.js';
import { type Party, VERBS, type Verb } from './vocabulary.js';

/** One row of the contract's table: who may give a command, when, and what it does. */
export interface CommandRow {
  /** What `may` names, and what is asked of a row of the clocks alone. */
  verb: Verb | 'breach-reason';
  /** The row's name in the contract. */
  command: string;
  parties: readonly Party[];
  who: string;
  /** Beyond the party: whether this caller may. Left out: all of the party. */
  may?: (state: TicketState, context: TicketContext) => boolean;
  when: string;
  holds: (state: TicketState) => boolean;
  effect: string;
  sla: string;
}

const DESKS = ['provider', 'partner'] as const;
const ALL = ['provider', 'partner', 'customer'] as const;

const isOpen = ({ status }: TicketState): boolean => status === 'open';
const isSolved = ({ status }: TicketState): boolean => status === 'solved';
const isNotClosed = ({ status }: TicketState): boolean => status !== 'closed';
const always = (): boolean => true;

const inCourt = (state: TicketState, { caller }: TicketContext): boolean => isInCourt(caller, state);
const inCourtOrLead = (state: TicketState, context: TicketContext): boolean =>
  isLead(context.caller) || inCourt(state, context);

/**
 * Every command of the contract. Guards, `may` and the docs page come from it. A third party's court counts as that
 * of the desk which had the ticket last.
 */
export const COMMANDS: readonly CommandRow[] = [
  {
    verb: 'reply',
    command: 'reply `customer` or `desks`',
    parties: DESKS,
    who: 'provider, partner',
    when: 'open, solved',
    holds: isNotClosed,
    effect: 'message; with `court` in the same command also a hand-over',
    sla: '`reply` by its party, `to` `customer` or `desks`',
  },
  {
    verb: 'reply',
    command: 'reply',
    parties: ['customer'],
    who: 'customer',
    when: 'open, solved',
    holds: isNotClosed,
    effect:
      'message; from court `customer` back to whichever of provider and partner had it last; on a solved ticket it reopens for the party that solved it first; on a closed one it is a new ticket, `followUpOf` the old one',
    sla: '`reopened` if it was solved, `reply` by customer, then `court`',
  },
  {
    verb: 'note',
    command: 'note `own`',
    parties: DESKS,
    who: 'provider, partner',
    when: 'always',
    holds: always,
    effect: 'message',
    sla: 'none',
  },
  {
    verb: 'hand-over',
    command: 'hand over',
    parties: DESKS,
    who: 'the party in whose court it is; a lead any',
    may: inCourtOrLead,
    when: 'open',
    holds: isOpen,
    effect:
      'to another court; to `customer` and `third_party` with a note that says what is waited for; to `partner` only if there is one. The note is a message and no reply',
    sla: '`court`',
  },
  {
    verb: 'claim',
    command: 'claim',
    parties: DESKS,
    who: 'people of the party in whose court it is',
    may: inCourt,
    when: 'open',
    holds: isOpen,
    effect: 'assignee; refused with who has it if another has',
    sla: 'none',
  },
  {
    verb: 'release',
    command: 'release',
    parties: DESKS,
    who: 'people of the party in whose court it is, and whoever has it',
    may: (state, context) => inCourt(state, context) || state.assignee?.id === context.caller.id,
    when: 'open, assigned',
    holds: (state) => isOpen(state) && state.assignee !== null,
    effect: 'no assignee',
    sla: 'none',
  },
  {
    verb: 'assign',
    command: 'assign',
    parties: DESKS,
    who: 'people of the party in whose court it is; leads assign theirs',
    may: inCourtOrLead,
    when: 'open',
    holds: isOpen,
    effect: 'assignee, of the own people',
    sla: 'none',
  },
  {
    verb: 'priority',
    command: 'priority',
    parties: DESKS,
    who: 'provider; partner in its own court',
    may: (state, context) => partyOf(context.caller) === 'provider' || inCourt(state, context),
    when: 'open',
    holds: isOpen,
    effect: 'another priority; by a lead also as a correction: since the last one was set',
    sla: '`priority`',
  },
  {
    verb: 'solve',
    command: 'solve',
    parties: DESKS,
    who: 'the party in whose court it is; a lead',
    may: inCourtOrLead,
    when: 'open',
    holds: isOpen,
    effect: 'with a message (then `reply` first) or without',
    sla: '`solved`',
  },
  {
    verb: 'reopen',
    command: 'reopen',
    parties: ALL,
    who: 'provider, partner, customer',
    when: 'solved',
    holds: isSolved,
    effect: 'to the court that a desk names, or to the party that solved it; a message after it',
    sla: '`reopened`',
  },
  {
    verb: 'close',
    command: 'close',
    parties: ['customer'],
    who: 'customer; by itself after the deal’s `closeAfterDays` solved',
    when: 'open, solved',
    holds: isNotClosed,
    effect: 'final',
    sla: '`solved` if it was open',
  },
  {
    verb: 'rate',
    command: 'rate 1–5 and words',
    parties: ['customer'],
    who: 'customer',
    when: 'solved, closed; not yet for this solving',
    holds: (state) => state.status !== 'open' && state.solvings > 0 && !isRated(state),
    effect: 'once for each solving',
    sla: 'none',
  },
  {
    verb: 'snooze',
    command: 'snooze until, reason',
    parties: DESKS,
    who: 'assignee',
    may: (state, { caller }) => state.assignee?.id === caller.id,
    when: 'open',
    holds: isOpen,
    effect: 'out of “what next” until then or until anything happens; clocks run on',
    sla: 'none',
  },
  {
    verb: 'merge',
    command: 'merge into',
    parties: DESKS,
    who: 'provider or partner that sees both',
    when: 'customer known and the same, both open',
    holds: (state) => isOpen(state) && state.origin.customer !== null && state.merging === null,
    effect:
      'closed with `mergedInto`; its requester watches the other; its runs stop, its approvals are withdrawn, messages stay where they are, replies to it go to the end of the chain',
    sla: '`solved`',
  },
  {
    verb: 'split',
    command: 'split',
    parties: DESKS,
    who: 'provider, partner',
    when: 'open',
    holds: isOpen,
    effect: 'a new ticket with clocks of its own',
    sla: 'that of the new one',
  },
  {
    verb: 'link',
    command: 'link',
    parties: DESKS,
    who: 'provider, partner',
    when: 'open',
    holds: isOpen,
    effect: 'a relation',
    sla: 'none',
  },
  {
    verb: 'origin',
    command: 'settle origin',
    parties: DESKS,
    who: 'provider; a partner among its own deals',
    when: 'in triage',
    holds: ({ origin }) => origin.triage,
    effect:
      'to a deal (what a partner or customer logged only to a deal of theirs); playbooks begin, the court stays unless they move it',
    sla: '`policy`, `recompute`; breaches already past are shown, not announced',
  },
  {
    verb: 'origin',
    command: 'change origin',
    parties: ['provider'],
    who: 'a lead, with a reason',
    may: (_, { caller }) => isLead(caller),
    when: 'settled',
    holds: ({ origin }) => !origin.triage,
    effect: 'to another deal, bounded likewise; old runs stop, new ones begin',
    sla: '`policy`, `recompute`',
  },
  {
    verb: 'breach-reason',
    command: 'breach reason',
    parties: DESKS,
    who: 'the party whose target was broken, or who broke one of its own before a promise was; a lead',
    when: 'a clock was broken',
    holds: ({ breaches }) => (breaches?.length ?? 0) > 0,
    effect: 'a reason of the list, with a note; saying it again replaces it',
    sla: 'none',
  },
];

const isRated = ({ ratings, solvings }: TicketState): boolean => ratings.some(({ solving }) => solving === solvings);

/** Why the caller may not give this command now; `undefined` if they may. 403 is by who they are, 409 by the state. */
export function objection(verb: CommandRow['verb'], state: TicketState, context: TicketContext): Refusal | undefined {
  const rows = COMMANDS.filter((row) => row.verb === verb);
  const rule = rows
    .map(({ command, who }) => `${command}: ${who}`)
    .join('; ')
    .replaceAll('`', '');
  if (!can(context.caller, 'tickets:work')) return refused('not-allowed', `You may read tickets, not work on them.`);
  const ours = rows.filter(({ parties }) => parties.includes(partyOf(context.caller)));
  if (ours.length === 0) return refused('not-allowed', `Who may: ${rule}.`);
  const fitting = ours.filter((row) => row.holds(state));
  if (fitting.length === 0) {
    const when = ours.map((row) => row.when).join('; ');
    return refused(
      'wrong-state',
      `${verb} is for tickets that are: ${when}. This one is ${inWords(state)}.`,
      present(state),
    );
  }
  if (fitting.some((row) => row.may?.(state, context) ?? true)) return undefined;
  const turn = state.court !== null && fitting.some(({ who }) => who.includes('court'));
  return refused(turn ? 'not-your-court' : 'not-allowed', `Who may: ${rule}. It is ${inWords(state)}.`);
}

/** What the caller could do now. */
export const mayOf = (state: TicketState, context: TicketContext): Verb[] =>
  VERBS.filter(
    (verb) => objection(verb, state, context) === undefined && !(verb === 'claim' && isTaken(state, context)),
  );

/** Whether somebody of the caller's party has the ticket, so that a claim is refused or needless. */
export const isTaken = ({ assignee }: TicketState, { caller }: TicketContext): boolean =>
  assignee !== null && assignee.party === partyOf(caller);

/** The present state, for whoever was told that it does not allow something. */
export const present = ({ status, court, version, origin, mergedInto }: TicketState): Record<string, unknown> => ({
  state: { status, court, version, triage: origin.triage, mergedInto: mergedInto?.number ?? null },
});

function inWords({ status, court, origin, mergedInto }: TicketState): string {
  const where = court === null ? '' : ` in the court of ${court.replace('_', ' ')}`;
  const merged = mergedInto ? `, merged into #${mergedInto.number}` : '';
  return `${status}${where}${merged}${origin.triage ? ', in triage' : ''}`;
}
