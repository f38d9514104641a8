import { type Changed, unreachable } from '../../decision.js';
import type { EffectReceivers, EffectSource, PlannedReceivers, PlaybookEffect } from '../../playbook/effects.js';
import type { PlaybookReference } from '../../playbook/run.js';
import type { Seconds } from '../../time/instant.js';
import type { MessageMark, PlaybookCause, TicketEvent } from '../events.js';
import { shownAfter } from '../messages.js';
import { type Member, type Placed, type Side, sideOf, type TicketState } from '../state.js';
import { type Story, story } from '../story.js';
import { courtObjection, waitObjection } from '../verbs/hand-over.js';
import { moveTo, solveBy } from '../verbs/steps.js';
import { LIMITS, type Visibility } from '../vocabulary.js';
import type { PlaybookWorld } from './world.js';

type Effect<Do extends PlaybookEffect['do']> = Extract<PlaybookEffect, { do: Do }>;

/** Which step of which run an effect follows from. */
export const causeOf = ({ run, playbook, step }: EffectSource): PlaybookCause => ({ run, playbook, step });

/**
 * Does to the ticket what a step wants, as far as its state allows: what cannot be done is told, and the run goes on.
 * What leads outside is told by an event, which others follow.
 */
export function carryOut(
  effect: PlaybookEffect,
  state: TicketState,
  world: PlaybookWorld,
  at: Seconds,
): Changed<TicketState, TicketEvent> {
  const told = story(state, at, null, causeOf(effect.source));
  const fault = perform(effect, told, world, at);
  if (fault !== undefined) told.tell({ type: 'playbook-skipped', words: fault });
  return told.done();
}

/** Tells the change; or says, in words that name nobody, why there is none. */
function perform(effect: PlaybookEffect, told: Story, world: PlaybookWorld, at: Seconds): string | undefined {
  switch (effect.do) {
    case 'set-priority':
      return prioritise(effect, told, at);
    case 'set-component':
      return setComponent(effect, told);
    case 'set-tags':
      return setTags(effect, told);
    case 'set-queue':
      return setQueue(effect, told, world);
    case 'assign':
      return assign(effect, told, world);
    case 'assign-on-call': {
      const called = world.onCall(effect.rota, at);
      if (!called?.person) return `Nobody was assigned: nobody is on call in ${effect.rota}.`;
      return assign({ source: effect.source, do: 'assign', person: called.person.id }, told, world);
    }
    case 'hand-over':
      return handOver(effect, told, world, at);
    case 'solve':
      return solve(effect, told, world, at);
    case 'settle-upgrade':
      return settleUpgrade(effect, told);
    case 'notify':
    case 'escalate':
      return notify(effect, told, world, at);
    case 'webhook':
      return told.tell({ type: 'playbook-called', key: effect.source.key, event: effect.event });
    case 'ask':
      return ask(effect, told, world, at);
    case 'withdraw-approval':
      return withdraw(effect, told);
    default:
      return unreachable(effect);
  }
}

const NOT_OPEN = 'Nothing was changed: the ticket is not open.';

function prioritise({ priority }: Effect<'set-priority'>, told: Story, at: Seconds): string | undefined {
  const { state } = told;
  if (state.status !== 'open') return NOT_OPEN;
  if (priority === state.priority) return undefined;
  const happening = { type: 'ticket-prioritised', from: state.priority, to: priority, correction: false } as const;
  return told.tell(happening, { priority }, { at, type: 'priority', priority, correction: false });
}

function setComponent({ component, source }: Effect<'set-component'>, told: Story): string | undefined {
  if (told.state.component === component) return undefined;
  return told.tell({ type: 'ticket-edited', side: sideOfOwner(source.playbook), component }, { component });
}

function setTags({ add, remove, source }: Effect<'set-tags'>, told: Story): string | undefined {
  const { state } = told;
  const side = sideOfOwner(source.playbook);
  const kept = state.tags.filter((one) => one.side !== side || !remove.includes(one.tag));
  const isThere = (tag: string): boolean =>
    kept.some((one) => one.tag === tag && (one.side === side || side === 'provider'));
  const tags = [...kept, ...[...new Set(add)].filter((tag) => !isThere(tag)).map((tag) => ({ tag, side }))];
  if (tags.length > LIMITS.tags) return `No tags were added: it would be more than ${LIMITS.tags}.`;
  if (tags.length === state.tags.length && kept.length === tags.length) return undefined;
  const own = tags.filter((one) => one.side === side).map(({ tag }) => tag);
  return told.tell({ type: 'ticket-edited', side, tags: own }, { tags });
}

function setQueue({ queue, source }: Effect<'set-queue'>, told: Story, world: PlaybookWorld): string | undefined {
  const { owner, name, version } = source.playbook;
  const found = world.queue(queue);
  if (found === null) return `The queue stays: there is no queue ${queue}.`;
  if (found.partner !== owner) return 'The queue stays: a playbook chooses among the queues of its own side.';
  const field = owner === null ? 'queue' : 'partnerQueue';
  if (owner !== null && told.state.origin.partner?.id !== owner) return 'The queue stays: the ticket is another’s.';
  const from = told.state[field];
  if (from?.id === found.id) return undefined;
  const placed: Placed = { id: found.id, name: found.name, why: { by: 'playbook', playbook: name, version } };
  return told.tell(
    {
      type: 'ticket-queued',
      side: sideOfOwner(source.playbook),
      from: from && { id: from.id, name: from.name },
      queue: placed,
    },
    { [field]: placed },
  );
}

function assign({ person, source }: Effect<'assign'>, told: Story, world: PlaybookWorld): string | undefined {
  const { state } = told;
  const { owner } = source.playbook;
  if (state.status !== 'open') return NOT_OPEN;
  const to = world.person(person);
  if (to === null || to.party !== partyOfOwner(owner) || to.company !== owner) {
    return 'Nobody was assigned: the person is none of the own people.';
  }
  if (to.party === 'partner' && (state.origin.partner?.id !== owner || state.court === 'provider')) {
    return 'Nobody was assigned: the ticket is in the court of the provider.';
  }
  if (state.assignee?.id === to.id) return undefined;
  return told.tell({ type: 'ticket-assigned', to, from: state.assignee, claimed: false }, { assignee: to });
}

function handOver(effect: Effect<'hand-over'>, told: Story, world: PlaybookWorld, at: Seconds): string | undefined {
  const { to, note } = effect;
  const { state } = told;
  if (state.status !== 'open') return NOT_OPEN;
  const no = courtObjection(to, state) ?? (note === null ? waitObjection(to, 'note') : undefined);
  if (no) return `It was not handed over: ${no.reason}`;
  const wanted = effect.visibility ?? (to === 'customer' ? 'customer' : 'desks');
  const mark = note === null ? null : noteOf(effect.source, wanted, note, state, world);
  moveTo(told, to, 'playbook', mark, at);
  return undefined;
}

/**
 * Solves it for the desk whose turn it is, if the playbook is its own; while somebody else is waited for, for the desk that
 * had it last, as the agreed follow-ups do.
 */
function solve({ note, source }: Effect<'solve'>, told: Story, world: PlaybookWorld, at: Seconds): string | undefined {
  const { state } = told;
  const { court, lastDesk } = state;
  if (state.status !== 'open') return NOT_OPEN;
  const isAtDesk = court === 'provider' || court === 'partner';
  if (isAtDesk && court !== partyOfOwner(source.playbook.owner)) {
    return `It was not solved: it is in the court of the ${court}.`;
  }
  if (note !== null) {
    const mark = noteOf(source, 'customer', note, state, world);
    told.tell({ type: 'ticket-replied', message: mark }, shownAfter(state, mark), {
      ...{ at, type: 'reply', by: mark.author.party === 'partner' ? 'partner' : 'provider' },
      to: mark.visibility === 'customer' ? 'customer' : 'desks',
    });
  }
  const { deal } = state.origin;
  solveBy(told, isAtDesk ? court : lastDesk, { terms: deal === null ? null : world.terms(deal) }, at);
  return undefined;
}

/** What a playbook writes: from its owner, and as far as the contact authority goes. */
function noteOf(
  source: EffectSource,
  wanted: Visibility,
  text: string,
  state: TicketState,
  world: PlaybookWorld,
): MessageMark {
  const author = authorOf(source.playbook);
  const shown = wanted === 'customer' && !mayWriteToCustomer(source.playbook, state, world) ? 'desks' : wanted;
  const message = world.keep({ kind: 'message', key: source.key, ticket: state.id, text, author });
  return { message, visibility: shown, author, partner: state.origin.partner?.id ?? null };
}

function mayWriteToCustomer({ owner }: PlaybookReference, { origin }: TicketState, world: PlaybookWorld): boolean {
  if (owner !== null || origin.partner === null || origin.deal === null) return true;
  return world.terms(origin.deal)?.contactAuthority !== 'provider-via-partner';
}

function settleUpgrade({ decision }: Effect<'settle-upgrade'>, told: Story): string | undefined {
  const { upgrade } = told.state;
  if (upgrade === null) return 'There is no upgrade to decide on.';
  if (upgrade.state !== 'pending') return `The upgrade is ${upgrade.state} already.`;
  return told.tell({ type: 'ticket-upgrade-settled', decision }, { upgrade: { ...upgrade, state: decision } });
}

function notify(
  effect: Effect<'notify' | 'escalate'>,
  told: Story,
  world: PlaybookWorld,
  at: Seconds,
): string | undefined {
  const { text, source } = effect;
  const { receivers, fault } = calledNow(effect.receivers, source, told, world, at);
  const notice = world.keep({ kind: 'notice', key: source.key, ticket: told.state.id, text, receivers });
  told.tell({ type: 'playbook-told', notice, to: receivedBy(receivers), urgent: effect.do === 'escalate' });
  return fault;
}

/**
 * Who is on call just now. Where nobody is, or the rota is none of theirs whose playbook it is, their desk as a whole:
 * what was meant to reach somebody may not be lost in a gap.
 */
function calledNow(
  planned: PlannedReceivers,
  { playbook: { owner } }: EffectSource,
  { state }: Story,
  world: PlaybookWorld,
  at: Seconds,
): { receivers: EffectReceivers; fault?: string } {
  if (planned.to !== 'on-call') return { receivers: planned };
  const { rota } = planned;
  const called = world.onCall(rota, at);
  // The provider's playbooks may call the partner of this very ticket, a partner's nobody but its own.
  const partner = state.origin.partner?.id ?? null;
  const isTheirs = called !== null && (called.partner === owner || (owner === null && called.partner === partner));
  if (!isTheirs) {
    return {
      receivers: { to: partyOfOwner(owner) },
      fault: `The whole desk is told: there is no rota ${rota} for it.`,
    };
  }
  const party = partyOfOwner(called.partner);
  if (called.person === null) {
    return { receivers: { to: party }, fault: `The whole desk is told: nobody is on call in ${rota}.` };
  }
  return { receivers: { to: 'people', party, tier: `on-call ${rota}`, people: [called.person.contact] } };
}

function ask({ approval, source }: Effect<'ask'>, told: Story, world: PlaybookWorld, at: Seconds): string | undefined {
  const { id, until, silence } = approval;
  const { state } = told;
  const { run, step, playbook } = source;
  const { receivers: of, fault } = calledNow(approval.of, source, told, world, at);
  told.tell(
    { type: 'ticket-approval-asked', approval: id, asked: askedOf(of), until, silence },
    {
      approvals: [...state.approvals, { id, run, step, playbook, askedAt: at, request: { ...approval, of } }],
      ...(state.upgrade && { upgrade: { ...state.upgrade, approval: id } }),
    },
  );
  return fault;
}

function withdraw({ approval }: Effect<'withdraw-approval'>, told: Story): string | undefined {
  const pending = told.state.approvals.find(({ id }) => id === approval);
  if (!pending) return undefined;
  const approvals = told.state.approvals.filter((one) => one !== pending);
  return told.tell({ type: 'ticket-approval-withdrawn', approval, asked: askedOf(pending.request.of) }, { approvals });
}

const partyOfOwner = (owner: string | null): 'provider' | 'partner' => (owner === null ? 'provider' : 'partner');

const sideOfOwner = ({ owner }: PlaybookReference): Side => sideOf({ party: partyOfOwner(owner), company: owner });

/** Who is told, in a word that names nobody. */
const receivedBy = (receivers: EffectReceivers): string =>
  receivers.to === 'people' ? `${receivers.party} ${receivers.tier}` : receivers.to;

/** Of which party they are who are asked. */
export function askedOf(receivers: EffectReceivers): 'provider' | 'partner' {
  if (receivers.to === 'people') return receivers.party;
  return receivers.to === 'partner' ? 'partner' : 'provider';
}

/** A playbook as the author of what it says: it speaks for its owner. */
export const authorOf = ({ owner, name }: PlaybookReference): Member => ({
  id: `playbook:${owner ?? 'provider'}:${name}`,
  name: `Playbook ${name}`,
  party: partyOfOwner(owner),
  company: owner,
});
