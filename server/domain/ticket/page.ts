import { COMMANDS } from './commands.js';
import { VERBS } from './vocabulary.js';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The docs page of the commands, from the table that decides them. */
export function ticketsPage(): string {
  const rows = COMMANDS.map(({ command, who, when, effect, sla }) => row([command, who, when, effect, sla]));
  return [
    '# What can be done with a ticket',
    '',
    'This page is made from the table in `server/domain/ticket/commands.ts`, which guards every command; do not edit it.',
    '`npm run docs` writes it anew, `npm test` compares it.',
    '',
    row(['command', 'who', 'when', 'effect', 'SLA event']),
    row(['---', '---', '---', '---', '---']),
    ...rows,
    '',
    'Whoever sees the ticket and is not among those who may gets 403 with the rule; where the state forbids it, 409 with the',
    'present state. A third party does not speak: its court counts as that of the desk which had the ticket last. The',
    'customer’s court is the customer’s: a reply gives the ticket back.',
    '',
    `\`may\` names: ${VERBS.map((verb) => `\`${verb}\``).join(', ')}.`,
    '',
  ].join('\n');
}
