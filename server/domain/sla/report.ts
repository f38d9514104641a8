import type { Owner } from './fault.js';

/** By what a report of targets can be cut. */
export const REPORT_CUTS = ['partner', 'deal', 'party', 'reason', 'priority', 'metric'] as const;
export type ReportCut = (typeof REPORT_CUTS)[number];

/** A row that has ended in time, or is broken: what reports count. */
export interface JudgedRow {
  metric: string;
  party: string;
  partner: string | null;
  deal: string | null;
  priority: string;
  breached: boolean;
  /** The seconds that ran in each court. */
  byCourt: Readonly<Record<string, number>>;
  /** Of a broken promise: who broke a target of their own; `null`: it is such a target, or kept. */
  fault: readonly Owner[] | null;
  /** What parties said of the breach. */
  reasons: readonly { party: Owner; id: string }[];
}

/** What a reader may know of the provider's own on a row: its targets, its fault, its reasons. */
export type Shares = (row: JudgedRow) => boolean;

export interface ReportLine {
  /** `null`: rows that have none of it. */
  key: string | null;
  met: number;
  breached: number;
  seconds: { provider: number; partner: number; other: number };
  /** Broken promises by who broke a target of their own; those of which the reader may not know it are in none. */
  fault: { provider: number; partner: number; both: number; neither: number };
}

/** Counts rows, cut by something; lines with the most breaches first. A row with two reasons is in the lines of both. */
export function report(rows: readonly JudgedRow[], cut: ReportCut, shares: Shares): ReportLine[] {
  const lines = new Map<string | null, ReportLine>();
  for (const row of rows) {
    for (const key of keysOf(row, cut, shares(row))) {
      const line = lines.get(key) ?? emptyLine(key);
      lines.set(key, added(line, row, shares(row)));
    }
  }
  return [...lines.values()].sort(
    (one, other) =>
      other.breached - one.breached || other.met - one.met || (String(one.key) < String(other.key) ? -1 : 1),
  );
}

const emptyLine = (key: string | null): ReportLine => ({
  ...{ key, met: 0, breached: 0, seconds: { provider: 0, partner: 0, other: 0 } },
  fault: { provider: 0, partner: 0, both: 0, neither: 0 },
});

/** Under which lines a row is. */
function keysOf(row: JudgedRow, cut: ReportCut, isShared: boolean): (string | null)[] {
  if (cut !== 'reason') return [row[cut]];
  const said = row.reasons.filter(({ party }) => isShared || party === 'partner').map(({ id }) => id);
  return said.length > 0 ? [...new Set(said)] : [null];
}

function added(line: ReportLine, { breached, byCourt, fault }: JudgedRow, isShared: boolean): ReportLine {
  const { provider = 0, partner = 0, ...others } = byCourt;
  const other = Object.values(others).reduce((sum, seconds) => sum + seconds, 0);
  const whose = fault === null ? null : faultKey(fault, isShared);
  return {
    key: line.key,
    met: line.met + (breached ? 0 : 1),
    breached: line.breached + (breached ? 1 : 0),
    seconds: {
      provider: line.seconds.provider + provider,
      partner: line.seconds.partner + partner,
      other: line.seconds.other + other,
    },
    fault: whose === null ? line.fault : { ...line.fault, [whose]: line.fault[whose] + 1 },
  };
}

/** Whose fault it was, as far as a reader knows: of what is not shared only that the partner's own was broken. */
function faultKey(fault: readonly Owner[], isShared: boolean): keyof ReportLine['fault'] | null {
  if (!isShared) return fault.includes('partner') ? 'partner' : null;
  return fault.length === 2 ? 'both' : (fault[0] ?? 'neither');
}
