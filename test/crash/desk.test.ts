import { expect } from 'chai';
import { describe, it } from 'mocha';
import { crashDesk } from './desk.js';

describe('a desk that is killed under load', () => {
  it('has all that it acknowledged, and nothing twice', async () => {
    const { kills, faults } = await crashDesk({ times: 3, seed: 20261103, quick: true });
    expect({ kills, faults }).to.deep.equal({ kills: 3, faults: [] });
  }).timeout(300_000);
});
