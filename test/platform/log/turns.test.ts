import { expect } from 'chai';
import { describe, it } from 'mocha';
import { type Turn, turns } from '../../../server/platform/log/turns.js';

describe('turns of what goes on at once', () => {
  it('come in the order in which they were taken, whoever is ready first or gives up', async () => {
    const take = turns();
    const told: number[] = [];
    const [first, second, third, fourth] = [take(), take(), take(), take()] as [Turn, Turn, Turn, Turn];
    const tell = async (n: number, { come, pass }: Turn) => {
      await come;
      told.push(n);
      pass();
    };
    const last = tell(4, fourth);
    third.pass();
    const middle = tell(2, second);
    await new Promise(setImmediate);
    expect(told).to.deep.equal([]);
    await Promise.all([tell(1, first), middle, last]);
    expect(told).to.deep.equal([1, 2, 4]);
  });
});
