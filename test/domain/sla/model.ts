/**
 * The SLA clock told slowly and in another way than the product tells it: first what held after each event, then which
 * rows began and ended at which event, then each row's seconds one by one. It reads the documents of the contract.
 */
export interface Doc {
  calendars: Record<string, CalendarDoc>;
  policy: PolicyDoc;
  events: EventDoc[];
  now: string;
}
export interface CalendarDoc {
  timeZone: string;
  hours: '24x7' | Record<string, string[][]>;
  holidays?: string[];
  exceptions?: Record<string, string[][]>;
}
export interface TargetDoc {
  metric: string;
  party: string;
  calendar: string;
  minutes: Record<string, number>;
}
export interface PolicyDoc {
  targets: TargetDoc[];
}
export interface EventDoc {
  at: string;
  type: string;
  priority?: string;
  correction?: boolean;
  court?: string;
  by?: string;
  to?: string;
  policy?: PolicyDoc;
  rule?: string;
}

/** What held from an event on. */
interface Moment {
  at: number;
  event: EventDoc;
  court: string;
  priority: string;
  policy: PolicyDoc;
}
interface Spell {
  from: number;
  to: number | null;
  by: string | null;
}
interface RowModel {
  metric: string;
  party: string;
  cycle: number;
  spells: Spell[];
}

const seconds = (text: string): number => Date.parse(text) / 1000;
const iso = (at: number | null): string | null =>
  at === null ? null : `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
const same = (a: { metric: string; party: string }, b: { metric: string; party: string }) =>
  a.metric === b.metric && a.party === b.party;
const find = (policy: PolicyDoc, named: { metric: string; party: string }) =>
  policy.targets.find((t) => same(t, named));

export function model(doc: Doc): unknown {
  const now = seconds(doc.now);
  const { moments, policies } = momentsOf(doc, now);
  const names: { metric: string; party: string }[] = [];
  for (const { metric, party } of policies.flatMap(({ targets }) => targets)) {
    if (!names.some((name) => same(name, { metric, party }))) names.push({ metric, party });
  }
  const rows = names.flatMap((name) => rowsOf(name, moments));
  const court: Record<string, number> = { provider: 0, partner: 0, customer: 0, third_party: 0 };
  moments.forEach((moment, i) => {
    if (moment.court !== '') court[moment.court] = (court[moment.court] ?? 0) + (moments[i + 1]?.at ?? now) - moment.at;
  });
  return { targets: rows.map((row) => shown(row, moments, now, doc.calendars)), court };
}

function momentsOf(doc: Doc, now: number): { moments: Moment[]; policies: PolicyDoc[] } {
  const events = doc.events.filter((event) => seconds(event.at) <= now);
  const lastRecompute = events.findLastIndex((event) => event.rule === 'recompute');
  const policies = [events[lastRecompute]?.policy ?? doc.policy];
  const priorities: (string | undefined)[] = [];
  let setBy = 0;
  events.forEach((event, i) => {
    if (event.priority === undefined) return;
    if (!event.correction) setBy = i;
    priorities[setBy] = event.priority;
  });
  const moments: Moment[] = [];
  let [court, priority, policy] = ['', '', policies[0] ?? doc.policy];
  events.forEach((event, i) => {
    if (event.type === 'solved') court = '';
    court = event.court ?? court;
    priority = priorities[i] ?? priority;
    if (event.policy && i > lastRecompute) {
      policy = event.policy;
      policies.push(policy);
    }
    // What only rewrote the past did nothing at its own instant.
    if (event.correction || (event.policy && i <= lastRecompute)) return;
    moments.push({ at: seconds(event.at), event, court, priority, policy });
  });
  return { moments, policies };
}

const answers = ({ event }: Moment, party: string): boolean => {
  if (event.type !== 'reply' || event.by === 'customer') return false;
  return party === 'promise' ? (event.to ?? 'customer') === 'customer' : event.by === party;
};
const asks = ({ event }: Moment, party: string): boolean => {
  if (event.type !== 'reply') return false;
  if (event.by === 'customer') return true;
  return event.to === 'desks' && party !== 'promise' && event.by !== party;
};
const holds = (party: string, court: string): boolean =>
  party === 'promise' ? court === 'provider' || court === 'partner' : court === party;
const runs = ({ metric, party }: { metric: string; party: string }): string[] =>
  ['provider', 'partner', 'third_party'].filter(
    (court) => holds(party, court) || (metric === 'update' && party === 'promise' && court === 'third_party'),
  );
const targetSeconds = (moment: Moment, name: { metric: string; party: string }): number | null => {
  const minutes = find(moment.policy, name)?.minutes[moment.priority];
  return minutes === undefined ? null : minutes * 60;
};

function rowsOf(name: { metric: string; party: string }, moments: Moment[]): RowModel[] {
  const { metric, party } = name;
  const rows: RowModel[] = [];
  const firsts = metric === 'next_response' ? rowsOf({ metric: 'first_response', party }, moments) : [];
  moments.forEach((moment, i) => {
    const before = moments[i - 1];
    const has = find(moment.policy, name) !== undefined;
    const spell = rows.at(-1)?.spells.at(-1);
    const isOpen = spell !== undefined && spell.to === null;
    if (isOpen) {
      const by = endsBy(name, moment, has);
      if (by !== null) Object.assign(spell, { to: i, by });
      else return;
    }
    if (!has || moment.court === '') return;
    const isNew = !before || !find(before.policy, name);
    const reopened = moment.event.type === 'reopened';
    const isOwed = firsts.some(
      ({ spells: [first] }) =>
        first &&
        first.from < i &&
        (first.to === null || first.to > i) &&
        targetSeconds(moment, { metric: 'first_response', party }) !== null,
    );
    const starts: Record<string, boolean> = {
      first_response: isNew && !moments.slice(0, i).some((earlier) => answers(earlier, party)),
      next_response: asks(moment, party) && !isOwed,
      update: isNew || reopened || answers(moment, party),
      handling: holds(party, moment.court) && (isNew || !before || !holds(party, before.court)),
      resolution: isNew || reopened,
    };
    // first_response and next_response that only came into the policy while solved do not start by a reopening
    if (!starts[metric]) return;
    const last = rows.at(-1);
    if (metric === 'resolution' && reopened && last && resumes(name, last, moments, i)) {
      last.spells.push({ from: i, to: null, by: null });
    } else rows.push({ ...name, cycle: rows.length + 1, spells: [{ from: i, to: null, by: null }] });
  });
  return rows;
}

function endsBy({ metric, party }: { metric: string; party: string }, moment: Moment, has: boolean): string | null {
  if (!has) return 'policy';
  if (moment.event.type === 'solved') return 'solved';
  if (metric === 'handling' && !holds(party, moment.court)) return 'hand-over';
  return metric !== 'handling' && metric !== 'resolution' && answers(moment, party) ? 'reply' : null;
}

function resumes(name: { metric: string; party: string }, row: RowModel, moments: Moment[], now: number): boolean {
  const end = row.spells.at(-1);
  if (end?.by !== 'solved') return false;
  const since = moments.slice(end.to ?? 0, now + 1).filter(({ event }) => event.type === 'reopened');
  return since.every(({ policy }) => find(policy, name) !== undefined);
}

function shown(row: RowModel, moments: Moment[], now: number, calendars: Record<string, CalendarDoc>): unknown {
  const byCourt: Record<string, number> = Object.fromEntries(runs(row).map((court) => [court, 0]));
  let elapsed = 0;
  let target: number | null = null;
  let reachedAt: number | null = null;
  let breachedAt: number | null = null;
  for (const { from, to } of row.spells) {
    for (let i = from; i < (to ?? moments.length); i++) {
      const moment = moments[i];
      if (!moment) continue;
      const wanted = targetSeconds(moment, row);
      if (wanted !== target) {
        target = wanted;
        reachedAt = target === elapsed ? moment.at : null;
        if (target !== null && elapsed > target) breachedAt ??= moment.at;
      }
      if (!(moment.court in byCourt)) continue;
      const calendar = calendarOf(calendars, moment, row);
      for (let second = moment.at; second < (moments[i + 1]?.at ?? now); second++) {
        if (!isOpen(calendar, second)) continue;
        elapsed++;
        byCourt[moment.court] = (byCourt[moment.court] ?? 0) + 1;
        if (elapsed === target) reachedAt = second + 1;
        if (target !== null && elapsed > target) breachedAt ??= reachedAt;
      }
    }
  }
  const last = row.spells.at(-1);
  const by = last?.by ?? null;
  const present = moments.at(-1);
  const isRunning = by === null && present !== undefined && present.court in byCourt;
  const open = isRunning ? 'running' : 'paused';
  const unbreached = target === null || by === 'policy' ? 'not_applicable' : by !== null ? 'met' : open;
  const state = breachedAt !== null ? 'breached' : unbreached;
  let dueAt = state === 'breached' ? breachedAt : null;
  if (state === 'running' && present && target !== null) {
    dueAt = reachedAt ?? whenOpen(calendarOf(calendars, present, row), now, target - elapsed);
  }
  const endedAt = last && last.to !== null ? (moments[last.to]?.at ?? null) : null;
  const { metric, party, cycle } = row;
  return {
    metric,
    party,
    cycle,
    state,
    elapsedSeconds: elapsed,
    elapsedByCourt: byCourt,
    targetSeconds: target,
    dueAt: iso(dueAt),
    breachedAt: iso(breachedAt),
    metAt: iso(by === 'policy' ? null : endedAt),
    endedBy: by,
  };
}

function calendarOf(calendars: Record<string, CalendarDoc>, moment: Moment, row: RowModel): CalendarDoc {
  const calendar = calendars[find(moment.policy, row)?.calendar ?? ''];
  if (!calendar) throw new Error('The model has lost a calendar');
  return calendar;
}

function whenOpen(calendar: CalendarDoc, from: number, wanted: number): number | null {
  let rest = wanted;
  let second = from;
  while (second < from + 400 * 86_400) {
    const isWhole = second % 60 === 0;
    if (isWhole && isBarren(calendar, second)) second += 3600;
    else if (!isOpen(calendar, second)) second += isWhole ? 60 : 1;
    else {
      const step = isWhole && rest >= 60 ? 60 : 1;
      rest -= step;
      second += step;
      if (rest === 0) return second <= from + 400 * 86_400 ? second : null;
    }
  }
  return null;
}

/** Whether a calendar that is open on special dates only has none around here. */
const isBarren = ({ hours, exceptions = {} }: CalendarDoc, second: number): boolean =>
  Object.keys(hours).length === 0 &&
  Object.keys(exceptions).every((date) => Math.abs(seconds(`${date}T12:00:00Z`) - second) > 3 * 86_400);

const memory = new Map<string, { format: Intl.DateTimeFormat; minutes: Map<number, boolean> }>();
const identities = new WeakMap<CalendarDoc, { format: Intl.DateTimeFormat; minutes: Map<number, boolean> }>();

/** Whether a calendar is open in a second, asked of the wall clock that the runtime shows (once for each minute). */
function isOpen(calendar: CalendarDoc, second: number): boolean {
  let memo = identities.get(calendar);
  if (!memo) {
    const text = JSON.stringify(calendar);
    memo = memory.get(text) ?? { format: formatOf(calendar.timeZone), minutes: new Map() };
    memory.set(text, memo);
    identities.set(calendar, memo);
  }
  const minute = Math.floor(second / 60);
  const known = memo.minutes.get(minute);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(memo.format.formatToParts(second * 1000).map(({ type, value }) => [type, value]));
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const time = `${parts.hour}:${parts.minute}`;
  const usual =
    calendar.hours === '24x7' ? [['00:00', '24:00']] : (calendar.hours[parts.weekday?.toLowerCase() ?? ''] ?? []);
  const windows = calendar.exceptions?.[date] ?? (calendar.holidays?.includes(date) ? [] : usual);
  const isIn = windows.some(([from = '', to = '']) => from <= time && time < to);
  memo.minutes.set(minute, isIn);
  return isIn;
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
