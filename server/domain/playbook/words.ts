import { unreachable } from '../decision.js';
import type { OpenHours } from '../time/calendar.js';
import { SECONDS_A_DAY } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import { conditionInWords, listInWords, partyInWords } from './condition-words.js';
import {
  type AgreedPlaybook,
  type AskStep,
  type BranchStep,
  contactsOf,
  type Playbook,
  type Receivers,
  type SetStep,
  type Silence,
  type Step,
  type Trigger,
  type WaitStep,
} from './definition.js';
import type { CalendarsByName } from './facts.js';
import { armsOf, type Program } from './program.js';
import type { PlaybookRun } from './run.js';

type Contacts = Playbook['contacts'];

/** A step as an instruction. With the contacts people are named; without, as the log wants it, only their tier. */
export function stepInWords(step: Step, contacts: Contacts = {}): string {
  return sentence(phrase(step, contacts));
}

function phrase(step: Step, contacts: Contacts): string {
  switch (step.do) {
    case 'set':
      return setInWords(step);
    case 'assign': {
      const queue = step.queue === undefined ? [] : [`put it into the queue ${step.queue}`];
      const person = step.person === undefined ? [] : [`assign it to ${step.person}`];
      const onCall = step.onCall === undefined ? [] : [`assign it to ${whom({ onCall: step.onCall }, contacts)}`];
      return listInWords([...queue, ...person, ...onCall]);
    }
    case 'notify':
      return `tell ${whom(step.to, contacts)}`;
    case 'escalate':
      return `tell ${whom(step, contacts)}`;
    case 'hand-over':
      return `hand it to ${partyInWords(step.to)}`;
    case 'solve':
      return 'solve it';
    case 'webhook':
      return `call ${hostOf(step.url)} with ${step.event}`;
    case 'stop':
      return step.because === undefined ? 'stop' : `stop: ${step.because}`;
    case 'branch':
      return `see whether ${conditionInWords(step.if)}`;
    case 'wait':
      return waitInWords(step);
    case 'ask':
      return askInWords(step, contacts);
    default:
      return unreachable(step);
  }
}

function setInWords(step: SetStep): string {
  return listInWords([
    ...(step.priority ? [`set the priority to ${step.priority}`] : []),
    ...(step.component ? [`set the component to ${step.component}`] : []),
    ...(step.addTags ? [`add ${tagsInWords(step.addTags)}`] : []),
    ...(step.removeTags ? [`take away ${tagsInWords(step.removeTags)}`] : []),
    ...(step.upgrade ? [`${step.upgrade === 'approved' ? 'approve' : 'decline'} the upgrade`] : []),
  ]);
}

const tagsInWords = (tags: readonly string[]): string =>
  `the ${tags.length === 1 ? 'tag' : 'tags'} ${listInWords(tags)}`;

function waitInWords({ span, until }: WaitStep): string {
  const time = span && `${minutesInWords(span.minutes)} of ${span.calendar}`;
  const events = until && listInWords(until.map(triggerInWords), 'or');
  if (time && events) return `wait ${time}, or until it is ${events}`;
  return time ? `wait ${time}` : `wait until it is ${events}`;
}

function askInWords(step: AskStep, contacts: Contacts): string {
  const other = step.anotherPerson ? ', another person than who asked for it,' : '';
  const many = step.answers === 1 ? '' : ` (${step.answers} people)`;
  const time = `${minutesInWords(step.within.minutes)} of ${step.within.calendar}`;
  return `ask ${whom(step.of, contacts)}${many}${other} to approve within ${time}; ${silenceInWords(step.silence)}`;
}

const SILENCE_WORDS = { approve: 'approves', decline: 'declines', escalate: 'escalates' } as const;
/** What an approval that nobody answers comes to. */
export const silenceInWords = (silence: Silence): string => `silence ${SILENCE_WORDS[silence]}`;

/** Which arm a branch took, and why. */
export const branchInWords = ({ if: condition }: BranchStep, arm: 'then' | 'else'): string =>
  sentence(arm === 'then' ? `because ${conditionInWords(condition)}` : `not so: ${conditionInWords(condition)}`);

function whom(to: Receivers, contacts: Contacts): string {
  if (to === 'assignee') return 'whoever has it';
  if (typeof to === 'string') return partyInWords(to);
  if ('onCall' in to) return `whoever is on call in ${to.onCall}`;
  const names = (contacts[to.tier] ?? []).map(({ name }) => name);
  return names.length === 0 ? `the contacts of ${to.tier}` : listInWords(names);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** `90 min`, `2 h`, `1 h 30 min`. */
function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' ');
}

const HAPPENED: Readonly<Record<Trigger['type'], string>> = {
  'ticket-created': 'created',
  'origin-settled': 'settled where it comes from',
  'upgrade-requested': 'logged as an upgrade',
  'handed-over': 'handed over',
  'priority-changed': 'given another priority',
  'component-changed': 'given another component',
  'sla-warning': 'about to miss a target',
  'sla-breached': 'past a target',
  'outage-linked': 'linked to an outage',
  replied: 'answered',
  acknowledged: 'acknowledged',
  solved: 'solved',
  reopened: 'reopened',
  closed: 'closed',
  'by-hand': 'taken up by hand',
};

/** What a trigger means, as what the ticket then is: `answered by the partner`. */
export function triggerInWords({ type, by, to, metric, party }: Trigger): string {
  const target = [...(metric ? [metric.replaceAll('_', ' ')] : []), ...(party ? [`of ${partyInWords(party)}`] : [])];
  return [
    HAPPENED[type],
    ...(to ? [`to ${partyInWords(to)}`] : []),
    ...(by ? [`by ${partyInWords(by)}`] : []),
    ...(target.length > 0 ? [`(${target.join(' ')})`] : []),
  ].join(' ');
}

/** `tell Ms Vogt at 10:30 if not acknowledged`: what a run does next if nothing happens, with local times. */
export function nextInWords(
  agreed: AgreedPlaybook,
  program: Program,
  run: PlaybookRun,
  calendars: CalendarsByName,
  now: Seconds,
): string {
  const contacts = contactsOf(agreed);
  const instruction = run.step === null ? undefined : program.get(run.step);
  if (instruction?.step.do === 'ask') {
    const { of, within, silence } = instruction.step;
    const until = localTime(run.approval?.until ?? now, now, calendars.get(within.calendar));
    return `waits for ${whom(of, contacts)} to approve until ${until}; ${silenceInWords(silence)}`;
  }
  if (instruction?.step.do !== 'wait') return run.next;
  const { span, until } = instruction.step;
  if (!span || run.wakeAt === null) return `goes on once it is ${listInWords((until ?? []).map(triggerInWords), 'or')}`;
  const following = instruction.arms.expired;
  const then = following ? program.get(following)?.step : undefined;
  const unless = until ? ` if not ${listInWords(until.map(triggerInWords), 'or')}` : '';
  const time = localTime(run.wakeAt, now, calendars.get(span.calendar));
  return `${then ? phrase(then, contacts) : 'end'} at ${time}${unless}`;
}

/** `10:30`, with the date where it is another day than now: `10:30 on Tue 3 Nov`. */
function localTime(at: Seconds, now: Seconds, hours: OpenHours | undefined): string {
  const offset = hours?.zone.stretches(at, at + 1)[0]?.offset ?? 0;
  const local = new Date((at + offset) * 1000);
  const time = local.toISOString().slice(11, 16);
  const zone = hours ? '' : ' UTC';
  if (Math.floor((at + offset) / SECONDS_A_DAY) === Math.floor((now + offset) / SECONDS_A_DAY)) return `${time}${zone}`;
  const words = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${time}${zone} on ${words.format(local).replace(',', '')}`;
}

/** One line of an explanation. */
export interface Line {
  /** The step's id; empty for the line that says when the playbook begins. */
  step: string;
  depth: number;
  words: string;
}

/** A playbook in words: when it begins, then each step with its arms. */
export function explainInWords({ on, when, endsOn, contacts, steps }: Playbook): Line[] {
  const begins = `when a ticket is ${listInWords(on.map(triggerInWords), 'or')}`;
  const only = when ? `, if ${conditionInWords(when)}` : '';
  const ends = endsOn.length > 0 ? `; it ends once the ticket is ${listInWords(endsOn.map(triggerInWords), 'or')}` : '';
  return [{ step: '', depth: 0, words: sentence(`begins ${begins}${only}${ends}`) }, ...linesOf(steps, contacts, 0)];
}

const linesOf = (steps: readonly Step[], contacts: Contacts, depth: number): Line[] =>
  steps.flatMap((step) => [
    { step: step.id, depth, words: stepInWords(step, contacts) },
    ...armsOf(step).flatMap(([arm, inner]) =>
      inner.length === 0
        ? []
        : [
            { step: `${step.id}.${arm}`, depth: depth + 1, words: armInWords(arm) },
            ...linesOf(inner, contacts, depth + 2),
          ],
    ),
  ]);

const ARMS: ReadonlyMap<string, string> = new Map([
  ['then', 'If so:'],
  ['else', 'If not:'],
  ['happened', 'If that happens in time:'],
  ['expired', 'If the time is over:'],
  ['approved', 'If it is approved:'],
  ['declined', 'If it is declined:'],
  ['escalated', 'If nobody answers:'],
]);
const armInWords = (arm: string): string => ARMS.get(arm) ?? arm;

const sentence = (words: string): string => {
  const capital = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
};
