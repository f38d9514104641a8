/** Whether a write failed because a unique index, or the one on this key, has such a document already. */
export function isDuplicateKey(error: unknown, key?: string): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 11000) return false;
  return key === undefined || duplicateKeys(error).includes(key);
}

/** Whether the store gave up because it would have taken longer than it may (`maxTimeMS`). */
export const isOutOfTime = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 50;

/** The fields of the unique index that a duplicate ran into. */
function duplicateKeys(error: object): string[] {
  if ('keyPattern' in error && typeof error.keyPattern === 'object' && error.keyPattern !== null) {
    return Object.keys(error.keyPattern);
  }
  const index = 'message' in error ? /index: (\S+) dup key/.exec(String(error.message))?.[1] : undefined;
  return index?.startsWith('_id_') ? ['_id'] : [];
}
