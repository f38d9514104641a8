import type { Read } from '../input/reader.js';
import { type CreditOutput, calculate } from './explain.js';
import { readCreditInput } from './input.js';

export { type CreditOutput, calculate } from './explain.js';
export { type CreditInput, readCreditInput, type Subscription } from './input.js';
export { readTerms } from './read-terms.js';
export type { Terms } from './terms.js';

/** Answers an untrusted document of the credits contract: the calculation, or everything that is wrong with it. */
export function explain(document: unknown): Read<CreditOutput> {
  const input = readCreditInput(document);
  return input.ok ? { ok: true, value: calculate(input.value) } : input;
}
