import { expect } from 'chai';
import { describe, it } from 'mocha';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import { withPlaybooks } from '../../../server/domain/ticket/playbooks/reacting.js';
import type { PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import { settle, wakeAtOf } from '../../../server/domain/ticket/settle.js';
import type { TicketState } from '../../../server/domain/ticket/state.js';
import type { DealTerms } from '../../../server/domain/ticket/terms.js';
import { hearThirdParty, openThread } from '../../../server/domain/ticket/verbs/third-party.js';
import {
  ada,
  cas,
  context,
  handOver,
  made,
  minutes,
  NINE,
  NO_PLAYBOOKS,
  say,
  stored,
  terms,
  ticket,
  typesOf,
} from './builders.js';

const DAY = 86_400;

const worldOf = (over: Partial<DealTerms> = {}): PlaybookWorld => ({ ...NO_PLAYBOOKS, terms: () => terms(over) });

const given = (
  state: TicketState,
  who: typeof ada,
  command: TicketCommand,
  at: number,
  world = worldOf(),
): TicketState => stored(withPlaybooks(made(decide(command, state, context(who), at)), world).state);

/** Monday at nine the ticket is handed to the customer. */
const waiting = (world = worldOf(), court: 'customer' | 'third_party' = 'customer') =>
  given(ticket(), ada, handOver(court), NINE, world);

describe('a ticket that waits for somebody', () => {
  it('shows the whole plan when the wait begins: working days of nine to five', () => {
    expect(waiting().waiting).to.deep.equal({
      ...{ for: 'customer', since: NINE, timeZone: 'UTC', done: 0 },
      plan: [
        { at: NINE + DAY + minutes(480), what: 'remind' },
        { at: NINE + 4 * DAY + minutes(480), what: 'remind' },
        { at: NINE + 11 * DAY + minutes(480), what: 'solve' },
      ],
    });
  });

  it('reminds and is solved for the desk that had it last, each at its own instant however late it is looked at', () => {
    const { state, events } = settle(waiting(), NINE + 12 * DAY, worldOf());
    const told = events.filter(({ type }) => !type.startsWith('sla-'));
    expect(told.map(({ type, at }) => [type, at - NINE])).to.deep.equal([
      ['ticket-reminded', DAY + minutes(480)],
      ['ticket-reminded', 4 * DAY + minutes(480)],
      ['ticket-solved', 11 * DAY + minutes(480)],
    ]);
    expect(told.at(-1)).to.deep.include({
      by: 'provider',
      why: 'waiting',
      sla: [{ at: NINE + 11 * DAY + minutes(480), type: 'solved' }],
    });
    expect(state).to.deep.include({ status: 'solved', court: null, solvedBy: 'provider', waiting: null });
    expect(settle(stored(state), NINE + 12 * DAY, worldOf()).events).to.deep.equal([]);
  });

  it('is opened again by an answer, for the desk that gave up', () => {
    const solved = stored(settle(waiting(), NINE + 12 * DAY, worldOf()).state);
    const { events, state } = made(decide(say('customer'), solved, context(cas), NINE + 12 * DAY));
    expect(typesOf(events)).to.deep.equal(['ticket-reopened', 'ticket-replied']);
    expect(state).to.deep.include({ status: 'open', court: 'provider' });
  });

  it('is not reminded any more once it is answered, and begins anew the next time', () => {
    const answered = given(waiting(), cas, say('customer'), NINE + DAY);
    expect(answered.waiting).to.equal(null);
    const again = given(answered, ada, handOver('customer'), NINE + 2 * DAY);
    expect(again.waiting).to.deep.include({ since: NINE + 2 * DAY, done: 0 });
  });

  it('goes on through a snooze', () => {
    const taken = given(given(ticket(), ada, { verb: 'claim' }, NINE), ada, handOver('customer'), NINE);
    const asleep = given(taken, ada, { verb: 'snooze', until: NINE + 30 * DAY, reason: null }, NINE);
    expect(wakeAtOf(asleep)).to.equal(NINE + DAY + minutes(480));
  });

  it('waits for good where the deal never gives up, and leaves it to playbooks where the deal says so', () => {
    const never = { calendar: null, remindAfter: [], solveAfter: null };
    const silent = waiting(worldOf({ followUps: { customer: never, third_party: never } }));
    expect(silent.waiting?.plan).to.deep.equal([]);
    expect(waiting(worldOf({ followUps: 'playbook' })).waiting).to.equal(null);
  });

  it('gives a third party longer', () => {
    const { plan } = waiting(worldOf(), 'third_party').waiting ?? { plan: [] };
    expect(plan.map(({ what }) => what)).to.deep.equal(['remind', 'remind', 'remind', 'solve']);
    expect(plan.at(-1)?.at).to.equal(NINE + 25 * DAY + minutes(480));
  });
});

describe('an answer that a third party promised', () => {
  const contact = { name: 'Noor', email: 'noc@carrier.example', company: 'Carrier' };
  const said = { vendor: null, contact, subject: 's', visibility: 'own', promised: null, message: 'm' } as const;
  const asked = () =>
    stored(made(openThread({ id: 'x', token: 'y', ...said }, () => NINE + 600, ticket(), context(ada), NINE)).state);
  const told = (state: TicketState, until: number) =>
    settle(state, until, worldOf()).events.filter(({ type }) => !type.startsWith('sla-'));
  const heard = (over: object, at: number) =>
    made(hearThirdParty({ token: 'y', message: 'n', verified: true, automatic: false, ...over }, asked(), at)).state;

  it('may come in its last second, and is told to be late once in the next', () => {
    expect(told(asked(), NINE + 600)).to.deep.equal([]);
    const [late, ...more] = told(asked(), NINE + 9_000);
    expect([late?.type, late?.at, more]).to.deep.equal(['ticket-third-party-overdue', NINE + 601, []]);
  });

  it('is none from a machine or a stranger', () => {
    expect(heard({}, NINE + 60).threads[0]).to.deep.include({ askedAt: null, dueAt: null });
    for (const over of [{ verified: false }, { automatic: true }]) {
      expect(heard(over, NINE + 60).threads[0]).to.deep.include({ askedAt: NINE, dueAt: NINE + 600 });
    }
  });
});
