import { expect } from 'chai';
import { describe, it } from 'mocha';
import { dueOf } from '../../../server/domain/ticket/clocks.js';
import { settle, wakeAtOf } from '../../../server/domain/ticket/settle.js';
import { ada, after, cas, minutes, NINE, NO_PLAYBOOKS, SOLVE, ticket, typesOf } from './builders.js';

describe('what becomes due by itself', () => {
  it('warns before a target is used up and announces the first second beyond it', () => {
    const { state, events } = settle(ticket(), NINE + minutes(31), NO_PLAYBOOKS);
    expect(events.map(({ type, at }) => [type, at - NINE])).to.deep.equal([
      ['sla-due-soon', minutes(30) - 450],
      ['sla-breached', minutes(30) + 1],
    ]);
    expect(settle(state, NINE + minutes(32), NO_PLAYBOOKS).events).to.deep.equal([]);
  });

  it('is the same in one step or in many', () => {
    const atOnce = settle(ticket(), NINE + minutes(600), NO_PLAYBOOKS);
    let stepwise = { state: ticket(), events: [] as unknown[] };
    for (let minute = 0; minute <= 600; minute += 7) {
      const next = settle(stepwise.state, NINE + minutes(minute), NO_PLAYBOOKS);
      stepwise = { state: next.state, events: [...stepwise.events, ...next.events] };
    }
    expect(stepwise.events).to.deep.equal(atOnce.events);
  });

  it('closes a solved ticket after the deal’s days', () => {
    const solved = after(ticket(), [ada, SOLVE]);
    expect(wakeAtOf(solved)).to.equal(NINE + 60 + 7 * 86_400);
    const { state, events } = settle(solved, NINE + 8 * 86_400, NO_PLAYBOOKS);
    expect(typesOf(events)).to.deep.equal(['ticket-closed']);
    expect(state).to.deep.include({ status: 'closed', closeAt: null, updatedAt: NINE + 60 + 7 * 86_400 });
    expect(wakeAtOf(state)).to.equal(null);
  });

  it('decides no more on an upgrade that nobody decided on before the ticket closed', () => {
    const upgrade = {
      ...{ subscription: 'S-1', item: 'seats', quantity: 9, from: '2026-03-03', increase: 4, preAgreed: false },
      ...{ reason: 'Beyond.', state: 'pending' as const, approval: null },
    };
    const solved = after(ticket({ kind: 'upgrade', upgrade }), [ada, SOLVE]);
    const { state, events } = settle(solved, NINE + 8 * 86_400, NO_PLAYBOOKS);
    expect(typesOf(events)).to.deep.equal(['ticket-upgrade-settled', 'ticket-closed']);
    expect(state.upgrade?.state).to.equal('expired');
    const decided = after(ticket({ kind: 'upgrade', upgrade: { ...upgrade, state: 'approved' } }), [
      cas,
      { verb: 'close' },
    ]);
    expect(decided.upgrade?.state).to.equal('approved');
    expect(after(ticket({ kind: 'upgrade', upgrade }), [cas, { verb: 'close' }]).upgrade?.state).to.equal('expired');
  });

  it('wakes a snoozed ticket', () => {
    const asleep = after(
      ticket(),
      [ada, { verb: 'claim' }],
      [ada, { verb: 'snooze', until: NINE + 300, reason: null }],
    );
    const { state, events } = settle(asleep, NINE + 301, NO_PLAYBOOKS);
    expect(typesOf(events)).to.deep.equal(['ticket-woke']);
    expect(state.snooze).to.equal(null);
  });

  it('counts nothing of a snooze as idle', () => {
    const waiting = { ...ticket(), queue: { id: 'voice', name: 'Voice', why: null } };
    const mine = after(waiting, [ada, { verb: 'claim' }]);
    expect(mine.held).to.deep.equal({ queue: 'voice', by: 'ada', since: NINE + 60 });
    const asleep = after(mine, [ada, { verb: 'snooze', until: NINE + 300, reason: null }]);
    expect(asleep.held).to.equal(null);
    const { held } = settle(asleep, NINE + 301, NO_PLAYBOOKS).state;
    expect(held).to.deep.equal({ queue: 'voice', by: 'ada', since: NINE + 300 });
  });

  it('knows when each side is due', () => {
    expect(dueOf(ticket())).to.deep.equal({
      provider: NINE + minutes(30),
      partner: NINE + minutes(480),
      promise: NINE + minutes(480),
    });
  });
});
