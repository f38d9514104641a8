// `npm run bench -- SUBJECT [--documents N | --tickets N] [--seconds S] [--json FILE]`: see docs/reliability.md.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchSla } from './sla/main.js';
import { benchStore } from './store/main.js';
import type { Row, Subject } from './subject.js';
import { table } from './table.js';

/** What can be measured. */
const SUBJECTS: Readonly<Record<string, Subject>> = { store: benchStore, sla: benchSla };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many documents the large collection has. */
    documents: { type: 'string' },
    /** The same where the documents are tickets. */
    tickets: { type: 'string' },
    /** How long each variant of each measure runs in all. */
    seconds: { type: 'string', default: '5' },
    /** Where the figures are written, besides the table. */
    json: { type: 'string' },
  },
});

async function main(): Promise<number> {
  const [name = ''] = positionals;
  const [documents, seconds] = [Number(values.tickets ?? values.documents ?? 1_000_000), Number(values.seconds)];
  const subject = Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name] : undefined;
  if (!subject || positionals.length > 1 || !Number.isInteger(documents) || documents < 1000 || !(seconds > 0)) {
    console.error(
      `npm run bench -- ${Object.keys(SUBJECTS).join('|')} [--documents N | --tickets N (1000 or more)] [--seconds S] [--json FILE]`,
    );
    return 2;
  }
  const options = { documents, seconds, tell: (line: string) => console.error(line) };
  const rows: Row[] = [];
  try {
    for await (const row of subject(options)) rows.push(row);
  } finally {
    console.log(table(rows));
    const report = { subject: name, documents, seconds, node: process.version, at: new Date().toISOString(), rows };
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  return 0;
}

process.exit(await main());
