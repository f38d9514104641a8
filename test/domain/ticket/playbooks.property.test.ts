import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Caller } from '../../../server/domain/access/access.js';
import { type ApprovalOutcome, isActive } from '../../../server/domain/playbook/index.js';
import { refold } from '../../../server/domain/sla/fold.js';
import { clockContext, rowsAt } from '../../../server/domain/ticket/clocks.js';
import type { TicketCommand } from '../../../server/domain/ticket/decide.js';
import { approvalSettled, withPlaybooks } from '../../../server/domain/ticket/playbooks/reacting.js';
import type { PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import { PRIORITIES } from '../../../server/domain/ticket/vocabulary.js';
import { AGREED, EVERYBODY, handOver, minutes, NINE, SOLVE, say, stored } from './builders.js';
import { ASK, ECHO, given, LADDER, logged, swept, type Told, toldAt, worldOf } from './playbook-world.js';

const command: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.constantFrom(say('customer'), say('desks'), handOver('provider'), handOver('partner'), handOver('customer')),
  fc.constantFrom<TicketCommand>({ verb: 'claim' }, { verb: 'release' }, SOLVE, { verb: 'close' }),
  fc.constant<TicketCommand>({ verb: 'reopen', court: null, message: null }),
  fc
    .constantFrom(...PRIORITIES)
    .map((priority) => ({ verb: 'priority', priority, correction: false, history: null }) as const),
);
/** Somebody asks for something after a pause, and an approval that waits comes out. */
interface Lived {
  caller: Caller;
  command: TicketCommand;
  pause: number;
  /** How often somebody looks in between. */
  looks: number;
  outcome: ApprovalOutcome['outcome'] | null;
}
const life: fc.Arbitrary<Lived[]> = fc.array(
  fc.record({
    ...{ caller: fc.constantFrom(...Object.values(EVERYBODY)), command, pause: fc.integer({ min: 0, max: 1500 }) },
    looks: fc.integer({ min: 0, max: 3 }),
    outcome: fc.constantFrom('approved' as const, 'declined' as const, 'expired' as const, null),
  }),
  { maxLength: 14 },
);

/** A random life, with its sweeps or without any. */
function lived(steps: readonly Lived[], world: PlaybookWorld, looking: boolean): Told {
  let told = logged(world);
  let at = NINE;
  for (const { caller, command: what, pause, looks, outcome } of steps) {
    for (let look = 1; looking && look <= looks; look++) {
      told = swept(told, world, at + Math.floor((pause * look) / (looks + 1)));
    }
    at += pause;
    told = given(told, world, at, caller, what);
    const [pending] = told.state.approvals;
    if (!pending || outcome === null) continue;
    const settled = withPlaybooks(
      approvalSettled({ approval: pending.id, outcome }, told.state, world, Math.max(at, told.state.updatedAt)),
      world,
    );
    told = { state: stored(settled.state), events: [...told.events, ...settled.events] };
  }
  return swept(told, world, at + 86_400);
}

describe('any life of a ticket with playbooks', () => {
  const world = worldOf(LADDER, ECHO, ASK);

  it('does every step once, in order, within its limits, and what was fed folds to the same clocks', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const { state, events } = lived(steps, world, true);
        const stepped = events.flatMap(({ type, cause }) =>
          type === 'playbook-stepped' && cause ? [`${cause.run} ${cause.step}`] : [],
        );
        expect(new Set(stepped).size).to.equal(stepped.length);
        expect(events.map(({ number }) => number)).to.deep.equal(events.map((_, index) => index + 1));
        expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).to.equal(true);
        const active = state.runs.filter(isActive);
        expect(active.length).to.be.at.most(8);
        expect(state.runs.length - active.length).to.be.at.most(4);
        expect(state.approvals.map(({ id }) => id)).to.deep.equal(active.flatMap(({ approval }) => approval?.id ?? []));
        if (state.status === 'closed') expect(active).to.deep.equal([]);
        const begun = new Set(
          events.flatMap(({ type, cause }) => (type === 'playbook-began' && cause ? [cause.run] : [])),
        );
        expect(begun.size).to.equal(state.begun);
        const ended = events.filter(({ type }) => type === 'playbook-ended').length;
        expect(begun.size - ended).to.equal(active.length);
        const since = events.flatMap(({ sla }) => sla ?? []);
        const created = { at: NINE, type: 'created', priority: 'high', court: 'provider' } as const;
        const sla = refold({ policy: AGREED.policy, created, since }, clockContext(AGREED.calendars));
        const later = state.updatedAt + 60;
        expect(rowsAt({ sla, calendars: AGREED.calendars }, later).court).to.deep.equal(rowsAt(state, later).court);
        expect([sla.priority, sla.court]).to.deep.equal([state.priority, state.court]);
      }),
      { seed: 11, numRuns: 250 },
    );
  });

  it('is the same whether somebody looks in time or late', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const [looked, late] = [lived(steps, world, true), lived(steps, world, false)];
        expect(looked.events).to.deep.equal(late.events);
        expect({ ...looked.state, version: 0, shown: [] }).to.deep.equal({ ...late.state, version: 0, shown: [] });
      }),
      { seed: 12, numRuns: 250 },
    );
  });

  it('climbs the ladder as a slow reading of what happened says', () => {
    fc.assert(
      fc.property(life, (steps) => {
        const told = lived(steps, worldOf(LADDER), true);
        const taken = told.events.find(
          (event) =>
            (event.type === 'ticket-assigned' && event.claimed && event.to.party === 'partner') ||
            (event.type === 'ticket-replied' && event.message.author.party === 'partner') ||
            event.type === 'ticket-solved' ||
            event.type === 'ticket-closed',
        );
        const isClimbed = (minute: number) => taken === undefined || taken.at >= NINE + minutes(minute);
        expect(toldAt(told, 'playbook-told')).to.deep.equal(isClimbed(15) ? [15] : []);
        const last = told.events.filter(({ type, cause }) => type === 'playbook-stepped' && cause?.step === '4');
        expect(last.map(({ at }) => (at - NINE) / 60)).to.deep.equal(isClimbed(30) ? [30] : []);
      }),
      { seed: 13, numRuns: 250 },
    );
  });
});
