import { changed, type Decision } from '../../decision.js';
import type { History, Policy, SlaEvent, Target } from '../../sla/types.js';
import type { TargetView } from '../../sla/view.js';
import type { Seconds } from '../../time/instant.js';
import { brokenRows, namedIn, reachedPlaces, rowKey, rowsAt } from '../clocks.js';
import type { ChangeRule, DealMark, RowChange, RowMark, TicketEvent, TicketHappening } from '../events.js';
import { isSameSource, sourcesAfter, sourcesSince } from '../sources.js';
import type { Agreed, TicketState } from '../state.js';
import { type Change, type Story, story } from '../story.js';

/** Other agreements for a ticket, and from when on they count. */
export interface NewTerms {
  rule: ChangeRule;
  agreed: Agreed;
  /** What the clocks were fed up to the stored version: `recompute` folds it anew. */
  history: History | null;
}

export interface AgreementsCommand extends NewTerms {
  /** The change of agreements that this is part of. */
  change: string;
  /** Of what became of its deal: then it is on record that it stays, whatever holds now. */
  deal?: DealMark;
}

/**
 * Takes a ticket to the agreements that hold now, or notes that it stays on its own. One that runs under them already,
 * and one that is closed, is left alone.
 */
export function changeAgreements(
  { change, deal, ...terms }: AgreementsCommand,
  state: TicketState,
  at: Seconds,
): Decision<TicketState, TicketEvent> {
  if (state.status === 'closed' || (!deal && isUnder(terms, state))) return changed(state, []);
  const tell = (rows: readonly RowChange[]): TicketHappening => ({
    ...{ type: 'ticket-agreements-changed', change, rule: terms.rule, rows, ...(deal && { deal }) },
  });
  if (terms.rule === 'keep') {
    const told = story(state, at);
    told.tell(tell([]), { snooze: state.snooze });
    return told.done();
  }
  const { told, rows } = retold(state, terms, at, tell, { snooze: state.snooze });
  const isNothing = rows.length === 0 && hasOnly(terms, state);
  return isNothing ? changed(state, []) : told.done();
}

/**
 * A story that begins with other terms: told with what they change of each row. What is past by them is shown as
 * broken, and not announced.
 */
export function retold(
  state: TicketState,
  { rule, agreed, history }: NewTerms,
  at: Seconds,
  happening: (rows: readonly RowChange[]) => TicketHappening,
  change: Change,
): { told: Story; rows: readonly RowChange[] } {
  const calendars = { ...state.calendars, ...namedIn(agreed.calendars, agreed.policy) };
  const sources =
    rule === 'recompute'
      ? sourcesSince(agreed.sources, state.createdAt)
      : sourcesAfter(state.sources, agreed.sources, at);
  const event: SlaEvent =
    rule === 'recompute'
      ? { at, type: 'policy', rule, policy: agreed.policy }
      : { at, type: 'policy', rule: 'from-now', policy: agreed.policy };
  const tellWith = (rows: readonly RowChange[]): Story => {
    const told = story({ ...state, calendars }, at, history);
    told.tell(happening(rows), { ...change, sources }, event);
    return told;
  };
  const rows = rowChanges(rowsAt(state, at).targets, rowsAt(tellWith([]).state, at).targets);
  const told = tellWith(rows);
  const { sla } = told.state;
  told.adjust({
    told: [...new Set([...told.state.told, ...brokenRows(sla)])],
    warned: [...new Set([...told.state.warned, ...reachedPlaces(sla)])],
  });
  return { told, rows };
}

/** Whether a ticket runs under these agreements already, and nothing of an earlier change would be taken back. */
const isUnder = (terms: NewTerms, state: TicketState): boolean =>
  hasOnly(terms, state) && (terms.rule !== 'recompute' || !terms.history?.since.some(({ type }) => type === 'policy'));

function hasOnly({ agreed }: NewTerms, { sla, sources }: TicketState): boolean {
  return (
    isSamePolicy(sla.policy, agreed.policy) &&
    agreed.sources.every((source) => {
      const cited = sources.findLast(({ metric, party }) => metric === source.metric && party === source.party);
      return cited !== undefined && isSameSource(cited, source);
    })
  );
}

function isSamePolicy({ targets }: Policy, other: Policy): boolean {
  const all = new Map(other.targets.map((target) => [`${target.metric} ${target.party}`, textOf(target)]));
  return (
    targets.length === other.targets.length &&
    targets.every((target) => all.get(`${target.metric} ${target.party}`) === textOf(target))
  );
}

const textOf = ({ calendar, minutes }: Target): string => JSON.stringify([calendar, Object.entries(minutes).sort()]);

/** The rows that differ, in the order in which they are shown. */
function rowChanges(before: readonly TargetView[], after: readonly TargetView[]): RowChange[] {
  const [old, now] = [new Map(before.map(keyed)), new Map(after.map(keyed))];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): RowChange[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const row = is ?? was;
    if (!row || JSON.stringify(was && markOf(was)) === JSON.stringify(is && markOf(is))) return [];
    const { metric, party, cycle } = row;
    return [{ metric, party, cycle, before: was ? markOf(was) : null, after: is ? markOf(is) : null }];
  });
}

const keyed = (row: TargetView): [string, TargetView] => [rowKey(row), row];

const markOf = ({ state, targetSeconds, dueAt, breachedAt }: TargetView): RowMark => ({
  ...{ state, targetSeconds, dueAt, breachedAt },
});
