import { expect } from 'chai';
import { describe, it } from 'mocha';
import { crashStore } from './store.js';

describe('a store that is killed under load', () => {
  it('has all that it acknowledged, and sound indexes', async () => {
    const { kills, faults } = await crashStore({ times: 4, seed: 20261103 });
    expect({ kills, faults }).to.deep.equal({ kills: 4, faults: [] });
  }).timeout(60_000);
});
