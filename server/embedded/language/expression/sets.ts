import { failAt } from '../../errors.js';
import { keyOf } from '../keys.js';
import { isNullish, isTruthy, typeName } from '../values.js';
import { distinct } from './arrays.js';
import { binary, type Compiler, type OperatorTable, stepwise, unary } from './types.js';

function keysOf(list: readonly unknown[], compiler: Compiler): Set<string> {
  return new Set(list.map((item) => keyOf(item, compiler.collator)));
}

function allOf(name: string) {
  return unary((value) => {
    if (!Array.isArray(value)) {
      return failAt(
        name === '$allElementsTrue' ? 17040 : 17041,
        `${name}'s argument must be an array, but is ${typeName(value)}`,
      );
    }
    return name === '$allElementsTrue' ? value.every(isTruthy) : value.some(isTruthy);
  });
}

/** Operators on arrays as sets. */
export const SETS: OperatorTable = {
  $allElementsTrue: allOf('$allElementsTrue'),
  $anyElementTrue: allOf('$anyElementTrue'),
  $setUnion: stepwise((parts, frame) => {
    const all: unknown[] = [];
    for (const part of parts) {
      const value = part(frame);
      if (isNullish(value)) return null;
      if (!Array.isArray(value))
        return failAt(17043, `All operands of $setUnion must be arrays. One argument is of type: ${typeName(value)}`);
      for (const item of value) all.push(item);
    }
    return distinct(all);
  }),
  $setIntersection: stepwise((parts, frame, _, compiler) => {
    let result: unknown[] | undefined;
    for (const part of parts) {
      const value = part(frame);
      if (isNullish(value)) return null;
      if (!Array.isArray(value))
        return failAt(
          17047,
          `All operands of $setIntersection must be arrays. One argument is of type: ${typeName(value)}`,
        );
      const keys = keysOf(value, compiler);
      result = result ? result.filter((item) => keys.has(keyOf(item, compiler.collator))) : distinct(value);
    }
    return result ?? [];
  }),
  $setDifference: binary((a, b, _, compiler) => {
    if (isNullish(a) || isNullish(b)) return null;
    if (!Array.isArray(a))
      return failAt(17048, `both operands of $setDifference must be arrays. First argument is of type: ${typeName(a)}`);
    if (!Array.isArray(b))
      return failAt(
        17049,
        `both operands of $setDifference must be arrays. Second argument is of type: ${typeName(b)}`,
      );
    const keys = keysOf(b, compiler);
    return distinct(a).filter((item) => !keys.has(keyOf(item, compiler.collator)));
  }),
  $setEquals: stepwise((parts, frame, _, compiler) => {
    if (parts.length < 2) failAt(17045, `$setEquals needs at least two arguments had: ${parts.length}`);
    const sets = parts.map((part) => {
      const value = part(frame);
      if (!Array.isArray(value))
        return failAt(17044, `All operands of $setEquals must be arrays. One argument is of type: ${typeName(value)}`);
      return keysOf(value, compiler);
    });
    const [first = new Set<string>()] = sets;
    return sets.every((set) => set.size === first.size && [...set].every((key) => first.has(key)));
  }),
  $setIsSubset: binary((a, b, _, compiler) => {
    if (!Array.isArray(a))
      return failAt(17046, `both operands of $setIsSubset must be arrays. First argument is of type: ${typeName(a)}`);
    if (!Array.isArray(b))
      return failAt(17042, `both operands of $setIsSubset must be arrays. Second argument is of type: ${typeName(b)}`);
    const keys = keysOf(b, compiler);
    return a.every((item) => keys.has(keyOf(item, compiler.collator)));
  }),
};
