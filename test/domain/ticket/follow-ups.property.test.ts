import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { decide } from '../../../server/domain/ticket/decide.js';
import type { TicketEvent } from '../../../server/domain/ticket/events.js';
import { withPlaybooks } from '../../../server/domain/ticket/playbooks/reacting.js';
import type { PlaybookWorld } from '../../../server/domain/ticket/playbooks/world.js';
import { settle } from '../../../server/domain/ticket/settle.js';
import type { TicketState } from '../../../server/domain/ticket/state.js';
import type { FollowUpRule } from '../../../server/domain/ticket/waiting.js';
import { type Calendar, openHours } from '../../../server/domain/time/calendar.js';
import { ada, cas, context, handOver, made, NO_PLAYBOOKS, say, stored, terms, ticket } from './builders.js';

/** Friday, 2026-10-23T06:00:00Z: the clocks of Berlin go back two nights later. */
const START = Date.parse('2026-10-23T06:00:00Z') / 1000;

const HOURS: readonly Calendar['hours'][] = [
  {
    fri: [
      ['09:00', '12:00'],
      ['13:00', '17:30'],
    ],
    sun: [['01:00', '04:00']],
    mon: [['09:00', '17:00']],
  },
  { mon: [['22:00', '24:00']], tue: [['00:00', '02:30']], wed: [['09:00', '10:00']] },
  '24x7',
];
const ZONES = ['Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kathmandu'];

const calendars: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  hours: fc.constantFrom(...HOURS),
  holidays: fc.subarray(['2026-10-26', '2026-10-30', '2026-11-02']),
  exceptions: fc.constantFrom({}, { '2026-10-28': [] }, { '2026-10-26': [['10:00', '11:00'] as const] }),
});

const rules: fc.Arbitrary<Omit<FollowUpRule, 'calendar'>> = fc
  .record({
    reminders: fc.uniqueArray(fc.integer({ min: 1, max: 700 }), { maxLength: 3 }),
    more: fc.option(fc.integer({ min: 1, max: 300 })),
  })
  .map(({ reminders, more }) => {
    const remindAfter = reminders.toSorted((one, other) => one - other);
    return { remindAfter, solveAfter: more === null ? null : (remindAfter.at(-1) ?? 0) + more };
  });

/** Whether a calendar is open in the minute that begins at an instant, by the wall clock of its zone. */
function isOpen({ timeZone, hours, holidays, exceptions }: Calendar, at: number): boolean {
  const format = formats.get(timeZone) ?? formatOf(timeZone);
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(at * 1000).map(({ type, value }) => [type, value]));
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const day = parts.weekday?.toLowerCase() as 'mon';
  const ofWeek = hours === '24x7' ? [['00:00', '24:00'] as const] : (hours[day] ?? []);
  const open = exceptions[date] ?? (holidays.includes(date) ? [] : ofWeek);
  const time = `${parts.hour}:${parts.minute}`;
  return open.some(([from, to]) => from <= time && time < to);
}
const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });

/** The slow model: walks the minutes one by one and counts the open ones. */
function walked(calendar: Calendar, since: number, minutes: number, until: number): number | null {
  let open = 0;
  for (let at = since; at < until; at += 60) {
    if (isOpen(calendar, at) && ++open === minutes) return at + 60;
  }
  return null;
}

type Told = [at: number, what: string];

function expectedIn(calendar: Calendar, rule: Omit<FollowUpRule, 'calendar'>, since: number, until: number): Told[] {
  const steps = [
    ...rule.remindAfter.map((minutes) => ['ticket-reminded', minutes] as const),
    ...(rule.solveAfter === null ? [] : [['ticket-solved', rule.solveAfter] as const]),
  ];
  return steps.flatMap(([what, minutes]): Told[] => {
    const at = walked(calendar, since, minutes, until);
    return at === null ? [] : [[at, what]];
  });
}

const toldIn = (events: readonly TicketEvent[]): Told[] =>
  events
    .filter((event) => event.type === 'ticket-reminded' || (event.type === 'ticket-solved' && event.why === 'waiting'))
    .map(({ at, type }) => [at, type]);

/** A desk whose deal has these follow-ups. */
function worldOf(calendar: Calendar, rule: Omit<FollowUpRule, 'calendar'>): PlaybookWorld {
  const agreed = { ...rule, calendar: 'hours' };
  return {
    ...NO_PLAYBOOKS,
    calendars: new Map([['hours', openHours(calendar)]]),
    terms: () => terms({ followUps: { customer: agreed, third_party: agreed } }),
  };
}

describe('the follow-ups of a wait', () => {
  it('come at the instants that counting open minutes gives, once each, whenever somebody looks', () => {
    const minute = fc.integer({ min: 0, max: 14 * 1440 });
    fc.assert(
      fc.property(
        calendars,
        rules,
        fc.constantFrom('customer' as const, 'third_party' as const),
        fc.tuple(minute, minute).map((two) => two.toSorted((one, other) => one - other)),
        fc.array(minute, { maxLength: 5 }),
        fc.boolean(),
        (calendar, rule, court, [from = 0, until = 0], looks, snoozed) => {
          const world = worldOf(calendar, rule);
          const [since, end] = [START + from * 60, START + until * 60];
          let state: TicketState = { ...ticket(), createdAt: START, updatedAt: START };
          const events: TicketEvent[] = [];
          const change = (at: number, as: typeof ada | null, command: Parameters<typeof decide>[0] | null) => {
            const settled = settle(state, at, world);
            events.push(...settled.events);
            state = settled.state;
            if (as !== null && command !== null && state.status === 'open') {
              const after = withPlaybooks(made(decide(command, state, context(as), at)), world);
              events.push(...after.events);
              state = after.state;
            }
            state = stored(state);
          };
          change(since, ada, { verb: 'claim' });
          change(since, ada, handOver(court));
          if (snoozed) change(since, ada, { verb: 'snooze', until: since + 86_400, reason: null });
          for (const look of looks.toSorted((one, other) => one - other)) {
            if (look > from && look < until) change(START + look * 60, null, null);
          }
          change(
            end,
            court === 'customer' ? cas : ada,
            court === 'customer' ? say('customer') : handOver('provider', null),
          );
          change(end + 40 * 86_400, null, null);
          expect(toldIn(events)).to.deep.equal(expectedIn(calendar, rule, since, end));
          expect(state.waiting).to.equal(null);
        },
      ),
      { seed: 20_261_129, numRuns: 40 },
    );
  });
});
