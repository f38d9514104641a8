import type { Condition } from './definition.js';

const PARTY_WORDS: Readonly<Record<string, string>> = {
  provider: 'the provider',
  partner: 'the partner',
  customer: 'the customer',
  third_party: 'a third party',
  promise: 'the promise',
};
/** A party or court with its article. */
export const partyInWords = (party: string): string => PARTY_WORDS[party] ?? party;

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  const head = words.slice(0, -1).join(', ');
  const tail = words.at(-1) ?? '';
  return head === '' ? tail : `${head} ${last} ${tail}`;
}

/** A condition as what is true where it holds. */
export function conditionInWords(condition: Condition): string {
  switch (condition.if) {
    case 'all':
    case 'any': {
      const word = condition.if === 'all' ? 'and' : 'or';
      return listInWords(condition.of.map(nestedInWords), word);
    }
    case 'not':
      return `it is not so that ${nestedInWords(condition.of)}`;
    case 'triage':
      return condition.is ? 'its origin is not settled' : 'its origin is settled';
    case 'assigned':
      return condition.is ? 'somebody has it' : 'nobody has it';
    case 'preAgreed':
      return condition.is ? 'the upgrade is agreed beforehand' : 'the upgrade goes beyond what is agreed beforehand';
    case 'open':
    case 'closed':
      return `${condition.calendar} is ${condition.if}`;
    case 'quantity':
    case 'increase':
      return boundsInWords(condition);
    default:
      return `${QUESTION_WORDS[condition.if]} is ${listInWords(condition.is, 'or')}`;
  }
}

const QUESTION_WORDS = {
  kind: 'its kind',
  priority: 'its priority',
  status: 'its status',
  court: 'its court',
  component: 'its component',
  queue: 'its queue',
  language: 'its language',
  tags: 'one of its tags',
  partner: 'the partner',
  customer: 'the customer',
  dealType: 'the type of the deal',
  support: 'the support of the deal',
} as const;

function nestedInWords(condition: Condition): string {
  const words = conditionInWords(condition);
  return (condition.if === 'all' || condition.if === 'any') && condition.of.length > 1 ? `(${words})` : words;
}

function boundsInWords({ if: what, min, max }: Extract<Condition, { if: 'quantity' | 'increase' }>): string {
  const name = what === 'quantity' ? 'the quantity asked for' : 'the increase';
  const bounds = [...(min === undefined ? [] : [`at least ${min}`]), ...(max === undefined ? [] : [`at most ${max}`])];
  return `${name} is ${listInWords(bounds)}`;
}
