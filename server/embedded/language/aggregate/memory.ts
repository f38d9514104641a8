import { Binary } from 'bson';
import { fail } from '../../errors.js';
import { isDocument } from '../values.js';
import type { StageContext } from './types.js';

/** About how many bytes a value takes, quick rather than exact. */
export function roughSize(value: unknown): number {
  if (typeof value === 'string') return 5 + value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + 4 + roughSize(item), 16);
  if (value instanceof Binary) return 16 + value.position;
  if (!isDocument(value)) return 16;
  let size = 16;
  for (const name of Object.keys(value)) size += name.length + 2 + roughSize(value[name]);
  return size;
}

/** What a stage holds. */
export interface Memory {
  hold(value: unknown): void;
  holdBytes(bytes: number): void;
}

/** Counts what a stage holds and refuses beyond the limit. */
export function memoryOf(context: StageContext, stage: string): Memory {
  const limit = context.environment?.memoryLimit ?? Number.POSITIVE_INFINITY;
  let held = 0;
  const holdBytes = (bytes: number): void => {
    held += bytes;
    if (held > limit) {
      fail(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Exceeded memory limit for ${stage}, but didn't allow external spilling; pass allowDiskUse:true to opt in`,
      );
    }
  };
  return {
    hold(value) {
      if (limit !== Number.POSITIVE_INFINITY) holdBytes(roughSize(value));
    },
    holdBytes,
  };
}
