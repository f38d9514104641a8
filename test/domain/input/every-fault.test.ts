import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { explain as credits } from '../../../server/domain/credit/index.js';
import { formatPath } from '../../../server/domain/input/path.js';
import type { Read } from '../../../server/domain/input/reader.js';
import { explain as origin } from '../../../server/domain/origin/index.js';
import { explain as sla } from '../../../server/domain/sla/index.js';

const runs = Number(process.env.RUNS ?? 300);
const contracts: Record<string, (document: unknown) => Read<unknown>> = { sla, origin, credits };

interface Example {
  input: object;
  output?: unknown;
}

/** The ways to everything in a document that is neither a list nor an object. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, inner]) => leaves(inner, [...path, name]));
}

/** A copy in which something else stands at a place. */
function replaced(value: unknown, [name, ...rest]: (string | number)[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((inner, index) => (index === name ? replaced(inner, rest, by) : inner));
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, inner]) => [key, key === name ? replaced(inner, rest, by) : inner]),
  );
}

describe('every fault of a document is named', () => {
  for (const [name, explain] of Object.entries(contracts)) {
    const file = new URL(`../../contracts/${name}.json`, import.meta.url);
    const examples: Example[] = JSON.parse(readFileSync(file, 'utf8'));
    const valid = examples.filter(({ output }) => output !== undefined).map(({ input }) => input);

    it(`also where there are three, in ${name}`, () => {
      fc.assert(
        fc.property(fc.constantFrom(...valid), fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (input, picks) => {
          const all = leaves(input);
          const places = picks.flatMap((pick) => all.slice(pick % all.length, (pick % all.length) + 1));
          // No place of any contract takes such a number.
          const broken = places.reduce<unknown>((document, place) => replaced(document, place, -1.5), input);
          const answer = explain(broken);
          const paths = answer.ok ? [] : answer.faults.map(({ path }) => path);
          expect(paths).to.include.members(places.map(formatPath));
        }),
        { numRuns: runs, seed: 20261129 },
      );
    });
  }
});
