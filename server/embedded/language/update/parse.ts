import { fail } from '../../errors.js';
import type { Collator } from '../collation.js';
import { type Document, isDocument, typeName } from '../values.js';
import { arrayOperator } from './arrays.js';
import { fieldOperator } from './fields.js';
import { compareNames, fieldsNode, type Operator, type UpdateNode } from './node.js';
import { renameOperators } from './rename.js';

/** What the parsing of one update shares. */
export interface ParseContext {
  collator: Collator | undefined;
  collation: Document | undefined;
  /** Names of the array filters, and those that a path has used. */
  filters: ReadonlySet<string>;
  used: Set<string>;
}

/** Compiles update operators to a tree by path; two on one path, or on a path and a part of it, conflict. */
export function parseOperators(update: Document, context: ParseContext): UpdateNode & { kind: 'fields' } {
  const root = fieldsNode();
  for (const name of Object.keys(update)) {
    const fields = update[name];
    if (!MODIFIERS.has(name)) {
      fail(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(fields)) {
      fail(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${String(fields)}}`,
      );
    }
    for (const path of Object.keys(fields)) addModifier(root, name, path, fields[path], context);
  }
  sortTree(root);
  return root;
}

const MODIFIERS = new Set([
  '$set',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$setOnInsert',
  '$currentDate',
  '$bit',
  '$push',
  '$addToSet',
  '$pull',
  '$pullAll',
  '$pop',
]);

function addModifier(root: UpdateNode, name: string, path: string, operand: unknown, context: ParseContext): void {
  if (name === '$rename') {
    const { target, give, take } = renameOperators(path, operand);
    addOperator(root, path, take, context);
    addOperator(root, target, give, context);
    return;
  }
  const operator = fieldOperator(name, path, operand) ?? arrayOperator(name, path, operand, context);
  if (!operator) return;
  addOperator(root, path, operator, context);
}

function addOperator(root: UpdateNode, path: string, operator: Operator, context: ParseContext): void {
  const parts = partsOf(path, context);
  let node = root;
  parts.forEach((part, i) => {
    const last = i === parts.length - 1;
    const found = childOf(node, part, path, parts.slice(0, i));
    if (found) {
      if (last || found.kind === 'operator') throw conflict(path, parts.slice(0, i + 1).join('.'));
      if ((found.kind === 'elements') !== isElements(parts[i + 1] ?? ''))
        throw conflict(path, parts.slice(0, i + 1).join('.'));
      node = found;
      return;
    }
    const child: UpdateNode = last
      ? { kind: 'operator', operator }
      : isElements(parts[i + 1] ?? '')
        ? { kind: 'elements', children: new Map() }
        : fieldsNode();
    if (part === '$' && node.kind === 'fields') node.positional = child;
    else if (node.kind !== 'operator') node.children.set(part, child);
    node = child;
  });
}

const isElements = (part: string): boolean => part.startsWith('$[') && part.endsWith(']');

function childOf(node: UpdateNode, part: string, path: string, taken: readonly string[]): UpdateNode | undefined {
  if (node.kind === 'operator') throw conflict(path, taken.join('.'));
  return part === '$' && node.kind === 'fields' ? node.positional : node.children.get(part);
}

function conflict(path: string, at: string): never {
  return fail('ConflictingUpdateOperators', `Updating the path '${path}' would create a conflict at '${at}'`);
}

/** Takes a path apart and checks its parts. */
function partsOf(path: string, context: ParseContext): string[] {
  if (path === '') fail('EmptyFieldName', 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes(''))
    fail('EmptyFieldName', `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts[0] === '$')
    fail('BadValue', `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (parts.filter((part) => part === '$').length > 1) {
    fail('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  }
  if (isElements(parts[0] ?? '')) {
    fail(
      'BadValue',
      `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
    );
  }
  if (parts[0]?.startsWith('$')) {
    fail(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  for (const part of parts) if (isElements(part)) noteFilter(part.slice(2, -1), path, context);
  return parts;
}

function noteFilter(identifier: string, path: string, context: ParseContext): void {
  if (identifier === '') return;
  if (!context.filters.has(identifier)) {
    fail('BadValue', `No array filter found for identifier '${identifier}' in path '${path}'`);
  }
  context.used.add(identifier);
}

function sortTree(node: UpdateNode): void {
  if (node.kind === 'operator') return;
  const sorted = [...node.children].sort(([a], [b]) => compareNames(a, b));
  node.children = new Map(sorted);
  for (const child of node.children.values()) sortTree(child);
  if (node.kind === 'fields' && node.positional) sortTree(node.positional);
}
