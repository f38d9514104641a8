import { type Read, read } from '../input/reader.js';
import { determine } from './determine.js';
import type { OriginOutput } from './facts.js';
import { originInput } from './input.js';

export { determine } from './determine.js';
export * from './facts.js';

/** The answer to one document of the contract, or everything that is wrong with it. */
export function explain(document: unknown): Read<OriginOutput> {
  const input = read(document, originInput);
  if (!input.ok) return input;
  return { ok: true, value: determine(input.value.facts, input.value.message) };
}
