import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/origin/index.js';
import { documents } from './arbitraries.js';
import { modelOf } from './model.js';

const examples: { name: string; input: unknown; output: unknown }[] = JSON.parse(
  readFileSync(new URL('../../contracts/origin.json', import.meta.url), 'utf8'),
);
const runs = Number(process.env.ORIGIN_RUNS ?? 1500);
const seed = Number(process.env.ORIGIN_SEED ?? 20261102);

describe('origin', () => {
  describe('answers the examples of the contract', () => {
    for (const { name, input, output } of examples) {
      it(name, () => expect(explain(input)).to.deep.equal({ ok: true, value: output }));
    }
  });

  it('answers what the slow model of the text answers', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(explain(document)).to.deep.equal({ ok: true, value: modelOf(document) });
      }),
      { numRuns: runs, seed },
    );
  });

  it('does not change when deals, parties and addresses come in another order', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { facts, message } = document;
        const turned = {
          facts: {
            ...facts,
            partners: facts.partners.toReversed(),
            customers: facts.customers.toReversed(),
            deals: facts.deals.toReversed(),
            settled: facts.settled.toReversed(),
          },
          message: { ...message, to: message.to?.toReversed() },
        };
        expect(explain(turned)).to.deep.equal(explain(document));
      }),
      { numRuns: 200, seed },
    );
  });

  it("tells a partner's caller nothing of what is not theirs", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { caller } = document.message;
        fc.pre(caller !== null && 'partner' in caller);
        const own = document.facts.deals.filter(
          (deal) => caller !== null && 'partner' in caller && deal.partner === caller.partner,
        );
        const ownIds = own.map(({ id }) => id);
        const settled = document.facts.settled.filter(({ deal }) => ownIds.includes(deal));
        const alone = { ...document, facts: { ...document.facts, deals: own, settled } };
        expect(explain(alone)).to.deep.equal(explain(document));
      }),
      { numRuns: 200, seed },
    );
  });
});
