import { failAt } from '../../errors.js';
import { compileFilter, type Filter } from '../match.js';
import { wholeNumberOf } from '../numbers.js';
import { show } from '../show.js';
import {
  copyOf,
  type Document,
  fieldOf,
  hasField,
  isDocument,
  isNumber,
  isTruthy,
  setField,
  typeName,
  withoutFields,
} from '../values.js';

/** An operator of a find's projection that cuts an array short, after the other fields are chosen. */
export interface ArrayCut {
  kind: 'slice' | 'elemMatch' | 'positional';
  apply(projected: Document, original: Document): Document;
}

/** The cut that a document of operators stands for; undefined where it is an expression. */
export function arrayCutOf(path: string, value: Document, collation: Document | undefined): ArrayCut | undefined {
  const [name] = Object.keys(value);
  if (name === '$elemMatch') return elemMatch(path, value.$elemMatch, collation);
  if (name === '$slice' && !isExpressionSlice(value.$slice)) return slice(path, value.$slice);
  return undefined;
}

/** With an array or a path in front, `$slice` is the expression of that name. */
function isExpressionSlice(operand: unknown): boolean {
  return Array.isArray(operand) && !isNumber(operand[0]);
}

function slice(path: string, operand: unknown): ArrayCut {
  const list = Array.isArray(operand) ? operand : [operand];
  if (Array.isArray(operand) && operand.length !== 2)
    failAt(
      28667,
      `Invalid $slice syntax. The given syntax { $slice: ${show(operand)} } did not match the find() syntax because :: Location31272: $slice array argument should be of form [skip, limit] :: The given syntax did not match the expression $slice syntax. :: caused by :: Expression $slice takes at least 2 arguments, and at most 3, but ${operand.length} were passed in.`,
    );
  const numbers = list.map((item: unknown) => {
    if (!isNumber(item))
      return failAt(
        28667,
        `Invalid $slice syntax. The given syntax { $slice: ${show(operand)} } did not match the find() syntax because :: Location31273: $slice only supports numbers and [skip, limit] arrays`,
      );
    return Number(wholeNumberOf(item) ?? 0n);
  });
  const [first = 0, limit] = numbers;
  if (limit !== undefined && limit <= 0)
    failAt(28724, `First argument to $slice must be an array, but is of type: ${typeName(list[0])}`);
  const cut = (array: readonly unknown[]): unknown[] => {
    if (limit === undefined) return first >= 0 ? array.slice(0, first) : array.slice(first);
    const start = first >= 0 ? first : Math.max(0, array.length + first);
    return array.slice(start, start + limit);
  };
  return { kind: 'slice', apply: (projected) => replaceArrays(projected, path.split('.'), cut) };
}

/** Cuts the arrays at the end of a path; arrays on the way are gone through. */
function replaceArrays(
  document: Document,
  parts: readonly string[],
  cut: (array: readonly unknown[]) => unknown[],
): Document {
  const [name = '', ...rest] = parts;
  if (!hasField(document, name)) return document;
  const value = fieldOf(document, name);
  const inside = (item: unknown): unknown => {
    if (isDocument(item)) return replaceArrays(item, rest, cut);
    return Array.isArray(item) ? item.map(inside) : item;
  };
  const next = rest.length > 0 ? inside(value) : Array.isArray(value) ? cut(value) : value;
  if (next === value) return document;
  const result = copyOf(document);
  setField(result, name, next);
  return result;
}

function elemMatch(path: string, operand: unknown, collation: Document | undefined): ArrayCut {
  if (path.includes('.')) failAt(31275, 'Cannot use $elemMatch projection on a nested field.');
  if (!isDocument(operand)) failAt(31274, `elemMatch: Invalid argument, object required, but got ${typeName(operand)}`);
  const filter = compileFilter({ [path]: { $elemMatch: operand } }, { collation });
  return {
    kind: 'elemMatch',
    apply(projected, original) {
      const array = fieldOf(original, path);
      const place = Array.isArray(array) ? filter.position(original) : undefined;
      if (place === undefined || !Array.isArray(array)) return withoutFields(projected, (name) => name === path);
      const result = copyOf(projected);
      setField(result, path, [array[place]]);
      return result;
    },
  };
}

/** `path.$`: the one element through which the filter matched. */
export function positionalCut(path: string, value: unknown, filter: Filter | undefined): ArrayCut {
  if ((isNumber(value) || typeof value === 'boolean') && !isTruthy(value))
    failAt(31395, 'positional projection cannot be used with exclusion');
  const parts = path.split('.').slice(0, -1);
  return {
    kind: 'positional',
    apply(projected, original) {
      const place = filter?.position(original);
      return cutAt(projected, parts, () => {
        if (place !== undefined) return place;
        return failAt(
          51246,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      });
    },
  };
}

function cutAt(document: Document, parts: readonly string[], placeOf: () => number): Document {
  const [name = '', ...rest] = parts;
  const value = fieldOf(document, name);
  let next = value;
  if (Array.isArray(value)) {
    const place = placeOf();
    if (place >= value.length)
      failAt(51247, "Executor error during find command :: caused by :: positional operator '.$' element mismatch");
    next = [value[place]];
  } else if (isDocument(value) && rest.length > 0) next = cutAt(value, rest, placeOf);
  if (next === value) return document;
  const result = copyOf(document);
  setField(result, name, next);
  return result;
}
