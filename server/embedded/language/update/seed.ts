import { BSONRegExp } from 'bson';
import { fail } from '../../errors.js';
import { isOperators } from '../match/context.js';
import { type Document, isDocument, setField } from '../values.js';

/**
 * The fields that a document made by an upsert takes from the filter: what must be equal to one
 * value. Without a generated `_id`.
 */
export function seedUpsert(filter: Document): Document {
  const equalities = new Map<string, unknown>();
  collect(filter, equalities);
  checkPaths([...equalities.keys()]);
  const seed: Document = {};
  for (const [path, value] of equalities) place(seed, path.split('.'), value);
  return seed;
}

function collect(filter: Document, equalities: Map<string, unknown>): void {
  for (const name of Object.keys(filter)) {
    const operand = filter[name];
    if (name === '$and' || name === '$or') {
      // Of an $or only a single arm is sure to hold.
      const arms: unknown[] = Array.isArray(operand) && (name === '$and' || operand.length === 1) ? operand : [];
      for (const arm of arms) if (isDocument(arm)) collect(arm, equalities);
    } else if (!name.startsWith('$')) {
      const equality = equalityOf(operand);
      if (equality) add(name, equality.value, equalities);
    }
  }
}

function equalityOf(operand: unknown): { value: unknown } | undefined {
  if (operand instanceof BSONRegExp || operand === undefined) return undefined;
  if (!isOperators(operand)) return { value: operand };
  if (Object.hasOwn(operand, '$eq')) return { value: operand.$eq };
  for (const name of ['$in', '$all']) {
    const list = operand[name];
    if (!Array.isArray(list) || list.length !== 1) continue;
    const [value]: unknown[] = list;
    if (value instanceof BSONRegExp || isOperators(value)) continue;
    return { value };
  }
  return undefined;
}

function add(path: string, value: unknown, equalities: Map<string, unknown>): void {
  if (equalities.has(path))
    fail('NotSingleValueField', `cannot infer query fields to set, path '${path}' is matched twice`);
  equalities.set(path, value);
}

function checkPaths(paths: readonly string[]): void {
  for (const path of paths) {
    const below = paths.find((other) => other.startsWith(`${path}.`));
    if (below !== undefined) {
      fail('NotSingleValueField', `cannot infer query fields to set, both paths '${below}' and '${path}' are matched`);
    }
  }
}

function place(seed: Document, parts: readonly string[], value: unknown): void {
  let at = seed;
  parts.forEach((part, i) => {
    if (i === parts.length - 1) {
      setField(at, part, value);
      return;
    }
    const found = Object.hasOwn(at, part) ? at[part] : undefined;
    const next: Document = isDocument(found) ? found : {};
    if (next !== found) setField(at, part, next);
    at = next;
  });
}
