import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  chooseQueue,
  type QueueConditions,
  type QueueFacts,
  type QueueRules,
} from '../../../server/domain/routing/queues.js';

const some = <T>(...values: readonly T[]) => fc.subarray([...values], { maxLength: 2 });

const facts: fc.Arbitrary<QueueFacts> = fc.record({
  kind: fc.constantFrom('incident', 'question'),
  component: fc.constantFrom(null, 'voice', 'api'),
  partner: fc.constantFrom(null, 'hansa', 'iberia'),
  dealType: fc.constantFrom(null, 'resale', 'direct'),
  language: fc.constantFrom(null, 'de', 'en'),
  priority: fc.constantFrom('urgent', 'low'),
  court: fc.constantFrom(null, 'provider', 'partner'),
});

const when: fc.Arbitrary<QueueConditions> = fc.record({
  kinds: some('incident', 'question'),
  components: some('voice', 'api'),
  partners: some('hansa', 'iberia'),
  dealTypes: some('resale', 'direct'),
  languages: some('de', 'en'),
  priorities: some('urgent', 'low'),
  courts: some('provider', 'partner'),
});

const queues: fc.Arbitrary<QueueRules[]> = fc
  .array(
    fc.record({
      rules: fc.array(when, { maxLength: 3 }),
      order: fc.integer({ min: 0, max: 3 }),
      isDefault: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map((one, n) => ({
      ...{ id: `q${n}`, name: `Queue ${n}`, version: n + 1, triageMinutes: null, calendar: null },
      ...one,
    })),
  );

/** The same, as one would say it: of all that take it, the one before which there is no other. */
function byModel(all: readonly QueueRules[], given: QueueFacts): string | null {
  const holds = (asks: QueueConditions): boolean => {
    const pairs: [readonly string[], string | null][] = [
      [asks.kinds, given.kind],
      [asks.components, given.component],
      [asks.partners, given.partner],
      [asks.dealTypes, given.dealType],
      [asks.languages, given.language],
      [asks.priorities, given.priority],
      [asks.courts, given.court],
    ];
    return pairs.every(([wanted, value]) => wanted.length === 0 || wanted.some((one) => one === value));
  };
  const takes = ({ rules, isDefault }: QueueRules): boolean => !isDefault && rules.some(holds);
  const before = (a: QueueRules, b: QueueRules): boolean => a.order < b.order || (a.order === b.order && a.id < b.id);
  const first = (some: readonly QueueRules[]) =>
    some.find((one) => some.every((other) => other === one || before(one, other)));
  return (first(all.filter(takes)) ?? first(all.filter(({ isDefault }) => isDefault)))?.id ?? null;
}

describe('the queue of a ticket', () => {
  it('is the first in order whose conditions all hold, else the default', () => {
    let taken = 0;
    fc.assert(
      fc.property(queues, facts, (all, given) => {
        const found = chooseQueue(all, given);
        if (found) taken++;
        expect(found?.queue.id ?? null).to.equal(byModel(all, given));
        expect(chooseQueue(all.toReversed(), given)?.queue.id ?? null).to.equal(found?.queue.id ?? null);
      }),
      { seed: 41, numRuns: 2_000 },
    );
    expect(taken).to.be.greaterThan(500);
  });

  it('says what of the ticket its rule asked for, and of which version it was', () => {
    const asks: QueueConditions = {
      ...{ kinds: ['incident'], components: [], partners: [], dealTypes: [], languages: ['de'], priorities: [] },
      courts: [],
    };
    const queue = { id: 'voice', name: 'Voice', version: 4, order: 1, isDefault: false, triageMinutes: null };
    const given: QueueFacts = {
      ...{ kind: 'incident', component: null, partner: null, dealType: null, language: 'de', priority: 'low' },
      court: null,
    };
    expect(chooseQueue([{ ...queue, calendar: null, rules: [asks] }], given)?.why).to.deep.equal({
      ...{ by: 'rule', version: 4, because: { kind: 'incident', language: 'de' } },
    });
    const rules = [{ ...asks, priorities: ['urgent' as const] }, { ...asks, languages: [] }, asks];
    expect(chooseQueue([{ ...queue, calendar: null, rules }], given)?.why).to.deep.equal({
      ...{ by: 'rule', version: 4, rule: 2, because: { kind: 'incident' } },
    });
  });
});
