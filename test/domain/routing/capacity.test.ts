import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  giveBack,
  hold,
  LEFT_AFTER,
  letGo,
  loadOf,
  looseAt,
  reserve,
  type Workload,
  weightOf,
} from '../../../server/domain/routing/capacity.js';

const CAPACITY = 10;
const NOTHING: Workload = { slots: [] };
const reserved = (workload: Workload, ticket: string, weight: number, force = false, at = 0): Workload => {
  const decision = reserve(workload, { ticket, weight }, { capacity: CAPACITY, force }, at);
  if (!decision.ok) throw new Error(decision.reason);
  return decision.state;
};

describe('capacity', () => {
  it('is taken by priority and kind', () => {
    expect(weightOf({ priority: 'low', kind: 'question' })).to.equal(1);
    expect(weightOf({ priority: 'urgent', kind: 'incident' })).to.equal(5);
  });

  it('is reserved up to the last part of it, and not beyond unless by hand, which is marked', () => {
    const full = reserved(reserved(NOTHING, 'a', 7), 'b', 3);
    expect(reserve(full, { ticket: 'c', weight: 1 }, { capacity: CAPACITY, force: false }, 0)).to.deep.equal({
      ok: false,
      code: 'no-capacity',
      reason: '10 of 10 are taken, and this takes 1.',
    });
    expect(reserved(full, 'c', 1, true).slots.map(({ ticket, over }) => [ticket, over])).to.deep.equal([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
  });

  it('is reserved once for a ticket', () => {
    const once = reserved(NOTHING, 'a', 7);
    expect(reserved(once, 'a', 7)).to.deep.equal(once);
  });

  it('is given back where the claim was lost, but not what is held', () => {
    const once = reserved(NOTHING, 'a', 7);
    expect(giveBack(once, 'a')).to.deep.equal(NOTHING);
    const held = hold(once, { ticket: 'a', weight: 7 }, CAPACITY, 1);
    expect(giveBack(held, 'a')).to.equal(held);
  });

  it('follows the priority of what is held', () => {
    const held = hold(reserved(NOTHING, 'a', 2), { ticket: 'a', weight: 5 }, CAPACITY, 1);
    expect(loadOf(held)).to.equal(5);
    expect(hold(held, { ticket: 'a', weight: 5 }, CAPACITY, 9)).to.equal(held);
  });

  it('stays reserved for whoever may be about to claim, and is free half a minute later', () => {
    const once = reserved(NOTHING, 'a', 2, false, 100);
    expect(letGo(once, 'a', 100 + LEFT_AFTER - 1)).to.equal(once);
    expect(looseAt(once)).to.equal(100 + LEFT_AFTER);
    expect(letGo(once, 'a', 100 + LEFT_AFTER)).to.deep.equal(NOTHING);
    expect(looseAt(hold(once, { ticket: 'a', weight: 2 }, CAPACITY, 101))).to.equal(null);
  });

  it('is never exceeded by what is not forced, whatever happens in between', () => {
    const step = fc.record({
      what: fc.constantFrom('reserve' as const, 'back' as const, 'hold' as const, 'let-go' as const),
      ticket: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      weight: fc.integer({ min: 1, max: 5 }),
      pause: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let workload = NOTHING;
        let at = 0;
        // The slow model: every ticket with its weight, in a map.
        const model = new Map<string, { weight: number; since: number; held: boolean }>();
        const total = () => [...model.values()].reduce((sum, { weight }) => sum + weight, 0);
        for (const { what, ticket, weight, pause } of steps) {
          at += pause;
          const known = model.get(ticket);
          if (what === 'reserve') {
            const decision = reserve(workload, { ticket, weight }, { capacity: CAPACITY, force: false }, at);
            // What is theirs already needs room for what it weighs more.
            const more = Math.max(0, weight - (known?.weight ?? 0));
            expect(decision.ok).to.equal(more === 0 || total() + more <= CAPACITY);
            if (!decision.ok) continue;
            workload = decision.state;
            const heavier = { weight: Math.max(weight, known?.weight ?? 0) };
            model.set(ticket, known ? { ...known, ...heavier, since: at } : { weight, since: at, held: false });
          } else if (what === 'back') {
            workload = giveBack(workload, ticket);
            if (known?.held === false) model.delete(ticket);
          } else if (what === 'hold' && known) {
            workload = hold(workload, { ticket, weight: known.weight }, CAPACITY, at);
            model.set(ticket, { ...known, held: true });
          } else if (what === 'let-go') {
            workload = letGo(workload, ticket, at);
            if (known && at >= known.since + LEFT_AFTER) model.delete(ticket);
            else if (known) model.set(ticket, { ...known, held: false });
          }
          expect(new Set(workload.slots.map((slot) => slot.ticket))).to.deep.equal(new Set(model.keys()));
          expect(loadOf(workload)).to.equal(total());
          expect(loadOf(workload)).to.be.at.most(CAPACITY);
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
