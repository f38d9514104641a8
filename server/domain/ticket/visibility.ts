import { type Caller, partyOf, type Reader, readerOf } from '../access/access.js';
import type { PlaybookReference } from '../playbook/run.js';
import type { Owner } from '../sla/fault.js';
import type { BreachReason } from './breaches.js';
import { memberOf } from './context.js';
import type { MessageMark, PlaybookCause, TicketHappening } from './events.js';
import type { Evidence, Member, Placed, Side, TicketOrigin } from './state.js';
import type { Brand, DealTerms } from './terms.js';
import type { ThreadMark } from './third-party.js';
import type { Party } from './vocabulary.js';

/** Who looks at a ticket, and what its deal lets them see. */
export interface Viewer {
  reader: Reader;
  /** The partner's or customer's id; `null` for the provider. */
  company: string | null;
  side: Side | null;
  sharesProviderRows: boolean;
  brand: Brand | null;
}

/** A caller as the reader of a ticket under these terms. */
export function viewerOf(caller: Caller, terms: Pick<DealTerms, 'sharesProviderRows' | 'brand'> | null): Viewer {
  const { company } = memberOf(caller);
  const party = partyOf(caller);
  return {
    reader: readerOf(caller),
    company,
    side: party === 'customer' ? null : party === 'provider' ? 'provider' : `partner:${company ?? ''}`,
    sharesProviderRows: terms?.sharesProviderRows ?? false,
    brand: terms?.brand ?? null,
  };
}

const isProvider = ({ reader }: Viewer): boolean => reader === 'agent' || reader === 'staff';

/** Messages: each reader those that were meant for them; a later partner nothing of what the desks said before. */
export function seesMessage(viewer: Viewer, { visibility, author, partner }: MessageMark): boolean {
  if (visibility === 'customer') return true;
  if (viewer.reader === 'customer') return false;
  if (visibility === 'desks') return isProvider(viewer) || (partner !== null && partner === viewer.company);
  return author.party === 'partner'
    ? viewer.reader === 'partner' && author.company === viewer.company
    : author.party === 'provider' && isProvider(viewer);
}

/** What is said with a third party: as messages of the desks or of one company are, and never a customer's. */
export function seesThread(viewer: Viewer, { visibility, side, partner }: ThreadMark): boolean {
  if (viewer.reader === 'customer') return false;
  if (visibility === 'own') return viewer.side === side;
  return isProvider(viewer) || (partner !== null && partner === viewer.company);
}

/** SLA rows: the provider all, a partner its own and the promise (the provider's if the deal shares them). */
export function seesRow({ reader, sharesProviderRows }: Viewer, party: string): boolean {
  if (reader === 'customer') return party === 'promise';
  if (reader === 'partner') return party !== 'provider' || sharesProviderRows;
  return true;
}

/**
 * Who broke a target of their own before a promise was broken: the provider knows; a partner only of itself, where
 * the deal does not share the provider's rows; the customer never. `null`: not the reader's to know.
 */
export function shownFault(
  viewer: Viewer,
  fault: readonly Owner[] | null,
): 'provider' | 'partner' | 'both' | 'neither' | null {
  if (fault === null || viewer.reader === 'customer') return null;
  const known = seesRow(viewer, 'provider') ? fault : fault.filter((owner) => owner === 'partner');
  if (known.length === 2) return 'both';
  return known[0] ?? (seesRow(viewer, 'provider') ? 'neither' : null);
}

/**
 * What a party says of a breach: the provider hears all of it, a partner its own and what the deal shares, but nothing
 * that was said while the ticket was another partner's.
 */
export function seesReason(
  viewer: Viewer,
  row: string,
  { party, partner }: Pick<BreachReason, 'party' | 'partner'>,
): boolean {
  if (viewer.reader === 'customer' || !seesRow(viewer, row)) return false;
  return (
    viewer.reader !== 'partner' || (seesRow(viewer, party) && (partner === undefined || partner === viewer.company))
  );
}

/** A person of a party: desks see own people's names; a partner otherwise the party, a customer the brand's name. */
export function shownMember(viewer: Viewer, member: Member): { id: string | null; name: string | null; party: Party } {
  const { id, name, party, company } = member;
  const isOwn = party === viewerParty(viewer) && (party === 'provider' || company === viewer.company);
  if (isProvider(viewer) || isOwn) return { id, name, party };
  if (party === 'customer') return { id: null, name, party };
  return { id: null, name: viewer.reader === 'customer' ? (viewer.brand?.name ?? null) : null, party };
}

const viewerParty = ({ reader }: Viewer): Party => (reader === 'agent' || reader === 'staff' ? 'provider' : reader);

/** Who has it: for a customer only if the brand shows it. */
export function shownAssignee(viewer: Viewer, assignee: Member | null): ReturnType<typeof shownMember> | null {
  if (assignee === null) return null;
  if (viewer.reader === 'customer' && !viewer.brand?.showsAssignee) return null;
  return shownMember(viewer, assignee);
}

/** Evidence: a partner sees what is about itself, a customer nothing of it. */
export function shownEvidence(viewer: Viewer, { evidence }: TicketOrigin): readonly Evidence[] | null {
  if (viewer.reader === 'customer') return null;
  if (isProvider(viewer)) return evidence;
  return evidence.filter(({ partners }) => viewer.company !== null && partners.includes(viewer.company));
}

/** Candidates: as with evidence. */
export function shownCandidates(viewer: Viewer, { candidates }: TicketOrigin): readonly string[] | null {
  if (viewer.reader === 'customer') return null;
  return candidates
    .filter(({ partner }) => isProvider(viewer) || (partner !== null && partner === viewer.company))
    .map(({ deal }) => deal);
}

/** Deal and partner: a customer is told the brand's name only. */
export function shownPartner(viewer: Viewer, { partner }: TicketOrigin): { id: string | null; name: string } | null {
  if (partner === null) return null;
  if (viewer.reader === 'customer') return viewer.brand ? { id: null, name: viewer.brand.name } : null;
  return isProvider(viewer) || partner.id === viewer.company ? partner : null;
}

export const shownDeal = (viewer: Viewer, { deal }: TicketOrigin): string | null =>
  viewer.reader === 'customer' ? null : deal;

/** Tags, links, snooze, references, runs: the provider sees all, a partner its own side's, a customer none. */
export const seesSide = (viewer: Viewer, side: Side): boolean => isProvider(viewer) || viewer.side === side;

/** Playbook runs: the provider sees all, a partner those of its own playbooks, a customer none. */
export const seesPlaybook = (viewer: Viewer, { owner }: PlaybookReference): boolean =>
  isProvider(viewer) || (viewer.reader === 'partner' && owner !== null && owner === viewer.company);

/** Whether it is a reader's to know which playbook did something. */
export const seesCause = (viewer: Viewer, { cause }: { cause?: PlaybookCause }): boolean =>
  cause !== undefined && seesPlaybook(viewer, cause.playbook);

/** The queue of the reader's own side: the provider's queues are its own, and so are a partner's. */
export function shownQueue(
  viewer: Viewer,
  { queue, partnerQueue }: { queue?: Placed | null; partnerQueue?: Placed | null },
): Placed | null | undefined {
  if (isProvider(viewer)) return queue;
  return viewer.reader === 'partner' ? partnerQueue : undefined;
}

/** What is of one side's work alone: what is done among its queues. */
export const isOwnSide = (viewer: Viewer, side: Side): boolean => viewer.side === side;

/** Until when triage is due is the provider's own. */
export const seesTriageDue = isProvider;

/** Whether things of the desks (tags, links, snooze, time by court, runs) are spoken of at all. */
export const seesDeskWork = ({ reader }: Viewer): boolean => reader !== 'customer';

/** What can be checked: the whole input of the clocks. */
export const seesClockInput = isProvider;

/** Whether an event is a reader's to know of: nothing of messages, rows or sides that they do not see. */
export function seesEvent(viewer: Viewer, event: TicketHappening & { cause?: PlaybookCause }): boolean {
  switch (event.type) {
    case 'ticket-replied':
    case 'ticket-noted':
      return seesMessage(viewer, event.message);
    case 'sla-due-soon':
    case 'sla-breached':
      return seesRow(viewer, event.target.party);
    case 'ticket-agreements-changed':
      return viewer.reader !== 'customer' || event.rows.some(({ party }) => seesRow(viewer, party));
    case 'ticket-breach-explained':
      return seesReason(viewer, event.row.party, event);
    case 'ticket-snoozed':
    case 'ticket-woke':
    case 'ticket-linked':
      return seesSide(viewer, event.side);
    case 'ticket-queued':
    case 'ticket-queue-left':
      return isOwnSide(viewer, event.side);
    case 'ticket-triage-due':
      return seesTriageDue(viewer);
    case 'ticket-edited':
      return event.subject !== undefined || event.component !== undefined || seesSide(viewer, event.side);
    case 'ticket-assigned':
    case 'ticket-released':
      return viewer.reader !== 'customer' || (viewer.brand?.showsAssignee ?? false);
    case 'ticket-third-party-written':
    case 'ticket-third-party-chased':
    case 'ticket-third-party-replied':
    case 'ticket-third-party-overdue':
    case 'ticket-third-party-passed':
    case 'ticket-third-party-closed':
      return seesThread(viewer, event.thread);
    case 'ticket-reminded':
      return viewer.reader !== 'customer' || event.waitsFor === 'customer';
    case 'ticket-merge-began':
    case 'ticket-merge-given-up':
    case 'ticket-split':
      return viewer.reader !== 'customer';
    case 'ticket-approval-asked':
    case 'ticket-approval-withdrawn':
    case 'ticket-approval-settled':
      return (
        isProvider(viewer) || (viewer.reader === 'partner' && (event.asked === 'partner' || seesCause(viewer, event)))
      );
    case 'playbook-began':
    case 'playbook-stepped':
    case 'playbook-ended':
    case 'playbook-not-begun':
    case 'playbook-skipped':
    case 'playbook-told':
    case 'playbook-called':
      return seesCause(viewer, event);
    case 'ticket-origin-settled':
    case 'ticket-origin-changed':
      return isProvider(viewer) || (viewer.reader === 'partner' && event.partner === viewer.company);
    default:
      return true;
  }
}
