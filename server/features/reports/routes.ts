import { z } from 'zod';
import { REPORT_CUTS, type ReportLine } from '../../domain/sla/report.js';
import { type Route, route } from '../../platform/http/route.js';
import { instantIn } from '../../platform/http/wire.js';
import { invalid } from '../../platform/problems.js';
import type { ReportService } from './service.js';

const count = z.int().min(0);
const line = z
  .object({
    key: z.string().nullable().describe('What the line is of; null: rows that have none'),
    name: z.string().nullable(),
    met: count,
    breached: count,
    seconds: z.object({ provider: count, partner: count, other: count }).describe('Who used the time'),
    fault: z
      .object({ provider: count, partner: count, both: count, neither: count })
      .describe('Broken promises by who broke a target of their own, as far as the reader may know'),
  })
  .meta({ id: 'SlaReportLine' });

const query = z.strictObject({
  from: instantIn,
  to: instantIn.describe('Not in it any more'),
  by: z.enum(REPORT_CUTS),
  partner: z.string().max(200).optional(),
  deal: z.string().max(200).optional(),
  format: z.enum(['json', 'csv']).optional(),
});

interface Dependencies {
  reports: ReportService;
  namesOf(noun: 'partner' | 'breach-reason', ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** How the API speaks of reports. */
export function reportRoutes({ reports, namesOf }: Dependencies): Route[] {
  return [
    route({
      ...{ method: 'get', path: '/reports/sla', summary: 'Count how targets were kept, and who used the time' },
      ...{ tag: 'Reports', may: 'agreements:see' },
      query,
      answers: { 200: z.object({ items: z.array(line) }).meta({ id: 'SlaReport' }) },
      run: async ({ caller, query: { format, ...question } }) => {
        if (question.from >= question.to) throw invalid([{ path: 'to', message: 'must be after from' }]);
        const lines = await reports.sla(caller, question);
        const noun = question.by === 'partner' ? 'partner' : question.by === 'reason' ? 'breach-reason' : null;
        const names = noun
          ? await namesOf(
              noun,
              lines.flatMap(({ key }) => key ?? []),
            )
          : null;
        const items = lines.map((one) => ({ ...one, name: one.key && (names?.get(one.key) ?? one.key) }));
        if (format !== 'csv') return { body: { items } };
        const content = Buffer.from(csvOf(question.by, items));
        return { bytes: { type: 'text/csv; charset=utf-8', content, name: `sla-by-${question.by}.csv` } };
      },
    }),
  ];
}

/** A report as a table for spreadsheets (RFC 4180). A text that one would take for a formula is quoted as text. */
function csvOf(by: string, lines: readonly (ReportLine & { name: string | null })[]): string {
  const head = [by, 'name', 'met', 'breached', 'providerSeconds', 'partnerSeconds', 'otherSeconds'];
  const rows = lines.map(({ key, name, met, breached, seconds, fault }) => [
    ...[key ?? '', name ?? '', met, breached, seconds.provider, seconds.partner, seconds.other],
    ...[fault.provider, fault.partner, fault.both, fault.neither],
  ]);
  const all = [[...head, 'faultProvider', 'faultPartner', 'faultBoth', 'faultNeither'], ...rows];
  return all.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
