import { compareTexts } from '../compare.js';
import { isIndex } from '../paths.js';
import type { Document } from '../values.js';

/** What an operator answers where it changes nothing. */
export const UNCHANGED: unique symbol = Symbol('unchanged');

/** What an operator answers where the field is to go. */
export const REMOVED: unique symbol = Symbol('removed');

/** What the application of an update knows of its moment. */
export interface ApplyContext {
  root: Document;
  /** The index that a positional `$` stands for. */
  position: number | undefined;
  /** Whether the document is being made by an upsert. */
  insert: boolean;
  now: Date;
}

/** One operator on one path. */
export interface Operator {
  /** Whether the path is made where it is missing. */
  creates: boolean;
  /** Whether a path through a value that has no fields is passed over in silence. */
  toleratesScalars?: boolean;
  /** The new value of the field; `exists` tells a stored undefined from a missing field. */
  apply(current: unknown, exists: boolean, context: ApplyContext, path: string): unknown;
}

/** Operators by path: fields of a document, or elements chosen by `$[]` and `$[x]`, or an operator at the end. */
export type UpdateNode =
  | { kind: 'operator'; operator: Operator }
  | { kind: 'fields'; children: Map<string, UpdateNode>; positional: UpdateNode | undefined }
  | { kind: 'elements'; children: Map<string, UpdateNode> };

/** An empty node of fields. */
export const fieldsNode = (): UpdateNode & { kind: 'fields' } => ({
  kind: 'fields',
  children: new Map(),
  positional: undefined,
});

/** The order in which fields are updated, and new ones stored: by bytes, numbers by size. */
export function compareNames(a: string, b: string): number {
  if (isIndex(a) && isIndex(b)) return a.length - b.length || compareTexts(a, b);
  return compareTexts(a, b);
}
