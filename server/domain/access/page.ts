import {
  CAPABILITIES,
  CAPABILITY_WORDS,
  type Capability,
  type Extent,
  LINK_CAPABILITIES,
  ROLES,
  SCOPE_CAPABILITIES,
  SCOPES,
} from './access.js';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const rule = (columns: number): string => row(Array.from({ length: columns }, () => '---'));
const capabilities = Object.keys(CAPABILITIES) as Capability[];

const extent = (capability: Capability, role: (typeof ROLES)[number]): string => {
  const found = (CAPABILITIES[capability] as Partial<Record<string, Extent>>)[role];
  return found === undefined ? '–' : found === 'all' ? '✓' : found;
};

const named = (all: readonly Capability[]): string => all.map((one) => `\`${one}\``).join(', ') || '–';

/** The docs page of who may what, from the table that routes, sockets and buttons read. */
export function accessPage(): string {
  return [
    '# Who may what',
    '',
    'This page is made from the table in `server/domain/access/access.ts`, which guards every route and socket; do not',
    'edit it. `npm run docs` writes it anew, `npm test` compares it. What can be done with one ticket is in the',
    '[table of ticket commands](tickets-table.md).',
    '',
    row(['capability', ...ROLES]),
    rule(ROLES.length + 1),
    ...capabilities.map((one) => row([`\`${one}\``, ...ROLES.map((role) => extent(one, role))])),
    '',
    '✓: of everybody. *own*: what belongs to the own company, a contact’s to its organisation; anything else does not',
    'exist for them. *named*: where they are named as approver. *ticket*: through a ticket of theirs.',
    '',
    ...capabilities.map((one) => `- \`${one}\`: may ${CAPABILITY_WORDS[one]}.`),
    '',
    '## Keys',
    '',
    'A key acts for its company, within its scopes.',
    '',
    row(['scope', 'of the provider', 'of a partner']),
    rule(3),
    ...SCOPES.map((scope) => {
      const { provider, partner } = SCOPE_CAPABILITIES[scope];
      return row([`\`${scope}\``, named(provider), named(partner)]);
    }),
    '',
    '## One-time links',
    '',
    `A link out of a mail opens its ticket alone: ${named(LINK_CAPABILITIES)}.`,
    '',
  ].join('\n');
}
