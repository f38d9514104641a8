import { fail } from '../../errors.js';
import { isIndex } from '../paths.js';
import { show } from '../show.js';
import { type Document, fieldOf, hasField, isDocument } from '../values.js';
import { setTo } from './fields.js';
import { type Operator, REMOVED, UNCHANGED } from './node.js';

/** `$rename` as two operators: one that takes the field away, one that gives its value to the new path. */
export function renameOperators(source: string, operand: unknown): { target: string; take: Operator; give: Operator } {
  if (typeof operand !== 'string') {
    fail('BadValue', `The 'to' field for $rename must be a string: ${source}: ${show(operand)}`);
  }
  if (operand.includes('\0')) fail('BadValue', "The 'to' field for $rename cannot contain an embedded null byte");
  for (const path of [source, operand]) {
    if (path.split('.').some((part) => part === '$' || part.startsWith('$['))) {
      const which = path === source ? 'source' : 'destination';
      fail('BadValue', `The ${which} field for $rename may not be dynamic: ${path}`);
    }
  }
  if (source === operand) {
    fail('BadValue', `The source and target field for $rename must differ: ${source}: ${show(operand)}`);
  }
  if (operand.startsWith(`${source}.`) || source.startsWith(`${operand}.`)) {
    fail(
      'BadValue',
      `The source and target field for $rename must not be on the same path: ${source}: ${show(operand)}`,
    );
  }
  const take: Operator = {
    creates: false,
    toleratesScalars: true,
    apply: (_, exists) => (exists ? REMOVED : UNCHANGED),
  };
  const give: Operator = {
    creates: true,
    apply(current, exists, context, path) {
      const found = follow(context.root, source, 'source');
      if (!found) return UNCHANGED;
      follow(context.root, operand, 'destination');
      return setTo(found.value).apply(current, exists, context, path);
    },
  };
  return { target: operand, take, give };
}

/** The value at a path; one that lies in an array, or below a scalar, is refused. */
function follow(root: Document, path: string, which: 'source' | 'destination'): { value: unknown } | undefined {
  let value: unknown = root;
  let name = '';
  let array: string | undefined;
  for (const part of path.split('.')) {
    if (Array.isArray(value) && (isIndex(part) || which === 'destination')) array ??= name;
    if (which === 'source' && !isDocument(value) && !(Array.isArray(value) && isIndex(part))) {
      fail(
        'PathNotViable',
        `Cannot use the part (${part}) of (${path}) to traverse the element ({${name}: ${show(value)}})`,
      );
    }
    const inside: Document = isDocument(value) ? value : Array.isArray(value) ? { ...value } : {};
    if (!hasField(inside, part))
      return which === 'source' || array === undefined ? undefined : inArray(root, path, which, array);
    value = fieldOf(inside, part);
    name = part;
  }
  return array === undefined ? { value } : inArray(root, path, which, array);
}

function inArray(root: Document, path: string, which: string, array: string): never {
  const id = show(fieldOf(root, '_id'));
  return fail(
    'BadValue',
    `The ${which} field cannot be an array element, '${path}' in doc with _id: ${id} has an array field called '${array}'`,
  );
}
