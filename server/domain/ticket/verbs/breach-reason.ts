import { partyOf } from '../../access/access.js';
import { changed, type Decision, refused } from '../../decision.js';
import type { Owner } from '../../sla/fault.js';
import type { Seconds } from '../../time/instant.js';
import { askedFor, type Breach, stillAsked } from '../breaches.js';
import { objection } from '../commands.js';
import { isLead, memberOf, type TicketContext } from '../context.js';
import type { TicketEvent } from '../events.js';
import { rowKey } from '../row-key.js';
import type { Named, TicketState } from '../state.js';
import { story } from '../story.js';
import { seesRow, viewerOf } from '../visibility.js';

export interface BreachReasonCommand {
  verb: 'breach-reason';
  /** The row: `metric party cycle`. */
  key: string;
  /** One of the list; whether it is one for the party is known outside. */
  reason: Named;
  note: string | null;
}

/** For whom a caller speaks of a breach: the own party if it is asked; a lead also for who has not said. */
export function speaksFor(breach: Breach, { caller }: TicketContext): Owner | null {
  const party = partyOf(caller);
  const asked = askedFor(breach);
  if (party !== 'customer' && asked.includes(party)) return party;
  return isLead(caller) ? (stillAsked(breach)[0] ?? asked[0] ?? 'provider') : null;
}

/** Says why a row was broken. Saying it again replaces what was said. */
export function giveBreachReason(
  { key, reason, note }: BreachReasonCommand,
  state: TicketState,
  context: TicketContext,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  const breach = state.breaches?.find((one) => rowKey(one) === key);
  const viewer = viewerOf(context.caller, context.terms);
  if (!breach || !seesRow(viewer, breach.party)) return refused('not-found', 'No such breach.');
  const no = objection('breach-reason', state, context);
  if (no) return no;
  const party = speaksFor(breach, context);
  if (party === null) {
    return refused(
      'not-allowed',
      `Who may: the party that is asked, ${askedFor(breach).join(' and ') || 'nobody'}, or a lead.`,
    );
  }
  const before = breach.reasons.find((one) => one.party === party);
  if (before?.reason.id === reason.id && before.note === note) return changed(state, []);
  const partner = state.origin.partner?.id ?? null;
  const said = { party, partner, reason, note, by: memberOf(context.caller), at };
  const { metric, cycle } = breach;
  const told = story(state, at);
  told.tell(
    { type: 'ticket-breach-explained', row: { metric, party: breach.party, cycle }, party, partner, reason, note },
    {
      snooze: state.snooze,
      breaches: (state.breaches ?? []).map((one) =>
        one === breach ? { ...one, reasons: [...one.reasons.filter((other) => other.party !== party), said] } : one,
      ),
    },
  );
  return told.done();
}
