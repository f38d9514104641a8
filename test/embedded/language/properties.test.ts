import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { compareValues, equalValues, identicalValues } from '../../../server/embedded/language/compare.js';
import { compileFilter } from '../../../server/embedded/language/match.js';
import { compileSort } from '../../../server/embedded/language/sort.js';
import { compileUpdate } from '../../../server/embedded/language/update.js';
import { type Document, isDocument, rankOf } from '../../../server/embedded/language/values.js';
import * as any from './arbitraries.js';
import { codeOf, frozen } from './typed.js';

const matches = (filter: Document, document: Document): boolean => compileFilter(filter).matches(document);

/** All values that a path has, slowly: through arrays, by name and by place, an array with its elements. */
function valuesAt(value: unknown, parts: readonly string[]): unknown[] {
  const [part, ...rest] = parts;
  if (part === undefined) return Array.isArray(value) ? [...value, value] : [value];
  if (isDocument(value)) return valuesAt(Object.hasOwn(value, part) ? value[part] : undefined, rest);
  if (!Array.isArray(value)) return [undefined];
  const byName = value.filter(isDocument).flatMap((item) => valuesAt(item, parts));
  if (!/^\d+$/.test(part) || Number(part) >= value.length) return byName;
  const item: unknown = value[Number(part)];
  if (rest.length === 0) return [...byName, item];
  return isDocument(item) || Array.isArray(item) ? [...byName, ...valuesAt(item, rest)] : byName;
}

const isPlain = (operand: unknown): boolean =>
  !(operand instanceof BSONRegExp || operand instanceof MinKey || operand instanceof MaxKey);
const operand = any.value.filter(isPlain);

describe('filters, beside a slow model', () => {
  it('find equal values', () => {
    const check = (document: Document, path: string, value: unknown) => {
      const expected = valuesAt(document, path.split('.')).some((found) => equalValues(found ?? null, value));
      expect(matches({ [path]: { $eq: value } }, document)).to.equal(expected);
      expect(matches({ [path]: { $ne: value } }, document)).to.equal(!expected);
      expect(matches({ [path]: { $in: [value] } }, document)).to.equal(expected);
    };
    fc.assert(fc.property(any.document, any.path, operand, check), { seed: 1, numRuns: 3000 });
  });

  it('compare within a type', () => {
    const check = (document: Document, path: string, value: unknown) => {
      const known = valuesAt(document, path.split('.')).filter(
        (found) => rankOf(found) === rankOf(value) && value !== null,
      );
      const numbers = known.filter((found) => !isNaNOf(found) && !isNaNOf(value));
      expect(matches({ [path]: { $lt: value } }, document)).to.equal(
        numbers.some((found) => compareValues(found, value) < 0),
      );
      expect(matches({ [path]: { $gt: value } }, document)).to.equal(
        numbers.some((found) => compareValues(found, value) > 0),
      );
    };
    fc.assert(fc.property(any.document, any.path, operand, check), { seed: 2, numRuns: 3000 });
  });

  it('obey the laws of logic', () => {
    fc.assert(
      fc.property(any.document, any.filter, any.filter, (document, a, b) => {
        const [x, y] = [matches(a, document), matches(b, document)];
        expect(matches({ $and: [a, b] }, document)).to.equal(x && y);
        expect(matches({ $or: [a, b] }, document)).to.equal(x || y);
        expect(matches({ $nor: [a, b] }, document)).to.equal(!x && !y);
      }),
      { seed: 3, numRuns: 1500 },
    );
  });

  it('negate an operator exactly', () => {
    fc.assert(
      fc.property(any.document, any.path, any.operator, (document, path, operator) => {
        expect(matches({ [path]: { $not: operator } }, document)).to.equal(!matches({ [path]: operator }, document));
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});

const isNaNOf = (value: unknown): boolean => String(value) === 'NaN' && typeof value !== 'string';

describe('updates, beside their laws', () => {
  const apply = (update: Document, document: Document): unknown =>
    codeOf(() => compileUpdate(update, { now: new Date(0) }).apply(document, { insert: false }));

  it('never change what they are given, and tell truly whether something changed', () => {
    fc.assert(
      fc.property(any.document, any.update, (document, update) => {
        const after = apply(frozen(update), frozen(document));
        // A push that sorts counts as a change even where the order was right already.
        if (typeof after !== 'number' && after !== document && !JSON.stringify(update).includes('$sort')) {
          expect(identicalValues(document, after)).to.equal(false);
        }
      }),
      { seed: 5, numRuns: 3000 },
    );
  });

  it('store what was set, and setting it again changes nothing', () => {
    fc.assert(
      fc.property(any.document, any.path, any.value, (document, path, value) => {
        const after = apply({ $set: { [path]: value } }, document);
        if (!isDocument(after)) return;
        expect(apply({ $set: { [path]: value } }, after)).to.equal(after);
        if (isPlain(value)) expect(matches({ [path]: { $eq: value ?? null } }, after)).to.equal(true);
        const unset = apply({ $unset: { [path]: '' } }, after);
        if (isDocument(unset))
          expect(apply({ $unset: { [path]: '' } }, unset)).to.satisfy(
            (again: unknown) => isDocument(again) && identicalValues(again, unset),
          );
      }),
      { seed: 6, numRuns: 3000 },
    );
  });

  it('pull what matches and nothing else', () => {
    fc.assert(
      fc.property(
        any.array,
        operand.filter((value) => !isDocument(value)),
        (array, value) => {
          const after = apply({ $pull: { a: value } }, { a: array });
          expect(after).to.deep.equal({ a: array.filter((item) => !equalValues(item, value)) });
        },
      ),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe('sorts, beside a slow model', () => {
  it('order by the least or greatest element', () => {
    const keyOf = (value: unknown, sign: number): unknown => {
      if (!Array.isArray(value)) return value ?? null;
      if (value.length === 0) return undefined;
      return value.reduce((best: unknown, item: unknown) => (compareValues(item, best) * sign < 0 ? item : best));
    };
    fc.assert(
      fc.property(any.document, any.document, fc.constantFrom(1, -1), (a, b, direction) => {
        const expected = compareValues(keyOf(a.a, direction), keyOf(b.a, direction)) * direction;
        expect(Math.sign(compileSort({ a: direction })(a, b))).to.equal(Math.sign(expected));
      }),
      { seed: 8, numRuns: 2000 },
    );
  });
});
