import { type Broken, faultOf, type Owner } from '../sla/fault.js';
import type { Row, SlaState } from '../sla/types.js';
import type { Seconds } from '../time/instant.js';
import { rowKey } from './row-key.js';
import type { Member, Named } from './state.js';

/** What a party says of a breach of its own. */
export interface BreachReason {
  party: Owner;
  /** The partner that the ticket had then; absent in what was stored before it was kept. */
  partner?: string | null;
  reason: Named;
  note: string | null;
  by: Member;
  at: Seconds;
}

/** A row of the ticket that is broken: whose own targets were broken before it, and what they say of it. */
export interface Breach {
  metric: string;
  party: string;
  cycle: number;
  at: Seconds;
  /** Of a promise: who broke a target of their own; `null`: it is such a target itself. */
  fault: readonly Owner[] | null;
  reasons: readonly BreachReason[];
}

/** So many breaches a ticket remembers: the oldest are let go of. */
const KEPT = 200;

interface Clocks {
  sla: Pick<SlaState, 'open' | 'ended'>;
  breaches?: readonly Breach[];
  starts?: Readonly<Record<string, Seconds>>;
  createdAt: Seconds;
}

/**
 * The breaches of a ticket after something happened to its clocks. `whole`: its rows are all there, so that what none
 * of them shows has been rewritten; else rows that ended long ago may be gone, and their breaches stay.
 */
export function breachesAfter(
  { sla, breaches = [], starts = {}, createdAt }: Clocks,
  whole: boolean,
): readonly Breach[] {
  const rows = new Map([...sla.open, ...sla.ended].map((row) => [rowKey(row), row]));
  const known = new Map(breaches.map((breach) => [rowKey(breach), breach]));
  const stay = breaches.filter((breach) => !rows.has(rowKey(breach)) && !whole);
  const broken = [...rows.values()].filter((row): row is Row & { breachedAt: Seconds } => row.breachedAt !== null);
  const all: Broken[] = [...stay.map(({ party, at }) => ({ party: party as Row['party'], breachedAt: at })), ...broken];
  const now = broken.map((row): Breach => {
    const { metric, party, cycle, breachedAt: at } = row;
    const before = known.get(rowKey(row));
    const fault =
      party === 'promise' ? faultOf({ startedAt: starts[rowKey(row)] ?? createdAt, breachedAt: at }, all) : null;
    return { metric, party, cycle, at, fault, reasons: before?.reasons ?? [] };
  });
  return [...stay, ...now].sort((one, other) => one.at - other.at).slice(-KEPT);
}

/** When promises started, once something has happened at an instant: those that were not there before it start then. */
export function startsAfter(before: Clocks, sla: Clocks['sla'], at: Seconds): Readonly<Record<string, Seconds>> {
  const known = new Set([...before.sla.open, ...before.sla.ended].map(rowKey));
  const promises = [...sla.open, ...sla.ended].filter(({ party }) => party === 'promise').map(rowKey);
  return Object.fromEntries(
    promises.flatMap((key): [string, Seconds][] => {
      const started = before.starts?.[key] ?? (known.has(key) ? undefined : at);
      return started === undefined ? [] : [[key, started]];
    }),
  );
}

/** Who is asked for a breach's reason: whose target it is, or who broke one of their own before a promise was. */
export const askedFor = ({ party, fault }: Pick<Breach, 'party' | 'fault'>): readonly Owner[] =>
  fault ?? (party === 'provider' || party === 'partner' ? [party] : []);

/** Who is asked and has not said. */
export const stillAsked = (breach: Breach): readonly Owner[] =>
  askedFor(breach).filter((owner) => !breach.reasons.some(({ party }) => party === owner));
