import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { elapse, lives, refold } from '../../../server/domain/sla/fold.js';
import { elapsedSeconds } from '../../../server/domain/sla/row.js';
import type { SlaEvent } from '../../../server/domain/sla/types.js';
import { clockContext, rowKey } from '../../../server/domain/ticket/clocks.js';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import type { TicketEvent } from '../../../server/domain/ticket/events.js';
import { foundAt, settle } from '../../../server/domain/ticket/settle.js';
import type { Agreed, TicketState } from '../../../server/domain/ticket/state.js';
import {
  AGREED,
  ada,
  after,
  cas,
  context,
  fin,
  HANSA,
  handOver,
  lea,
  made,
  minutes,
  NINE,
  NO_PLAYBOOKS,
  pia,
  say,
  stored,
  ticket,
} from './builders.js';

const WARN_AT = [50, 75, 90];
const WARNING: Agreed = {
  ...AGREED,
  policy: { targets: AGREED.policy.targets.map((target) => ({ ...target, warnAt: WARN_AT })) },
};
const warning = () => ticket({ agreed: WARNING });

type Told = Extract<TicketEvent, { type: 'sla-due-soon' | 'sla-breached' }>;
const isTold = (event: TicketEvent): event is Told => event.type === 'sla-due-soon' || event.type === 'sla-breached';
const inWords = (event: Told): string =>
  [rowKey(event.target), event.type === 'sla-breached' ? 'broken' : `${event.percent} %`, event.at - NINE].join(' ');

describe('warnings', () => {
  it('come at the fractions that the policy names, at the instant of the clock', () => {
    const { events } = settle(warning(), NINE + minutes(31), NO_PLAYBOOKS);
    expect(events.filter(isTold).map(inWords)).to.deep.equal([
      'first_response provider 1 50 % 900',
      'first_response provider 1 75 % 1350',
      'first_response provider 1 90 % 1620',
      'first_response provider 1 broken 1801',
    ]);
  });

  it('count what the clock shows, not the wall', () => {
    const away = after(warning(), [ada, handOver('customer')]);
    expect(settle(away, NINE + minutes(600), NO_PLAYBOOKS).events).to.deep.equal([]);
    const back = stored(
      made(
        decide(
          handOver('provider'),
          settle(away, NINE + minutes(600), NO_PLAYBOOKS).state,
          context(lea),
          NINE + minutes(600),
        ),
      ).state,
    );
    expect(
      settle(back, NINE + minutes(615), NO_PLAYBOOKS)
        .events.filter(isTold)
        .map(inWords),
    ).to.deep.equal([`first_response provider 1 50 % ${minutes(600) + 840}`]);
  });

  it('say once what a new target passes at once', () => {
    const waiting = settle(warning(), NINE + minutes(14), NO_PLAYBOOKS).state;
    const hurried = decide(
      { verb: 'priority', priority: 'urgent', correction: false, history: null },
      waiting,
      context(ada),
      NINE + minutes(14),
    );
    const { events, state } = settle(stored(made(hurried).state), NINE + minutes(14), NO_PLAYBOOKS);
    expect(events.filter(isTold).map(inWords)).to.deep.equal([`first_response provider 1 90 % ${minutes(14)}`]);
    expect(
      settle(state, NINE + minutes(15) + 1, NO_PLAYBOOKS)
        .events.filter(isTold)
        .map(inWords),
    ).to.deep.equal([`first_response provider 1 broken ${minutes(15) + 1}`]);
  });

  it('are marked where they are found long after', () => {
    const late = (now: number) =>
      foundAt(settle(warning(), NINE + 1400, NO_PLAYBOOKS).events, NINE + now)
        .filter(isTold)
        .map(({ late }) => late ?? false);
    expect(late(1400)).to.deep.equal([true, false]);
    expect(late(960)).to.deep.equal([false, false]);
  });

  it('tell again of what a correction took back, once it is broken after all', () => {
    const set = (priority: 'urgent' | 'high', at: number) => ({
      at,
      type: 'priority' as const,
      priority,
      correction: false as const,
    });
    const created = { at: NINE, type: 'created' as const, priority: 'high', court: 'provider' as const };
    const since = [set('urgent', NINE + minutes(16))];
    const history = { policy: WARNING.policy, created, since };
    const give = (state: TicketState, priority: 'urgent' | 'high', at: number, corrects = false) => {
      const command = { verb: 'priority', priority, correction: corrects, history: corrects ? history : null } as const;
      return made(decide(command, stored(settle(state, at, NO_PLAYBOOKS).state), context(lea), at));
    };
    const broken = give(warning(), 'urgent', NINE + minutes(16));
    const mended = give(broken.state, 'high', NINE + minutes(17), true);
    const again = give(mended.state, 'urgent', NINE + minutes(18));
    const told = [broken, mended, again].map(({ events }) => events.filter(isTold).map(inWords));
    expect(told).to.deep.equal([
      [`first_response provider 1 broken ${minutes(16)}`],
      [],
      [`first_response provider 1 broken ${minutes(18)}`],
    ]);
  });

  it('come at the fractions of the priority that a ticket should have had, once that is corrected', () => {
    const since = [
      { at: NINE + minutes(1), type: 'priority' as const, priority: 'urgent', correction: false as const },
    ];
    const created = { at: NINE, type: 'created' as const, priority: 'high', court: 'provider' as const };
    const history = { policy: WARNING.policy, created, since };
    const hurried = decide(
      { verb: 'priority', priority: 'urgent', correction: false, history: null },
      warning(),
      context(lea),
      NINE + minutes(1),
    );
    const { state, events } = settle(stored(made(hurried).state), NINE + minutes(10), NO_PLAYBOOKS);
    expect(events.filter(isTold).map(inWords)).to.deep.equal(['first_response provider 1 50 % 450']);
    const corrected = decide(
      { verb: 'priority', priority: 'high', correction: true, history },
      stored(state),
      context(lea),
      NINE + minutes(10),
    );
    const { events: after } = settle(stored(made(corrected).state), NINE + minutes(31), NO_PLAYBOOKS);
    expect(after.filter(isTold).map(inWords)).to.deep.equal([
      'first_response provider 1 50 % 900',
      'first_response provider 1 75 % 1350',
      'first_response provider 1 90 % 1620',
      'first_response provider 1 broken 1801',
    ]);
  });

  it('are none where the policy names none', () => {
    const silent = {
      ...AGREED,
      policy: { targets: AGREED.policy.targets.map((target) => ({ ...target, warnAt: [] })) },
    };
    const { events } = settle(ticket({ agreed: silent }), NINE + minutes(31), NO_PLAYBOOKS);
    expect(events.filter(isTold).map(inWords)).to.deep.equal(['first_response provider 1 broken 1801']);
  });
});

const command: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.constant(say('customer')),
  fc.constant(say('desks')),
  fc.constantFrom(handOver('provider'), handOver('partner'), handOver('customer')),
  fc.record({
    ...{ verb: fc.constant('priority' as const), priority: fc.constantFrom('urgent' as const, 'high' as const) },
    ...{ correction: fc.constant(false), history: fc.constant(null) },
  }),
  fc.constant({ verb: 'solve', message: null } as const),
  fc.constant({ verb: 'reopen', court: null, message: null } as const),
);
const step = fc.record({
  caller: fc.constantFrom(ada, lea, pia, cas),
  command,
  pause: fc.integer({ min: 0, max: 3000 }),
  looks: fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 3 }),
});

/**
 * Every second the clocks are looked at: a place on a row's clock that is reached while it runs is told once, the
 * highest of those reached in the same second; a row that is broken is told once, and of its places nothing more.
 */
function bySeconds({ policy, calendars }: Agreed, fed: readonly SlaEvent[], end: number): string[] {
  const clocks = clockContext(calendars);
  const { priority, court } = { priority: 'high', court: 'provider' as const };
  const created = { at: NINE, type: 'created' as const, priority, court };
  const said: string[] = [];
  const done = new Set<string>();
  const instants = [...new Set([NINE, ...fed.map(({ at }) => at)])];
  const stops = [...instants, end + 1];
  for (const [index, from] of instants.entries()) {
    const state = refold({ policy, created, since: fed.filter(({ at }) => at <= from) }, clocks);
    for (let now = from; now < (stops[index + 1] ?? end); now++) {
      const { open, court: turn } = elapse(state, now, clocks);
      for (const row of open) {
        const key = rowKey(row);
        const places = WARN_AT.map((percent) => `${key} ${percent}`);
        if (row.breachedAt !== null && !done.has(`${key} broken`)) {
          said.push(`${key} broken ${now - NINE}`);
          for (const place of [...places, `${key} broken`]) done.add(place);
        }
        if (row.target === null || turn === null || row.elapsed[turn] === undefined) continue;
        const target = row.target;
        const reached = WARN_AT.filter((percent) => elapsedSeconds(row) * 100 >= target * percent);
        const news = reached.filter((percent) => !done.has(`${key} ${percent}`));
        for (const percent of news) done.add(`${key} ${percent}`);
        if (news.length > 0) said.push(`${key} ${news.at(-1)} % ${now - NINE}`);
      }
    }
  }
  return said;
}

describe('any life of a ticket', () => {
  const short: Agreed = {
    ...WARNING,
    policy: {
      targets: [
        ...WARNING.policy.targets.map((target) => ({ ...target, minutes: { urgent: 10, high: 25 } })),
        {
          metric: 'next_response',
          party: 'promise',
          calendar: 'always@1',
          minutes: { urgent: 7, high: 30 },
          warnAt: WARN_AT,
        },
      ],
    },
  };

  it('tells every warning and breach once, at its instant, however often somebody looks', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let state: TicketState = ticket({ agreed: short });
        const fed: SlaEvent[] = [];
        const told: TicketEvent[] = [];
        const take = (one: { state: TicketState; events: readonly TicketEvent[] }) => {
          state = stored(one.state);
          told.push(...one.events);
          fed.push(...one.events.flatMap(({ sla }) => sla ?? []));
        };
        let now = NINE;
        for (const { caller, command, pause, looks } of steps) {
          for (const look of [...looks].sort((a, b) => a - b).filter((one) => one < pause)) {
            take(settle(state, now + look, NO_PLAYBOOKS));
          }
          now += pause;
          take(settle(state, now, NO_PLAYBOOKS));
          const decision = decide(command, state, context(caller), now);
          if (decision.ok) take(decision);
        }
        const end = now + 4000;
        take(settle(state, end, NO_PLAYBOOKS));
        expect(told.filter(isTold).map(inWords).sort()).to.deep.equal(bySeconds(short, fed, end).sort());
        const created = { at: NINE, type: 'created' as const, priority: 'high', court: 'provider' as const };
        const all = lives({ policy: short.policy, created, since: fed }, clockContext(short.calendars));
        const promises = [...state.sla.open, ...state.sla.ended].filter(({ party }) => party === 'promise').map(rowKey);
        expect(promises.map((key) => state.starts?.[key] ?? NINE)).to.deep.equal(
          promises.map((key) => all.get(key)?.startedAt),
        );
        expect(told.map(({ at }) => at)).to.deep.equal(told.map(({ at }) => at).sort((a, b) => a - b));
      }),
      { seed: 11, numRuns: 25 },
    );
  });
});

describe('why a clock was broken', () => {
  const broken = () => stored(settle(warning(), NINE + minutes(31), NO_PLAYBOOKS).state);
  const KEY = 'first_response provider 1';
  const reason = { id: 'staffing', name: 'Too few people' };
  const because = (key = KEY) => ({ verb: 'breach-reason', key, reason, note: null }) as const;
  const at = NINE + minutes(40);

  it('is asked of the party, and said by it or a lead', () => {
    expect(broken().breaches).to.deep.equal([
      { metric: 'first_response', party: 'provider', cycle: 1, at: NINE + minutes(30), fault: null, reasons: [] },
    ]);
    const said = made(decide(because(), broken(), context(ada), at));
    expect(said.events).to.deep.include({
      ...{ type: 'ticket-breach-explained', row: { metric: 'first_response', party: 'provider', cycle: 1 } },
      ...{ party: 'provider', partner: HANSA.id, reason, note: null, at, number: broken().events + 1 },
    });
    expect(said.state.breaches?.[0]?.reasons.map(({ by }) => by.name)).to.deep.equal(['Ada']);
    expect(made(decide(because(), said.state, context(lea), at)).events).to.deep.equal([]);
  });

  it('is not for others, and not for those who do not see the row', () => {
    const outcomes = [
      decide(because(), broken(), context(pia), at),
      decide(because(), broken(), context(cas), at),
      decide(because(), broken(), context(pia, { sharesProviderRows: true }), at),
      decide(because(), broken(), context(fin), at),
      decide(because('handling partner 1'), broken(), context(ada), at),
      decide(because(), warning(), context(ada), at),
    ];
    expect(outcomes.map((one) => (one.ok ? 'said' : one.code))).to.deep.equal([
      ...['not-found', 'not-found', 'not-allowed', 'not-allowed', 'not-found', 'not-found'],
    ]);
  });
});
