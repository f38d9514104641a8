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

  describe('hears no component where the other rules leave no deals', () => {
    const deal = (id: string, customer: string, components: string[]) => ({
      id,
      partner: 'P-1',
      customer,
      from: '2025-01-01T00:00:00Z',
      until: null,
      components,
    });
    const facts = {
      desk: { domains: ['desk.example'] },
      partners: [{ id: 'P-1', domains: [], mailboxes: [] }],
      customers: [
        { id: 'C-1', domains: [], contacts: ['it@alpha.example'] },
        { id: 'C-2', domains: [], contacts: [] },
      ],
      deals: [deal('D-1', 'C-1', ['voice']), deal('D-2', 'C-2', ['store']), deal('D-3', 'C-2', ['voice'])],
      settled: [],
    };
    const said = (message: object) => {
      const answer = explain({
        facts,
        message: {
          at: '2026-11-02T08:00:00Z',
          caller: null,
          authenticated: true,
          requester: 'x@y.example',
          component: 'voice',
          ...message,
        },
      });
      if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
      const { candidates, evidence, disagreement } = answer.value;
      return { candidates, disagreement, rules: evidence.map(({ rule }) => rule) };
    };

    it('since they disagree', () => {
      expect(said({ dealReference: 'D-2', requester: 'it@alpha.example' })).to.deep.equal({
        candidates: ['D-1', 'D-2'],
        disagreement: true,
        rules: ['deal-reference', 'contact'],
      });
    });

    it('since only the caller is known, or nothing', () => {
      expect(said({ caller: { partner: 'P-1' } })).to.deep.equal({
        candidates: ['D-1', 'D-2', 'D-3'],
        disagreement: false,
        rules: ['caller-partner'],
      });
      expect(said({})).to.deep.equal({ candidates: [], disagreement: false, rules: [] });
    });
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
