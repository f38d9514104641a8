import type { Caller } from '../../domain/access/access.js';
import { type ReportCut, type ReportLine, report } from '../../domain/sla/report.js';
import type { Seconds } from '../../domain/time/instant.js';
import { Problem } from '../../platform/problems.js';
import type { JudgedDocument, JudgedModel } from './model.js';

/** So many rows a report counts at most. */
const AT_MOST = 10_000;
const MAX_MS = 5_000;

export interface ReportQuestion {
  from: Seconds;
  to: Seconds;
  by: ReportCut;
  partner?: string | undefined;
  deal?: string | undefined;
}

interface Dependencies {
  rows: JudgedModel;
  /** The deals of a partner that share the provider's own targets with it. */
  sharedDeals(partner: string): Promise<readonly string[]>;
}

/** Counts how targets were kept, over the rows that were judged in a time. */
export function reportService({ rows, sharedDeals }: Dependencies) {
  /** The caller's company, where it is a partner: it sees its own alone, and of the provider's what its deals share. */
  async function horizon({ company }: Caller): Promise<{ filter: object; shared: readonly string[] | null }> {
    if (company.kind === 'provider') return { filter: {}, shared: null };
    if (company.kind !== 'partner') throw new Problem('not-allowed', 'Reports are for the desks.');
    const shared = await sharedDeals(company.id);
    return {
      filter: { partner: company.id, $or: [{ party: { $ne: 'provider' } }, { deal: { $in: shared } }] },
      shared,
    };
  }

  return {
    async sla(caller: Caller, { from, to, by, partner, deal }: ReportQuestion): Promise<ReportLine[]> {
      const { filter, shared } = await horizon(caller);
      const wanted = { at: { $gte: from, $lt: to }, ...(partner && { partner }), ...(deal && { deal }) };
      const found = await rows
        .find({ $and: [filter, wanted] } as never)
        .limit(AT_MOST + 1)
        .maxTimeMS(MAX_MS)
        .lean<JudgedDocument[]>();
      if (found.length > AT_MOST) {
        throw new Problem('too-wide', `More than ${AT_MOST} targets were judged then: narrow it down.`);
      }
      return report(found, by, (row) => shared === null || (row.deal !== null && shared.includes(row.deal)));
    },
  };
}
export type ReportService = ReturnType<typeof reportService>;
