import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { elapse, lives, refold } from '../../server/domain/sla/fold.js';
import { contextOf } from '../../server/domain/sla/index.js';
import type { History } from '../../server/domain/sla/types.js';
import { view } from '../../server/domain/sla/view.js';
import { breachesAfter } from '../../server/domain/ticket/breaches.js';
import { rowKey } from '../../server/domain/ticket/row-key.js';
import { openHours } from '../../server/domain/time/calendar.js';

const FILE = 'docs/sla.md';
const [FROM, TO] = ['<!-- drawn by test/docs/sla.test.ts -->', '<!-- end of the drawing -->'];
const NINE = 1_772_442_000;
const WIDTH = 60;
const SHADES = { provider: '█', partner: '▒' } as const;

/** The provider takes 20 minutes, the partner 50: its own target is 40, and the promise is 60. */
const HISTORY: History = {
  policy: {
    targets: [
      { metric: 'resolution', party: 'promise', calendar: 'always', minutes: { high: 60 } },
      { metric: 'handling', party: 'provider', calendar: 'always', minutes: { high: 30 } },
      { metric: 'handling', party: 'partner', calendar: 'always', minutes: { high: 40 } },
    ],
  },
  created: { at: NINE, type: 'created', priority: 'high', court: 'provider' },
  since: [
    { at: NINE + 20 * 60, type: 'court', court: 'partner' },
    { at: NINE + 70 * 60, type: 'solved' },
  ],
};

/** What the clocks come to, as bars: a character for each of so many seconds. */
function drawing(): string {
  const calendar = openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} });
  const context = contextOf(new Map([['always', calendar]]));
  const end = NINE + 70 * 60;
  const sla = elapse(refold(HISTORY, context), end, context);
  const starts = Object.fromEntries([...lives(HISTORY, context)].map(([key, { startedAt }]) => [key, startedAt]));
  const faults = new Map(
    breachesAfter({ sla, starts, createdAt: NINE }, true).map((breach) => [rowKey(breach), breach.fault]),
  );
  const { targets } = view(sla, end, context);
  const scale = Math.max(...targets.map(({ elapsedSeconds }) => elapsedSeconds)) / WIDTH;
  const lines = targets.map((row) => {
    const bar = (['provider', 'partner'] as const)
      .map((court) => SHADES[court].repeat(Math.round((row.elapsedByCourt[court] ?? 0) / scale)))
      .join('');
    const mark = Math.round((row.targetSeconds ?? 0) / scale);
    const padded = bar.padEnd(Math.max(WIDTH, mark) + 1);
    const fault = faults.get(rowKey(row));
    const words =
      row.state === 'breached'
        ? `broken${fault ? `, own target broken by ${fault.join(' and ') || 'nobody'}` : ''}`
        : 'met';
    const minutes = `${row.elapsedSeconds / 60} of ${(row.targetSeconds ?? 0) / 60} min`;
    return `${`${row.metric} ${row.party}`.padEnd(19)} ${padded.slice(0, mark)}|${padded.slice(mark)} ${minutes}, ${words}`;
  });
  return ['```text', ...lines, '█ provider   ▒ partner   | the target', '```'].join('\n');
}

describe('the page about service levels', () => {
  it('draws what the clocks say', () => {
    const page = readFileSync(FILE, 'utf8');
    const [from, to] = [page.indexOf(FROM) + FROM.length, page.indexOf(TO)];
    if (process.env.UPDATE_DOCS) writeFileSync(FILE, `${page.slice(0, from)}\n\n${drawing()}\n\n${page.slice(to)}`);
    const now = readFileSync(FILE, 'utf8');
    expect(now.slice(now.indexOf(FROM) + FROM.length, now.indexOf(TO)).trim()).to.equal(drawing());
  });
});
