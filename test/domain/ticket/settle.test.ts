import { expect } from 'chai';
import { describe, it } from 'mocha';
import { dueOf } from '../../../server/domain/ticket/clocks.js';
import { settle, wakeAtOf } from '../../../server/domain/ticket/settle.js';
import { ada, after, minutes, NINE, NO_PLAYBOOKS, SOLVE, ticket, typesOf } from './builders.js';

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

  it('knows when each side is due', () => {
    expect(dueOf(ticket())).to.deep.equal({
      provider: NINE + minutes(30),
      partner: NINE + minutes(480),
      promise: NINE + minutes(480),
    });
  });
});
