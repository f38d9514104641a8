import type { Document } from '../bson/types.js';
import type { Filter } from '../language/match.js';

/** One field of an index. */
export interface IndexField {
  /** The field's path, as it was given. */
  path: string;
  names: readonly string[];
  direction: 1 | -1;
}

/** An index as it is used: what was asked for, and what the documents made of it. */
export interface Index {
  id: number;
  name: string;
  fields: readonly IndexField[];
  /** Whether a key leads to one record alone; the entries are laid down accordingly. */
  unique: boolean;
  /** Whether no further key may come twice, though the entries are those of an index that is not unique. */
  guarded: boolean;
  sparse: boolean;
  /** The condition on the documents that are indexed, as given and compiled. */
  partial: { condition: Document; filter: Filter } | null;
  expireAfterSeconds: number | null;
  hidden: boolean;
  /** Fields that were an array, or below one, in any document ever indexed. */
  multikey: boolean[];
  /** Whether a key was ever too long to be kept whole; such an index gives no order. */
  truncated: boolean;
  /** False while it is being built: it is kept up, but not used. */
  ready: boolean;
  /** What of a text counts, where the index is unique under a collation; such an index answers no query. */
  fold: ((text: string) => string) | null;
  /** What was asked for, as listIndexes shows it. */
  shown: Document;
}

/** Whether any document had an array at an indexed field. */
export const isMultikey = (index: Index): boolean => index.multikey.includes(true);
