import { type Caller, can } from '../access/access.js';
import { changed, type Decision, type Refusal, refused } from '../decision.js';
import type { Seconds } from '../time/instant.js';
import {
  type Cause,
  componentsOf,
  endOf,
  type Outage,
  type OutageEvent,
  type OutageInterval,
  type Report,
} from './outage.js';

export type OutageDecision = Decision<Outage, OutageEvent>;

/** What is known when an outage is reported: one interval. */
export interface NewOutage {
  title: string;
  cause: Cause;
  startedAt: Seconds;
  endedAt: Seconds | null;
  impact: OutageInterval['impact'];
  share: string | null;
  components: readonly string[];
}

/** Who speaks: reports of a partner or customer are kept by their company. */
export const reporterOf = ({ company }: Caller): Report['party'] => company;

/** Reports an outage. Made by somebody who may publish, it is published at once. */
export function report(caller: Caller, outage: NewOutage, at: Seconds): OutageDecision {
  if (!can(caller, 'outages:report')) return refused('not-allowed', 'You may not report outages.');
  const { title, cause, startedAt, endedAt, impact, share, components } = outage;
  const intervals = [{ from: startedAt, to: endedAt, impact, share, components }];
  const fault = faultOf(intervals, at);
  if (fault) return fault;
  const party = reporterOf(caller);
  const reported: Outage = { status: 'reported', title, cause, intervals, reports: [{ party, at }] };
  const event = reportedEvent(reported, party, at);
  if (!can(caller, 'outages:publish')) return changed(reported, [event]);
  const published = asPublished(reported, at);
  return changed(published.state, [event, ...published.events]);
}

/** Notes that another party told of an outage that is known already; the first report of each party counts. */
export function confirm(caller: Caller, outage: Outage, at: Seconds): OutageDecision {
  if (!can(caller, 'outages:report')) return refused('not-allowed', 'You may not report outages.');
  const party = reporterOf(caller);
  if (outage.reports.some((known) => isSame(known.party, party))) {
    return refused('wrong-state', 'Your company has reported this outage already.');
  }
  const reports = [...outage.reports, { party, at }];
  return changed({ ...outage, reports }, [reportedEvent(outage, party, at)]);
}

const reportedEvent = (outage: Outage, party: Report['party'], at: Seconds): OutageEvent => ({
  type: 'outage.reported',
  at,
  components: componentsOf(outage),
  party,
});

/** Shows an outage to those whom it concerns; from now on it is counted. */
export function publish(caller: Caller, outage: Outage, at: Seconds): OutageDecision {
  if (!can(caller, 'outages:publish')) return refused('not-allowed', 'Only a lead may publish an outage.');
  if (outage.status !== 'reported') return refused('wrong-state', 'This outage is published already.');
  const published = asPublished(outage, at);
  return changed(published.state, published.events);
}

function asPublished(outage: Outage, at: Seconds): { state: Outage; events: OutageEvent[] } {
  const ended = endOf(outage);
  const state: Outage = { ...outage, status: ended === null ? 'ongoing' : 'ended', publishedAt: at };
  const events: OutageEvent[] = [{ type: 'outage.published', at, components: componentsOf(outage) }];
  if (ended !== null) events.push({ type: 'outage.ended', at, endedAt: ended });
  return { state, events };
}

/** What an update says; what it leaves out stays as it is. */
export interface OutageUpdate {
  /** The id of its text. */
  note: string;
  impact?: OutageInterval['impact'] | undefined;
  share?: string | null | undefined;
  components?: readonly string[] | undefined;
}

/** Tells how an outage goes on. Another impact, share or set of components begins a new interval. */
export function update(caller: Caller, outage: Outage, said: OutageUpdate, at: Seconds): OutageDecision {
  if (!can(caller, 'outages:publish')) return refused('not-allowed', 'Only a lead may update an outage.');
  if (outage.status === 'reported') return refused('wrong-state', 'Publish this outage first.');
  const last = outage.intervals.at(-1);
  const next = last && { ...last, ...given(said) };
  if (!last || !next || isSameKind(last, next)) {
    return changed(outage, [{ type: 'outage.updated', at, note: said.note, interval: null }]);
  }
  if (outage.status === 'ended') {
    return refused('wrong-state', 'This outage has ended: correct its intervals instead.');
  }
  const interval = { ...next, from: Math.max(last.from, at), to: null };
  const before = interval.from > last.from ? [{ ...last, to: interval.from }] : [];
  const intervals = [...outage.intervals.slice(0, -1), ...before, interval];
  return changed({ ...outage, intervals }, [{ type: 'outage.updated', at, note: said.note, interval }]);
}

function given({ impact, share, components }: OutageUpdate): Partial<OutageInterval> {
  return {
    ...(impact !== undefined && { impact }),
    ...(share !== undefined && { share }),
    ...(components !== undefined && { components }),
  };
}

const isSameKind = (a: OutageInterval, b: OutageInterval): boolean =>
  a.impact === b.impact && a.share === b.share && a.components.join('\n') === b.components.join('\n');

/** Ends an outage, now or at an instant before. */
export function end(caller: Caller, outage: Outage, endedAt: Seconds, at: Seconds): OutageDecision {
  if (!can(caller, 'outages:publish')) return refused('not-allowed', 'Only a lead may end an outage.');
  if (outage.status === 'reported') return refused('wrong-state', 'Publish this outage first.');
  if (outage.status === 'ended') return refused('wrong-state', 'This outage has ended already.');
  const intervals = outage.intervals.map((interval) =>
    interval.to === null ? { ...interval, to: endedAt } : interval,
  );
  const fault = faultOf(intervals, at);
  if (fault) return fault;
  return changed({ ...outage, status: 'ended', intervals }, [{ type: 'outage.ended', at, endedAt }]);
}

/** What a correction replaces; what it leaves out stays as it is. */
export interface OutageCorrection {
  title?: string | undefined;
  cause?: Cause | undefined;
  intervals?: readonly OutageInterval[] | undefined;
  /** The id of the text that says why. */
  note: string;
}

/** Sets right what was recorded, whatever the state. An end that is taken back makes the outage go on. */
export function correct(caller: Caller, outage: Outage, correction: OutageCorrection, at: Seconds): OutageDecision {
  if (!can(caller, 'outages:publish')) return refused('not-allowed', 'Only a lead may correct an outage.');
  const { title = outage.title, cause = outage.cause, intervals = outage.intervals, note } = correction;
  const fault = faultOf(intervals, at);
  if (fault) return fault;
  const facts = { ...outage, title, cause, intervals };
  const isOpen = endOf(facts) === null;
  const fields = (['title', 'cause', 'intervals'] as const).filter((name) => correction[name] !== undefined);
  const events: OutageEvent[] = [{ type: 'outage.corrected', at, fields, note }];
  return changed(facts.status === 'reported' ? facts : { ...facts, status: isOpen ? 'ongoing' : 'ended' }, events);
}

/** Refuses intervals that cannot have been. */
function faultOf(intervals: readonly OutageInterval[], at: Seconds): Refusal | undefined {
  if (intervals.length === 0) return refused('invalid', 'An outage needs an interval.');
  let latest = Number.NEGATIVE_INFINITY;
  for (const [index, { from, to, components }] of intervals.entries()) {
    const isLast = index === intervals.length - 1;
    if (components.length === 0) return refused('invalid', 'An outage hits at least one component.');
    if (new Set(components).size < components.length) return refused('invalid', 'A component is named twice.');
    if (from > at || (to ?? at) > at) return refused('invalid', 'An outage is not known before it happens.');
    if ((to ?? at) < from) return refused('invalid', 'An outage does not end before it starts.');
    if (from < latest) return refused('invalid', 'Intervals of an outage follow each other.');
    if (to === null && !isLast) return refused('invalid', 'Only the last interval of an outage goes on.');
    latest = to ?? at;
  }
  return undefined;
}

const isSame = (a: Report['party'], b: Report['party']): boolean =>
  a.kind === b.kind && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
