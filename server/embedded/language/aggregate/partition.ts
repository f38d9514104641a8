import { failAt } from '../../errors.js';
import { compareValues } from '../compare.js';
import { compilerOf } from '../expression/compile.js';
import type { Frame } from '../expression/types.js';
import { keyOf } from '../keys.js';
import { compileSorter } from '../sort.js';
import type { Document } from '../values.js';
import { memoryOf } from './memory.js';
import { sortedBy } from './simple.js';
import type { StageContext } from './types.js';

/** Divides documents by the value of an expression, the parts in the order of that value, each sorted. */
export function partitions(
  partitionBy: unknown,
  sortBy: Document | undefined,
  context: StageContext,
  stage: string,
): (input: Iterable<Document>) => Document[][] {
  const evaluate = compilerOf(context).compile(partitionBy);
  const sorter = sortBy && compileSorter(sortBy, context.collator);
  return (input) => {
    const memory = memoryOf(context, stage);
    const frame: Frame = { root: undefined, slots: [] };
    const parts = new Map<string, { value: unknown; documents: Document[] }>();
    for (const document of input) {
      memory.hold(document);
      frame.root = document;
      const value = partitionBy === undefined ? null : (evaluate(frame) ?? null);
      if (Array.isArray(value)) {
        failAt(14, 'An expression used to partition cannot evaluate to value of type array');
      }
      const key = keyOf(value, context.collator);
      const part = parts.get(key);
      if (part) part.documents.push(document);
      else parts.set(key, { value, documents: [document] });
    }
    return [...parts.values()]
      .sort((a, b) => compareValues(a.value, b.value, context.collator))
      .map(({ documents }) => (sorter ? sortedBy(sorter, documents) : documents));
  };
}
