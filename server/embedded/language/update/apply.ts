import { fail } from '../../errors.js';
import { isIndex } from '../paths.js';
import { show } from '../show.js';
import { copyOf, type Document, fieldOf, hasField, isDocument, setField, withoutFields } from '../values.js';
import { type ApplyContext, compareNames, fieldsNode, REMOVED, UNCHANGED, type UpdateNode } from './node.js';

/** Decides which elements of an array a filter of `$[x]` names. */
export type ElementFilters = ReadonlyMap<string, (element: unknown) => boolean>;

const BACKFILL_LIMIT = 1_500_000;

/** Applies a tree of operators to a document without changing it; the same object where nothing changes. */
export function applyTree(
  tree: UpdateNode & { kind: 'fields' },
  document: Document,
  filters: ElementFilters,
  context: ApplyContext,
): Document {
  const applied = applyFields(tree, document, '');
  return isDocument(applied) ? applied : document;

  function applyNode(node: UpdateNode, value: unknown, exists: boolean, path: string): unknown {
    if (node.kind === 'operator') return node.operator.apply(value, exists, context, path);
    if (node.kind === 'elements') return applyElements(node.children, value, exists, path);
    if (isDocument(value)) return applyFields(node, value, path);
    if (Array.isArray(value)) return applyPlaces(node, value, path);
    return exists ? throughScalar(node, value, path) : createFields(node, path);
  }

  function applyFields(node: UpdateNode & { kind: 'fields' }, value: Document, path: string): unknown {
    let result = value;
    for (const [name, child] of childrenOf(node, path)) {
      const current = fieldOf(result, name);
      const exists = current !== undefined || hasField(result, name);
      const next = applyNode(child, current, exists, joined(path, name));
      if (next === UNCHANGED) continue;
      if (next === REMOVED) {
        if (exists) result = withoutFields(result, (other) => other === name);
        continue;
      }
      if (result === value) result = copyOf(value);
      setField(result, name, next);
    }
    return result === value ? UNCHANGED : result;
  }

  function applyPlaces(node: UpdateNode & { kind: 'fields' }, value: readonly unknown[], path: string): unknown {
    let result: unknown[] | undefined;
    for (const [name, child] of childrenOf(node, path)) {
      if (!isIndex(name)) {
        refuseThrough(child, name, path, value);
        continue;
      }
      const place = Number(name);
      const from = result ?? value;
      const next = applyNode(child, from[place], place < from.length, joined(path, name));
      if (next === UNCHANGED) continue;
      result ??= [...value];
      if (next === REMOVED) {
        // A removed element leaves a null, so that the others keep their places.
        if (place < result.length) result[place] = null;
        continue;
      }
      if (place > result.length + BACKFILL_LIMIT) {
        fail('CannotBackfillArray', `Index ${place} is too large to backfill an array`);
      }
      while (result.length < place) result.push(null);
      result[place] = next;
    }
    return result ?? UNCHANGED;
  }

  function createFields(node: UpdateNode & { kind: 'fields' }, path: string): unknown {
    const created = applyFields(node, {}, path);
    return created;
  }

  function throughScalar(node: UpdateNode & { kind: 'fields' }, value: unknown, path: string): unknown {
    for (const [name, child] of childrenOf(node, path)) refuseThrough(child, name, path, value);
    return UNCHANGED;
  }

  /** A field cannot be made in, or looked for below, a value that has no fields of that name. */
  function refuseThrough(child: UpdateNode, name: string, path: string, value: unknown): void {
    const last = path.split('.').at(-1) ?? path;
    for (const { operator, below } of operatorsOf(child)) {
      if (operator.toleratesScalars) continue;
      if (operator.creates) {
        const silent = operator.apply(undefined, false, context, joined(path, name)) === UNCHANGED;
        if (!silent) fail('PathNotViable', `Cannot create field '${name}' in element {${last}: ${show(value)}}`);
      } else {
        const full = joined(joined(path, name), below);
        fail(
          'PathNotViable',
          `Cannot use the part (${name}) of (${full}) to traverse the element ({${last}: ${show(value)}})`,
        );
      }
    }
  }

  function applyElements(
    children: ReadonlyMap<string, UpdateNode>,
    value: unknown,
    exists: boolean,
    path: string,
  ): unknown {
    if (!exists) fail('BadValue', `The path '${path}' must exist in the document in order to apply array updates.`);
    if (!Array.isArray(value)) {
      fail('BadValue', `Cannot apply array updates to non-array element ${path.split('.').at(-1)}: ${show(value)}`);
    }
    let result: unknown[] | undefined;
    value.forEach((element: unknown, place) => {
      const chosen = [...children].filter(([part]) => part === '$[]' || filters.get(part.slice(2, -1))?.(element));
      const nodes = chosen.map(([, child]) => child);
      if (nodes.length === 0) return;
      const here = joined(path, String(place));
      const merged = nodes.reduce((a, b) => merge(a, b, here));
      const next = applyNode(merged, element, true, here);
      if (next === UNCHANGED) return;
      result ??= [...value];
      result[place] = next === REMOVED ? null : next;
    });
    return result ?? UNCHANGED;
  }

  function childrenOf(node: UpdateNode & { kind: 'fields' }, path: string): Iterable<[string, UpdateNode]> {
    if (!node.positional) return node.children;
    if (context.position === undefined) {
      fail('BadValue', 'The positional operator did not find the match needed from the query.');
    }
    const name = String(context.position);
    const other = node.children.get(name);
    const children = new Map(node.children);
    children.set(name, other ? merge(other, node.positional, joined(path, name)) : node.positional);
    return [...children].sort(([a], [b]) => compareNames(a, b));
  }
}

const joined = (path: string, name: string): string => (path === '' ? name : name === '' ? path : `${path}.${name}`);

/** Two nodes that meet at one place because of `$`, `$[]` or `$[x]`. */
function merge(a: UpdateNode, b: UpdateNode, path: string): UpdateNode {
  if (a.kind === 'operator' || b.kind === 'operator' || a.kind !== b.kind) {
    fail('ConflictingUpdateOperators', `Update created a conflict at '${path}'`);
  }
  const children = new Map(a.children);
  for (const [name, child] of b.children) {
    const other = children.get(name);
    children.set(name, other ? merge(other, child, joined(path, name)) : child);
  }
  const sorted = new Map([...children].sort(([x], [y]) => compareNames(x, y)));
  if (a.kind === 'elements' || b.kind === 'elements') return { kind: 'elements', children: sorted };
  const positional =
    a.positional && b.positional ? merge(a.positional, b.positional, `${path}.$`) : (a.positional ?? b.positional);
  return { ...fieldsNode(), children: sorted, positional };
}

function* operatorsOf(
  node: UpdateNode,
  below = '',
): Iterable<{ operator: (UpdateNode & { kind: 'operator' })['operator']; below: string }> {
  if (node.kind === 'operator') {
    yield { operator: node.operator, below };
    return;
  }
  for (const [name, child] of node.children) yield* operatorsOf(child, joined(below, name));
  if (node.kind === 'fields' && node.positional) yield* operatorsOf(node.positional, joined(below, '$'));
}
