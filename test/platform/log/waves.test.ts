import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { NumberedEvent } from '../../../server/platform/log/event.js';
import { wavesOf } from '../../../server/platform/log/waves.js';

const isWanted = ({ type }: { type: string }): boolean => type === 'wanted';

const eventsOf = (made: readonly { of: number; wanted: boolean }[]) =>
  made.map(({ of, wanted }, at) => ({
    seq: at + 1,
    event: { type: wanted ? 'wanted' : 'other', subject: { kind: 'counter', id: `c${of}` } },
  })) as NumberedEvent[];

const anyEvents = fc.array(fc.record({ of: fc.nat(4), wanted: fc.boolean() }), { maxLength: 40 }).map(eventsOf);

describe('waves of events', () => {
  it('have what is wanted, all of it in order, and come to the end of what there was', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: 1, max: 6 }), (events, together) => {
        const waves = [...wavesOf(events, together, isWanted)];
        const wanted = events.filter(({ event }) => isWanted(event));
        expect(waves.flatMap((wave) => wave.events)).to.deep.equal(wanted);
        expect(waves.at(-1)?.upTo ?? 0).to.equal(events.length);
      }),
      { seed: 20261130 },
    );
  });

  it('are never larger than asked for, nor have two of one subject, and leave nothing wanted behind their number', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: 1, max: 6 }), (events, together) => {
        let from = 0;
        for (const { events: some, upTo } of wavesOf(events, together, isWanted)) {
          const subjects = new Set(some.map(({ event }) => event.subject.id));
          expect(subjects.size).to.equal(some.length).and.at.most(together);
          const passed = events.filter(({ seq, event }) => seq > from && seq <= upTo && isWanted(event));
          expect(some).to.deep.equal(passed);
          from = upTo;
        }
      }),
      { seed: 20261130 },
    );
  });
});
