import fc from 'fast-check';
import type { OriginDocument } from './model.js';

const DOMAINS = ['alpha.example', 'Beta.example', 'shared.example', 'two.example'];
const ADDRESSES = ['it@alpha.example', 'IT@Alpha.example', 'x@shared.example', 'ops@beta.example', 'free@mail.example'];
const MAILBOXES = ['one@desk.example', 'TWO@desk.example', 'help+d-1@desk.example', 'help@elsewhere.example'];
const INSTANTS = [
  '2025-01-01T00:00:00Z',
  '2026-11-02T07:59:59Z',
  '2026-11-02T08:00:00Z',
  '2026-11-02T08:00:01Z',
  '2027-01-01T00:00:00Z',
];
const COMPONENTS = ['voice', 'store', 'meet'];
const TO = [
  ...MAILBOXES,
  'support+D-1@desk.example',
  'support+d-2@DESK.example',
  'a+D-3+D-2@second.example',
  'x+d-4@elsewhere.example',
  'support+D-99@desk.example',
  'd-1@desk.example',
  'two@desk.example',
];

const some = (values: readonly string[], maxLength = 3) => fc.array(fc.constantFrom(...values), { maxLength });
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

/** Valid documents in which rules often meet: few parties, addresses that many share, deals that are often active. */
export const documents: fc.Arbitrary<OriginDocument> = fc
  .record({
    partners: fc.integer({ min: 0, max: 3 }),
    customers: fc.integer({ min: 1, max: 3 }),
    deals: fc.integer({ min: 0, max: 7 }),
  })
  .chain((counts) => {
    const partnerIds = numbered('P', counts.partners);
    const customerIds = numbered('C', counts.customers);
    const dealIds = numbered('D', counts.deals).map((id, index) => (index === 5 ? 'd-1' : id));
    const facts = fc.record({
      desk: fc.record({ domains: fc.subarray(['desk.example', 'Second.example']) }),
      partners: fc.tuple(
        ...partnerIds.map((id) =>
          fc.record({ id: fc.constant(id), domains: some(DOMAINS, 2), mailboxes: some(MAILBOXES, 2) }),
        ),
      ),
      customers: fc.tuple(
        ...customerIds.map((id) =>
          fc.record({ id: fc.constant(id), domains: some(DOMAINS, 2), contacts: some(ADDRESSES) }),
        ),
      ),
      deals: fc.tuple(
        ...dealIds.map((id) =>
          fc.record({
            id: fc.constant(id),
            partner: fc.constantFrom(null, ...partnerIds),
            customer: fc.constantFrom(...customerIds),
            from: fc.oneof(
              { weight: 3, arbitrary: fc.constantFrom('2025-01-01T00:00:00Z', '2026-11-02T08:00:00Z') },
              { weight: 1, arbitrary: fc.constantFrom(...INSTANTS) },
            ),
            until: fc.oneof(
              { weight: 3, arbitrary: fc.constant(null) },
              { weight: 1, arbitrary: fc.constantFrom(...INSTANTS) },
            ),
            components: some(COMPONENTS),
          }),
        ),
      ),
      settled: fc.array(
        fc.record({ address: fc.constantFrom(...ADDRESSES), deal: fc.constantFrom('D-1', ...dealIds) }),
        { maxLength: dealIds.length === 0 ? 0 : 3 },
      ),
    });
    const caller = fc.constantFrom(
      null,
      null,
      { provider: true as const },
      ...partnerIds.map((partner) => ({ partner })),
      ...customerIds.map((customer) => ({ customer })),
    );
    const message = fc
      .record({
        at: fc.constant('2026-11-02T08:00:00Z'),
        caller,
        authenticated: fc.boolean(),
        dealReference: fc.option(fc.constantFrom('D-99', 'D-1', ...dealIds), { nil: null, freq: 2 }),
        requester: fc.constantFrom(...ADDRESSES, 'who@two.example', 'NEW@Beta.Example'),
        to: some(TO),
        component: fc.option(fc.constantFrom(...COMPONENTS), { nil: null }),
      })
      .map((it) => (it.caller === null ? it : { ...it, authenticated: true }));
    return fc.record({ facts, message });
  });
