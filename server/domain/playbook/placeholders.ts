import type { PlaybookFacts } from './facts.js';

const VALUES = {
  number: ({ number }: PlaybookFacts) => String(number),
  subject: ({ subject }: PlaybookFacts) => subject,
  priority: ({ priority }: PlaybookFacts) => priority,
  kind: ({ kind }: PlaybookFacts) => kind,
  component: ({ component }: PlaybookFacts) => component ?? 'no component',
  partner: ({ partner }: PlaybookFacts) => partner?.name ?? 'no partner',
  customer: ({ customer }: PlaybookFacts) => customer?.name ?? 'an unknown customer',
  deal: ({ deal }: PlaybookFacts) => deal?.id ?? 'no deal',
  item: ({ upgrade }: PlaybookFacts) => upgrade?.item ?? 'nothing',
  quantity: ({ upgrade }: PlaybookFacts) => String(upgrade?.quantity ?? 0),
  now: ({ upgrade }: PlaybookFacts) => String(upgrade ? upgrade.quantity - upgrade.increase : 0),
  increase: ({ upgrade }: PlaybookFacts) => String(upgrade?.increase ?? 0),
  reason: ({ upgrade }: PlaybookFacts) => upgrade?.reason ?? '',
} satisfies Record<string, (facts: PlaybookFacts) => string>;

const PLACEHOLDER = /\{([^{}]*)\}/g;

const isKnown = (name: string): name is keyof typeof VALUES => Object.hasOwn(VALUES, name);

/** What a text may have in braces. */
export const PLACEHOLDERS = Object.keys(VALUES);

/** The names in braces that mean nothing. */
export const unknownPlaceholders = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name).filter((name) => !isKnown(name));

/** A text of a playbook with what it says of this ticket put in. */
export const fill = (text: string, facts: PlaybookFacts): string =>
  text.replaceAll(PLACEHOLDER, (whole, name: string) => (isKnown(name) ? VALUES[name](facts) : whole));
