import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import type { Clock } from '../../../server/platform/clock/clock.js';
import { each, type Sweep, type Sweeps, sweeps } from '../../../server/platform/sweeps/sweeps.js';
import { quiet } from '../../support/platform.js';

const clock: Clock = { now: async () => 1_000, real: () => new Date(1_000_000) };

describe('sweeps', () => {
  let all: Sweeps;
  beforeEach(() => {
    all = sweeps({ clock, logger: quiet });
  });

  /** A sweep over a list of due instants; one that did its work may make more work for others. */
  function sweep(name: string, dues: number[], then: () => void = () => undefined): Sweep {
    return {
      ...{ name, shared: true },
      async run({ until }) {
        const due = dues.filter((at) => at <= until);
        dues.splice(0, dues.length, ...dues.filter((at) => at > until));
        if (due.length > 0) then();
        return { done: due.length, failed: [] };
      },
      nextDue: async () => (dues.length > 0 ? Math.min(...dues) : null),
    };
  }

  it('run until nothing is due any more, also what they make of each other', async () => {
    const later: number[] = [];
    all.register(sweep('later', later));
    all.register(sweep('first', [10, 1_000, 2_000], () => later.push(1_000)));
    expect(await all.runAll()).to.deep.equal({ first: 2, later: 1 });
    expect(await all.nextDue()).to.equal(2_000);
  });

  it('leave out those that are not to run', async () => {
    all.register(sweep('one', [5]));
    all.register(sweep('two', [5]));
    expect(await all.runAll(['one'])).to.deep.equal({ two: 1 });
    expect(await all.nextDue()).to.equal(5);
  });

  it('leave alone what could not be done, for twice as long each time, and do the rest', async () => {
    let now = 1_000;
    const moving = sweeps({ clock: { ...clock, now: async () => now }, logger: quiet });
    const tried: number[] = [];
    let isHealed = false;
    const done: string[] = [];
    moving.register({
      ...{ name: 'due', shared: false, nextDue: async () => null },
      async run({ but }) {
        const due = ['bad', 'good'].filter((id) => !done.includes(id) && !but.includes(id));
        if (due.includes('bad')) tried.push(now);
        const failed = due.filter((id) => id === 'bad' && !isHealed);
        done.push(...due.filter((id) => !failed.includes(id)));
        return { done: due.length - failed.length, failed: failed.map((id) => ({ id, reason: 'not today' })) };
      },
    });
    for (; now < 1_070; now++) await moving.runAll();
    expect(tried).to.deep.equal([1_000, 1_002, 1_006, 1_014, 1_030, 1_062]);
    expect(done).to.deep.equal(['good']);
    isHealed = true;
    for (; now < 1_130; now++) await moving.runAll();
    expect(tried.at(-1)).to.equal(1_126);
    expect(done).to.deep.equal(['good', 'bad']);
  });

  it('try again what rests no longer than ten minutes', async () => {
    let now = 0;
    const moving = sweeps({ clock: { ...clock, now: async () => now }, logger: quiet });
    const tried: number[] = [];
    moving.register({
      ...{ name: 'due', shared: false, nextDue: async () => null },
      async run({ but }) {
        if (but.includes('bad')) return { done: 0, failed: [] };
        tried.push(now);
        return { done: 0, failed: [{ id: 'bad', reason: 'never' }] };
      },
    });
    for (; now < 6_000; now += 2) await moving.runNamed('due');
    const pauses = tried.slice(1).map((at, before) => at - (tried[before] ?? 0));
    expect(pauses.slice(-3)).to.deep.equal([600, 600, 600]);
  });

  it('know of nothing due where there is nothing', async () => {
    all.register(sweep('empty', []));
    expect([await all.nextDue(), await all.runAll()]).to.deep.equal([null, { empty: 0 }]);
  });

  it('do the rest of their documents where one cannot be done, and name it', async () => {
    const acted: string[] = [];
    const counts = await each([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }], async ({ _id }) => {
      if (_id === 'b') throw new Error('not today');
      acted.push(_id);
    });
    expect({ acted, counts }).to.deep.equal({
      acted: ['a', 'c'],
      counts: { done: 2, failed: [{ id: 'b', reason: 'not today' }] },
    });
  });

  it('do so many at once and no more, each once', async () => {
    const ids = Array.from({ length: 20 }, (_, n) => ({ _id: `${n}` }));
    const acted: string[] = [];
    const atOnce: number[] = [];
    let under = 0;
    const counts = await each(
      ids,
      async ({ _id }) => {
        atOnce.push(++under);
        await new Promise(setImmediate);
        under--;
        acted.push(_id);
        if (_id === '7') throw new Error('not today');
      },
      { atOnce: 4 },
    );
    expect(acted.sort()).to.deep.equal(ids.map(({ _id }) => _id).sort());
    expect(Math.max(...atOnce)).to.equal(4);
    expect(counts).to.deep.equal({ done: 19, failed: [{ id: '7', reason: 'not today' }] });
  });
});
