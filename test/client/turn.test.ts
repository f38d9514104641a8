import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Target } from '../../client/api/types.js';
import { secondsLeft, toneOf } from '../../client/shared/turn.js';

const at = (time: string) => new Date(`2026-11-02T${time}Z`);
const target = (over: Partial<Target> = {}): Target => ({
  metric: 'handling',
  party: 'partner',
  cycle: 1,
  source: 'deal',
  policy: null,
  calendar: null,
  state: 'running',
  dueAt: '2026-11-02T10:00:00Z',
  targetSeconds: 7200,
  elapsedSeconds: 0,
  elapsedByCourt: { partner: 0 },
  breachedAt: null,
  metAt: null,
  endedBy: null,
  ...over,
});

describe('a clock as it is shown', () => {
  it('counts down to its due time', () => {
    expect(secondsLeft(target(), at('09:10:00'))).to.equal(3000);
  });

  it('shows no more than its calendar has left, however far the due time is', () => {
    expect(secondsLeft(target({ dueAt: '2026-11-04T10:00:00Z', elapsedSeconds: 5400 }), at('09:10:00'))).to.equal(1800);
  });

  it('stands while it is paused', () => {
    const paused = target({ state: 'paused', dueAt: null, elapsedSeconds: 1200 });
    expect([secondsLeft(paused, at('09:00:00')), secondsLeft(paused, at('12:00:00'))]).to.deep.equal([6000, 6000]);
  });

  it('is calm, plain, soon and over as its time runs out', () => {
    const tones = ['08:30:00', '09:10:00', '09:31:00', '10:00:01'].map((time) => toneOf(target(), at(time)));
    expect(tones).to.deep.equal(['calm', 'plain', 'soon', 'over']);
  });

  it('has no time left where it does not apply', () => {
    const row = target({ state: 'not_applicable', targetSeconds: null, dueAt: null });
    expect({ left: secondsLeft(row, at('09:00:00')), tone: toneOf(row, at('09:00:00')) }).to.deep.equal({
      left: null,
      tone: 'calm',
    });
  });
});
