import { Problem } from '../problems.js';

/** A place in a sorted list: the sort key's values of the last item shown. */
export type Cursor = readonly (string | number | boolean | null)[];

export const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Reads a cursor of so many values; anything else is a 400. */
export function decodeCursor(text: string | undefined, length: number): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const fits =
      Array.isArray(cursor) &&
      cursor.length === length &&
      cursor.every((value) => value === null || ['string', 'number', 'boolean'].includes(typeof value));
    if (fits) return cursor as Cursor;
  } catch {
    // Falls through to the refusal: a cursor that is no JSON is as wrong as one of another list.
  }
  throw new Problem('unreadable', 'This cursor is none of this list.');
}

/** Cuts what was read (one more than asked for) to a page, with the cursor of its last item. */
export function pageOf<T>(
  found: readonly T[],
  limit: number,
  cursorOf: (item: T) => Cursor,
): { items: T[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
