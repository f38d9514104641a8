import type { Row } from './subject.js';

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3).replace(/\.?0+$/, '');

const HEAD = ['measure', 'ours', 'compared with', 'its', 'ours / its', 'aim'];

/** Rows as a table of Markdown. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ measure, bound, unit, ours, theirs, ratio, aim }) => [
    measure,
    `${figure(ours)} ${unit}`,
    bound,
    `${figure(theirs)} ${unit}`,
    ratio.toFixed(2),
    aim === undefined ? '' : `${ratio >= aim ? 'met' : 'missed'} (${aim.toFixed(2)})`,
  ]);
  const widths = HEAD.map((head, at) => Math.max(head.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}
