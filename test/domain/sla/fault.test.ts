import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { faultOf } from '../../../server/domain/sla/fault.js';
import { elapse, lives, refold } from '../../../server/domain/sla/fold.js';
import { contextOf, explain } from '../../../server/domain/sla/index.js';
import type { TargetView } from '../../../server/domain/sla/view.js';
import { breachesAfter } from '../../../server/domain/ticket/breaches.js';
import { openHours } from '../../../server/domain/time/calendar.js';
import { formatInstant } from '../../../server/domain/time/instant.js';

const START = 1_772_442_000;
const METRICS = ['first_response', 'next_response', 'update', 'handling', 'resolution'] as const;
const PARTIES = ['provider', 'partner', 'promise'] as const;
const DESKS = ['provider', 'partner'] as const;

const targets = fc.uniqueArray(
  fc.record({
    metric: fc.constantFrom(...METRICS),
    party: fc.constantFrom(...PARTIES),
    calendar: fc.constant('always'),
    minutes: fc.record({ normal: fc.integer({ min: 1, max: 4 }) }),
  }),
  { selector: ({ metric, party }) => `${metric} ${party}`, minLength: 3, maxLength: 9 },
);
const step = fc.record({
  pause: fc.integer({ min: 1, max: 150 }),
  what: fc.constantFrom('provider', 'partner', 'customer', 'asks', 'answers', 'partner answers'),
});

interface Happening {
  [name: string]: unknown;
  at: number;
  type: string;
}

/** A history that is one by the contract: nothing happens while it would not fit. */
function historyOf(steps: readonly { pause: number; what: string }[]): Happening[] {
  let at = START;
  let court = 'provider';
  const events: Happening[] = [{ at, type: 'created', priority: 'normal', court }];
  for (const { pause, what } of steps) {
    at += pause;
    if (what === 'asks') events.push({ at, type: 'reply', by: 'customer' });
    else if (what === 'answers') events.push({ at, type: 'reply', by: 'provider', to: 'customer' });
    else if (what === 'partner answers') events.push({ at, type: 'reply', by: 'partner', to: 'customer' });
    else if (what !== court) {
      court = what;
      events.push({ at, type: 'court', court });
    }
  }
  return events;
}

const nameOf = ({ metric, party, cycle }: Pick<TargetView, 'metric' | 'party' | 'cycle'>) =>
  `${metric} ${party} ${cycle}`;

describe('whose fault a broken promise is', () => {
  const between = { startedAt: 100, breachedAt: 200 };

  it('is that of who broke a target of their own meanwhile', () => {
    expect(faultOf(between, [{ party: 'partner', breachedAt: 150 }])).to.deep.equal(['partner']);
    expect(faultOf(between, [{ party: 'provider', breachedAt: 200 }])).to.deep.equal(['provider']);
    expect(
      faultOf(between, [
        { party: 'partner', breachedAt: 150 },
        { party: 'provider', breachedAt: 100 },
      ]),
    ).to.deep.equal(['provider', 'partner']);
  });

  it('is nobody’s where all kept their own', () => {
    expect(
      faultOf(between, [
        { party: 'partner', breachedAt: 99 },
        { party: 'provider', breachedAt: 201 },
        { party: 'promise', breachedAt: 150 },
      ]),
    ).to.deep.equal([]);
  });

  it('agrees with looking at the clocks every second', () => {
    fc.assert(
      fc.property(targets, fc.array(step, { maxLength: 6 }), (policy, steps) => {
        const events = historyOf(steps);
        const end = (events.at(-1)?.at ?? START) + 300;
        const rowsAt = (now: number): TargetView[] => {
          const document = {
            ...{ calendars: { always: { timeZone: 'UTC', hours: '24x7' } }, policy: { targets: policy } },
            events: events.map((event) => ({ ...event, at: formatInstant(event.at) })),
            now: formatInstant(now),
          };
          const read = explain(document);
          if (!read.ok) throw new Error(JSON.stringify(read.faults));
          return read.value.targets;
        };
        const isBroken = (row: TargetView) => row.state === 'breached';
        const started = new Map<string, Set<string>>();
        const found = new Map<string, string[]>();
        for (let now = START; now <= end; now++) {
          const rows = rowsAt(now);
          const broken = rows.filter(isBroken);
          for (const promise of rows.filter(({ party }) => party === 'promise')) {
            const name = nameOf(promise);
            if (!started.has(name)) started.set(name, new Set(broken.map(nameOf)));
            if (!isBroken(promise) || found.has(name)) continue;
            const since = broken.filter((row) => !started.get(name)?.has(nameOf(row)));
            found.set(
              name,
              DESKS.filter((desk) => since.some(({ party }) => party === desk)),
            );
          }
        }
        const context = contextOf(
          new Map([['always', openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} })]]),
        );
        const [created, ...since] = events.map((event) => ({ to: 'customer', ...event })) as never[];
        const history = { policy: { targets: policy }, created: created as never, since };
        const sla = refold(history, context);
        const later = elapse(sla, end, context);
        const starts = Object.fromEntries([...lives(history, context)].map(([key, { startedAt }]) => [key, startedAt]));
        const breaches = breachesAfter({ sla: later, starts, createdAt: START }, true);
        const judged = breaches.filter(({ party }) => party === 'promise');
        expect(Object.fromEntries(judged.map((one) => [nameOf(one as never), one.fault]))).to.deep.equal(
          Object.fromEntries(found),
        );
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});
