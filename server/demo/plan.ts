import type { LocalDate } from '../domain/time/date.js';
import { formatInstant, type Seconds } from '../domain/time/instant.js';
import { type Chance, chance } from './random.js';
import { FAULTS, PRIORITIES, QUESTIONS, UPGRADES } from './texts.js';

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** How far back the story begins. */
export const STORY_DAYS = 92;
const TICKETS = 200;
const OUTAGES = 12;

/** A deal as far as the story needs it. */
export interface DealFacts {
  id: string;
  partner: string | null;
  customer: string;
  components: readonly string[];
  contact: { name: string; email: string };
  upgradable: { item: string; quantity: number; subscription: string; since: LocalDate } | null;
}

/** What somebody does about a ticket: who, is seen when it is their turn. */
export type Intent = 'answer' | 'pass' | 'ask' | 'reply' | 'solve' | 'rate';

/** One thing that happens in the story. */
export type Step = { at: Seconds } & (
  | {
      type: 'log';
      ticket: number;
      deal: DealFacts;
      by: 'partner' | 'customer' | 'provider';
      body: Record<string, unknown>;
    }
  | { type: 'intent'; ticket: number; intent: Intent; words: number }
  | { type: 'decide'; ticket: number; partner: string | null; decision: 'approve' | 'decline' }
  | { type: 'stranger'; ticket: number; body: Record<string, unknown> }
  | { type: 'outage'; outage: number; body: Record<string, unknown> }
  | { type: 'outage-update'; outage: number; text: string; impact: 'full' | 'degraded' | null }
  | { type: 'outage-end'; outage: number }
  | { type: 'maintenance'; body: Record<string, unknown> }
  | { type: 'credit-run'; month: string }
);

/** The whole story, in order of time: a pure function of seed, start instant and deals. */
export function plan(seed: string, start: Seconds, deals: readonly DealFacts[]): Step[] {
  const luck = chance(`${seed}/${start}`);
  const begin = start - STORY_DAYS * DAY;
  const steps = [
    ...Array.from({ length: TICKETS }, (_, n) => ticketSteps(n, luck, begin, start, deals)).flat(),
    ...strangers(TICKETS, luck, start),
    ...outageSteps(luck, begin, start),
    ...maintenanceSteps(begin, start),
    ...creditRuns(begin, start),
  ];
  return steps
    .map((step, index) => ({ step, index }))
    .filter(({ step }) => step.at < start)
    .sort((a, b) => a.step.at - b.step.at || a.index - b.index)
    .map(({ step }) => step);
}

/** Tickets come by day more than by night, and the last of them in the hours before the start. */
function ticketSteps(n: number, luck: Chance, begin: Seconds, start: Seconds, deals: readonly DealFacts[]): Step[] {
  const deal = luck.pick(deals);
  const recent = n >= TICKETS - 40;
  const at = recent
    ? start - luck.between(600, luck.pick([2, 5, 9, 26]) * HOUR)
    : workingInstant(luck, begin + (n * (start - begin)) / TICKETS);
  const by = loggedBy(luck, deal);
  const body = bodyOf(luck, deal, at);
  const steps: Step[] = [{ at, type: 'log', ticket: n, deal, by, body }];
  if (body.kind === 'upgrade' && luck.percent(85)) {
    const decision = luck.percent(75) ? 'approve' : 'decline';
    steps.push({ at: at + luck.between(20, 90) * 60, type: 'decide', ticket: n, partner: deal.partner, decision });
  }
  let time = at;
  for (const { intent, minutes } of course(luck, deal, recent)) {
    time += luck.between(Math.ceil(minutes / 2), minutes * 2) * 60;
    steps.push({ at: time, type: 'intent', ticket: n, intent, words: luck.between(0, 99) });
  }
  return steps;
}

const workingInstant = (luck: Chance, around: Seconds): Seconds => {
  const day = around - (around % DAY);
  return day + luck.between(6 * HOUR, 17 * HOUR) + luck.between(0, 59);
};

function loggedBy(luck: Chance, { partner }: DealFacts): 'partner' | 'customer' | 'provider' {
  if (partner === null) return luck.percent(85) ? 'customer' : 'provider';
  return luck.percent(55) ? 'partner' : luck.percent(80) ? 'customer' : 'provider';
}

/** How a ticket goes on: most are answered, some go to and fro, the recent ones are still under way. */
function course(luck: Chance, { partner }: DealFacts, recent: boolean): { intent: Intent; minutes: number }[] {
  if (recent && luck.percent(35)) return [];
  const steps: { intent: Intent; minutes: number }[] = [{ intent: 'answer', minutes: luck.pick([12, 25, 40, 90]) }];
  if (partner !== null && luck.percent(45))
    steps.push({ intent: 'pass', minutes: 30 }, { intent: 'answer', minutes: 60 });
  if (luck.percent(30)) steps.push({ intent: 'ask', minutes: 45 }, { intent: 'reply', minutes: 180 });
  if (recent && luck.percent(70)) return steps;
  steps.push({ intent: 'solve', minutes: luck.pick([60, 180, 600]) });
  if (luck.percent(40)) steps.push({ intent: 'rate', minutes: 240 });
  return steps;
}

function bodyOf(luck: Chance, deal: DealFacts, at: Seconds): Record<string, unknown> {
  const requester = { email: deal.contact.email, name: deal.contact.name };
  if (deal.upgradable && luck.percent(8) && formatInstant(at).slice(0, 10) >= deal.upgradable.since) {
    const { item, quantity, subscription } = deal.upgradable;
    const [subject, description] = luck.pick(UPGRADES);
    const upgrade = { subscription, item, quantity: quantity + luck.pick([2, 5, 8, 40]) };
    return { subject, description, kind: 'upgrade', priority: 'normal', requester, deal: deal.id, upgrade };
  }
  const component = luck.pick(deal.components);
  const isFault = luck.percent(72);
  const [subject, description] = luck.pick(isFault ? (FAULTS[component] ?? QUESTIONS) : QUESTIONS);
  const priority = isFault ? luck.pick(PRIORITIES) : luck.pick(['normal', 'low'] as const);
  const tags = luck.percent(30) ? [luck.pick(['migration', 'vip', 'branch', 'seasonal'])] : [];
  return {
    subject,
    description,
    kind: isFault ? 'incident' : 'question',
    priority,
    requester,
    deal: deal.id,
    component,
    tags,
  };
}

/** Mail-like tickets of people whom nobody knows: they wait in triage. */
const strangers = (first: number, luck: Chance, start: Seconds): Step[] =>
  [
    ['Cannot sign in since this morning', 'helen@harbor-annex.example'],
    ['Who do I ask about our invoice?', 'accounts@elbe-group.example'],
    ['Calls drop after ten seconds', 'reception@sol-hoteles-norte.example'],
  ].map(([subject, email], index) => ({
    ...{ at: start - luck.between(HOUR, 20 * HOUR), type: 'stranger', ticket: first + index },
    body: { subject, description: 'Please help.', requester: { email } },
  }));

function outageSteps(luck: Chance, begin: Seconds, start: Seconds): Step[] {
  const components = ['voice-eu', 'voice-us', 'meetings', 'storage', 'api', 'identity'];
  const steps: Step[] = [];
  for (let outage = 0; outage < OUTAGES; outage++) {
    const component = components[outage % components.length] ?? 'voice-eu';
    const at = workingInstant(luck, begin + DAY + (outage * (start - begin - 3 * DAY)) / OUTAGES);
    const impact = luck.percent(70) ? 'full' : 'degraded';
    const cause = luck.percent(80) ? 'provider' : luck.pick(['partner', 'third_party'] as const);
    const minutes = luck.pick([18, 35, 52, 90, 140]);
    const body = {
      title: TITLES[component],
      components: [component],
      impact,
      cause,
      startedAt: at - luck.between(3, 9) * 60,
    };
    steps.push({ at, type: 'outage', outage, body });
    steps.push({
      at: at + minutes * 20,
      type: 'outage-update',
      outage,
      text: 'The cause is found; we are putting it right.',
      impact: null,
    });
    if (impact === 'full' && minutes > 50) {
      steps.push({
        at: at + minutes * 40,
        type: 'outage-update',
        outage,
        text: 'Most of it works again, slowly.',
        impact: 'degraded',
      });
    }
    steps.push({ at: at + minutes * 60, type: 'outage-end', outage });
  }
  const now = {
    title: 'Meetings start slowly',
    components: ['meetings'],
    impact: 'degraded',
    cause: 'provider',
    startedAt: start - 42 * 60,
  };
  steps.push({ at: start - 36 * 60, type: 'outage', outage: OUTAGES, body: now });
  steps.push({
    at: start - 15 * 60,
    type: 'outage-update',
    outage: OUTAGES,
    text: 'We are adding capacity. Next word within the hour.',
    impact: null,
  });
  return steps;
}

const TITLES: Readonly<Record<string, string>> = {
  'voice-eu': 'No outbound calls in Europe',
  'voice-us': 'Calls in the Americas are cut off',
  meetings: 'Meetings cannot be joined',
  storage: 'Objects cannot be read',
  api: 'The API answers with errors',
  identity: 'Nobody can sign in',
};

function maintenanceSteps(begin: Seconds, start: Seconds): Step[] {
  const windows = [20, 48, 76].map((day, index) => {
    const startsAt = begin - (begin % DAY) + day * DAY + 22 * HOUR;
    const components = [['voice-eu'], ['storage', 'api'], ['identity']][index] ?? ['voice-eu'];
    return {
      at: startsAt - 4 * DAY,
      body: { title: 'Routine upgrade', startsAt, endsAt: startsAt + 2 * HOUR, components },
    };
  });
  const ahead = start - (start % DAY) + 5 * DAY + 22 * HOUR;
  windows.push({
    at: start - DAY,
    body: { title: 'New storage nodes', startsAt: ahead, endsAt: ahead + 3 * HOUR, components: ['storage'] },
  });
  return windows.map(({ at, body }) => ({ at, type: 'maintenance', body }));
}

/** The runs of the months before last; last month's is left to whoever walks through the demo. */
function creditRuns(begin: Seconds, start: Seconds): Step[] {
  const runs: Step[] = [];
  const last = monthBefore(start);
  for (let at = begin; at < start; at += DAY) {
    const date = new Date(at * 1_000);
    const month = monthBefore(at);
    if (date.getUTCDate() === 3 && month !== last)
      runs.push({ at: at - (at % DAY) + 9 * HOUR, type: 'credit-run', month });
  }
  return runs;
}

/** The name of the month before an instant's. */
export const monthBefore = (at: Seconds): string => {
  const date = new Date(at * 1_000);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
};
