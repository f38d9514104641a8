import { addOpenSeconds, type Calendar, type OpenHours, openHours } from '../time/calendar.js';
import type { Seconds } from '../time/instant.js';
import type { Court } from './vocabulary.js';

/** Courts of those who are waited for: what happens there if nobody answers is agreed. */
export const WAITED_FOR = ['customer', 'third_party'] as const;
export type WaitedFor = (typeof WAITED_FOR)[number];

/** What a deal says of a wait: when to remind and when to give up, in open minutes of a calendar since it began. */
export interface FollowUpRule {
  /** `null`: nine to five from Monday to Friday, where the customer is. */
  calendar: string | null;
  remindAfter: readonly number[];
  /** `null`: never. */
  solveAfter: number | null;
}

/** The follow-ups of a deal; `playbook`: its playbooks see to waits, and nothing happens besides. */
export type AgreedFollowUps = Readonly<Record<WaitedFor, FollowUpRule>> | 'playbook';

const WORKING_DAY = 8 * 60;
const days = (...count: readonly number[]): number[] => count.map((one) => one * WORKING_DAY);

/**
 * What holds where a deal says nothing. A customer who does not answer has lost interest; one whose ticket hangs on a
 * third party has not, so that it is given up much later.
 */
export const DEFAULT_FOLLOW_UPS: Readonly<Record<WaitedFor, FollowUpRule>> = {
  customer: { calendar: null, remindAfter: days(2, 5), solveAfter: 10 * WORKING_DAY },
  third_party: { calendar: null, remindAfter: days(2, 5, 10), solveAfter: 20 * WORKING_DAY },
};

export interface FollowUp {
  at: Seconds;
  what: 'remind' | 'solve';
}

/** A wait of a ticket, with all that will happen by itself while it lasts. It is planned once, when the wait begins. */
export interface Waiting {
  for: WaitedFor;
  since: Seconds;
  /** In which its days are named. */
  timeZone: string;
  /** In order of time. */
  plan: readonly FollowUp[];
  /** How many steps of the plan are done. */
  done: number;
}

/** Whose court it is, if it is one in which somebody is waited for. */
export const waitedForIn = (court: Court | null): WaitedFor | null =>
  WAITED_FOR.find((waitedFor) => waitedFor === court) ?? null;

/** A step further off than this is none: its calendar hardly ever opens. */
const AT_MOST = 400 * 86_400;

/** The steps of a wait that begins now. */
export function planOf(
  { remindAfter, solveAfter }: Omit<FollowUpRule, 'calendar'>,
  hours: OpenHours,
  since: Seconds,
): FollowUp[] {
  const steps = [
    ...remindAfter.map((minutes) => ({ what: 'remind' as const, minutes })),
    ...(solveAfter === null ? [] : [{ what: 'solve' as const, minutes: solveAfter }]),
  ];
  return steps
    .flatMap(({ what, minutes }): FollowUp[] => {
      const at = addOpenSeconds(hours, since, minutes * 60, since + AT_MOST);
      return at === null ? [] : [{ at, what }];
    })
    .sort((one, other) => one.at - other.at);
}

const OFFICE_DAY: readonly (readonly [string, string])[] = [['09:00', '17:00']];

/** Nine to five from Monday to Friday in a zone. */
export const officeHours = (timeZone: string): OpenHours => openHours(officeCalendar(timeZone));

const officeCalendar = (timeZone: string): Calendar => ({
  timeZone,
  hours: { mon: OFFICE_DAY, tue: OFFICE_DAY, wed: OFFICE_DAY, thu: OFFICE_DAY, fri: OFFICE_DAY },
  holidays: [],
  exceptions: {},
});

/** When a wait ends by itself; `null`: not at all. */
export const solvesAt = ({ plan }: Pick<Waiting, 'plan'>): Seconds | null =>
  plan.find(({ what }) => what === 'solve')?.at ?? null;
