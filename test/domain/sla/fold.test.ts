import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { read } from '../../../server/domain/input/reader.js';
import { advance, elapse, prune, refold, rewrites } from '../../../server/domain/sla/fold.js';
import { contextOf, explain } from '../../../server/domain/sla/index.js';
import { slaInput } from '../../../server/domain/sla/input.js';
import type { History, Row, SlaState } from '../../../server/domain/sla/types.js';
import { breaches, deadlines, newlyBreached, view } from '../../../server/domain/sla/view.js';
import { openHours } from '../../../server/domain/time/calendar.js';
import { parseInstant } from '../../../server/domain/time/instant.js';
import { histories } from './histories.js';
import { type Doc, model } from './model.js';

// By hand: RUNS=300000 SEED=7 npx mocha test/domain/sla/fold.test.ts
const runs = Number(process.env.RUNS ?? 700);
const seed = Number(process.env.SEED ?? 2026);
const budget = { seed, numRuns: runs };

function inputOf(doc: Doc) {
  const input = read(doc, slaInput);
  if (!input.ok) throw new Error(JSON.stringify(input.faults));
  const { calendars, history, now } = input.value;
  const hours = new Map([...calendars].map(([name, calendar]) => [name, openHours(calendar)]));
  return { history, now, context: contextOf(hours) };
}

const stored = (state: SlaState): SlaState => JSON.parse(JSON.stringify(prune(state)));
const idOf = ({ metric, party, cycle }: Pick<Row, 'metric' | 'party' | 'cycle'>) => `${metric} ${party} ${cycle}`;

describe('the SLA clock', () => {
  it('agrees with counting every second', function () {
    this.timeout(0);
    fc.assert(
      fc.property(histories, (doc) => {
        expect(explain(doc)).to.deep.equal({ ok: true, value: model(doc) });
      }),
      budget,
    );
  });

  it('comes to the same when it is stored after each event and only the last ended rows are kept', function () {
    this.timeout(0);
    fc.assert(
      fc.property(histories, (doc) => {
        const { history, context } = inputOf(doc);
        const told: History = { ...history, since: [] };
        let state = stored(refold(told, context));
        for (const event of history.since) {
          told.since = [...told.since, event];
          state = stored(rewrites(event) ? refold(told, context) : advance(state, event, context));
        }
        const full = refold(history, context);
        // A resolution that runs again leaves the ended ones, and what it had pushed out of them does not come back.
        const ended = full.ended.slice(full.ended.length - state.ended.length);
        expect(state).to.deep.equal({ ...full, ended });
      }),
      budget,
    );
  });

  it('foretells when its rows are due and broken', function () {
    this.timeout(0);
    fc.assert(
      fc.property(histories, (doc) => {
        const { history, context } = inputOf(doc);
        const state = refold(history, context);
        const isBroken = (id: string, at: number) =>
          view(state, at, context).targets.some((row) => idOf(row) === id && row.state === 'breached');
        const foretold = deadlines(state, context);
        for (const deadline of foretold) {
          const shown = view(state, state.at, context).targets.find((row) => idOf(row) === idOf(deadline));
          expect(parseInstant(shown?.dueAt ?? '')).to.equal(deadline.dueAt);
          if (deadline.breaksAt === null) continue;
          expect(isBroken(idOf(deadline), deadline.breaksAt - 1)).to.equal(false);
          expect(isBroken(idOf(deadline), deadline.breaksAt)).to.equal(true);
        }
        const until = state.at + 3600;
        const broken = breaches(state, until, context).map(idOf);
        expect(newlyBreached(state, elapse(state, until, context)).map(idOf)).to.have.members(broken);
      }),
      budget,
    );
  });
});

describe('a ticket with many cycles', () => {
  const target = { metric: 'update', party: 'promise', calendar: 'always', minutes: { high: 60 } } as const;
  const context = contextOf(
    new Map([['always', openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} })]]),
  );
  const history: History = {
    policy: { targets: [target, { ...target, metric: 'resolution' }] },
    created: { at: 0, type: 'created', priority: 'high', court: 'provider' },
    since: [
      ...Array.from({ length: 30 }, (_, i) => ({ at: 60 * i, type: 'reply', by: 'provider', to: 'customer' }) as const),
      { at: 1800, type: 'solved' },
    ],
  };
  const full = refold(history, context);
  const kept = prune(full);

  it('keeps the last twenty that ended', () => {
    expect(kept.ended).to.deep.equal(full.ended.slice(-20));
  });

  it('goes on counting them, and lets the resolution run again', () => {
    const reopened = advance(kept, { at: 3600, type: 'reopened', court: 'partner' }, context);
    expect(reopened.open.map(idOf)).to.deep.equal(['resolution promise 1', 'update promise 32']);
    expect(reopened.open[0]?.elapsed).to.deep.equal({ provider: 1800, partner: 0 });
  });
});
