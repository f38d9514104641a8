import fc from 'fast-check';
import type { CalendarDoc, Doc, EventDoc, PolicyDoc, TargetDoc } from './model.js';

const COURTS = ['provider', 'partner', 'customer', 'third_party'];
const PRIORITIES = ['urgent', 'high', 'low'];

const day = [
  ['00:15', '01:45'],
  ['02:10', '02:50'],
  ['03:00', '12:00'],
  ['13:00', '24:00'],
];
const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [['01:00', '03:00']], sun: day };

/** Calendars around the clock changes of their zones, one of them never open and one only in a year. */
const CALENDARS: Record<string, CalendarDoc> = {
  always: { timeZone: 'UTC', hours: '24x7' },
  berlin: {
    timeZone: 'Europe/Berlin',
    hours: week,
    holidays: ['2026-10-23'],
    exceptions: { '2026-10-24': [['22:00', '24:00']] },
  },
  howe: { timeZone: 'Australia/Lord_Howe', hours: week },
  sparse: {
    timeZone: 'America/New_York',
    hours: {
      sun: [
        ['01:00', '01:10'],
        ['01:20', '01:21'],
        ['18:00', '24:00'],
      ],
      mon: [['00:00', '00:30']],
    },
  },
  apia: {
    timeZone: 'Pacific/Apia',
    hours: '24x7',
    holidays: ['2026-10-25'],
    exceptions: { '2026-10-26': [['00:05', '00:06']] },
  },
  never: { timeZone: 'UTC', hours: {} },
  far: {
    timeZone: 'Europe/Berlin',
    hours: {},
    exceptions: { '2027-11-28': [['00:00', '24:00']], '2027-11-29': [['00:00', '24:00']] },
  },
};
const BASES = [
  '2026-10-24T23:00:00Z',
  '2026-10-03T14:00:00Z',
  '2026-11-01T04:30:00Z',
  '2026-10-25T08:00:00Z',
  '2027-03-28T00:00:00Z',
];

const name = fc.constantFrom('always', 'always', 'always', 'berlin', 'howe', 'sparse', 'apia', 'never', 'far');
const minutes = fc.dictionary(fc.constantFrom(...PRIORITIES), fc.constantFrom(1, 1, 2, 3, 5, 15, 60, 600), {
  noNullPrototype: true,
});
const target: fc.Arbitrary<TargetDoc> = fc.record({
  metric: fc.constantFrom('first_response', 'next_response', 'update', 'handling', 'resolution'),
  party: fc.constantFrom('provider', 'partner', 'promise'),
  calendar: name,
  minutes,
});
const policy: fc.Arbitrary<PolicyDoc> = fc.record({
  targets: fc.uniqueArray(target, { maxLength: 8, selector: ({ metric, party }) => `${metric} ${party}` }),
});

/** A policy event often keeps much of the policy before, so that targets are dropped and come back. */
const change = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('keep' as const), without: fc.nat(7), calendar: name, policy }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('new' as const), without: fc.nat(7), calendar: name, policy }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('first' as const), without: fc.nat(7), calendar: name, policy }),
  },
);
const step = fc.record({
  pause: fc.oneof(fc.constantFrom(0, 0, 1, 30, 59, 60, 60, 61, 120, 120, 180, 300, 900, 3600), fc.nat(4000)),
  type: fc.constantFrom('reply', 'reply', 'reply', 'court', 'court', 'priority', 'policy', 'solved'),
  restless: fc.constantFrom('solved', 'solved', 'policy', 'policy', 'priority', 'reply'),
  by: fc.constantFrom('provider', 'partner', 'customer', 'customer'),
  to: fc.constantFrom('customer', 'desks', undefined),
  court: fc.constantFrom(...COURTS),
  priority: fc.constantFrom(...PRIORITIES),
  correction: fc.constantFrom(true, false, undefined, undefined),
  rule: fc.constantFrom('from-now', 'from-now', 'from-now', 'recompute'),
  reopens: fc.constantFrom(true, true, false),
  change,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const written = (at: number) => new Date(at * 1000).toISOString().replace('.000Z', 'Z');

/** Valid inputs of the contract, dense with edges: equal instants, targets met on the second, clock changes. */
export const histories: fc.Arbitrary<Doc> = fc
  .record({
    base: fc.constantFrom(...BASES),
    // Half of them are solved, reopened and given other agreements again and again.
    isRestless: fc.boolean(),
    policy,
    priority: fc.constantFrom(...PRIORITIES),
    court: fc.constantFrom(...COURTS),
    steps: fc.array(step, { maxLength: 14, size: 'max' }),
    rest: fc.oneof(fc.constantFrom(0, 0, 1, 60, 61, 120), fc.integer({ min: -3000, max: 6000 })),
  })
  .map(({ base, isRestless, policy, priority, court, steps, rest }): Doc => {
    let at = Date.parse(base) / 1000;
    const events: EventDoc[] = [{ at: base, type: 'created', priority, court }];
    let turn = court;
    let held = policy;
    for (const one of steps) {
      at += one.pause;
      const event = eventOf(isRestless ? { ...one, type: one.restless } : one, turn, held, policy);
      if (!event) continue;
      events.push({ at: written(at), ...event });
      turn = event.type === 'solved' ? '' : (event.court ?? turn);
      held = event.policy ?? held;
    }
    return { calendars: CALENDARS, policy, events, now: written(at + rest) };
  });

function eventOf(one: Step, turn: string, held: PolicyDoc, first: PolicyDoc): Omit<EventDoc, 'at'> | undefined {
  if (turn === '' && one.reopens && one.type !== 'priority' && one.type !== 'policy')
    return { type: 'reopened', court: one.court };
  switch (one.type) {
    case 'reply':
      return { type: 'reply', by: one.by, ...(one.by !== 'customer' && one.to && { to: one.to }) };
    case 'court':
      return turn === '' || one.court === turn ? undefined : { type: 'court', court: one.court };
    case 'priority':
      return {
        type: 'priority',
        priority: one.priority,
        ...(one.correction !== undefined && { correction: one.correction }),
      };
    case 'policy':
      return { type: 'policy', policy: changed(one.change, held, first), rule: one.rule };
    default:
      return turn === '' ? undefined : { type: 'solved' };
  }
}

function changed({ kind, without, calendar, policy }: Step['change'], held: PolicyDoc, first: PolicyDoc): PolicyDoc {
  if (kind === 'new') return policy;
  if (kind === 'first') return first;
  const kept = held.targets
    .filter((_, i) => i !== without % (held.targets.length + 1))
    .map((t, i) => (i === 0 ? { ...t, calendar } : t));
  const added = policy.targets
    .slice(0, 1)
    .filter((t) => !kept.some((k) => k.metric === t.metric && k.party === t.party));
  return { targets: [...added, ...kept] };
}
