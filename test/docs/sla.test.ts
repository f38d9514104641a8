import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { DRAWINGS } from './sla-drawings.js';

const FILE = 'docs/sla.md';
const END = '<!-- end of the drawing -->';
const beginOf = (name: string): string => `<!-- drawn by test/docs/sla-drawings.ts: ${name} -->`;

/** Where a drawing stands in the page. */
function placeOf(page: string, name: string): [from: number, to: number] {
  const begin = page.indexOf(beginOf(name));
  expect(begin, `${FILE} has no drawing ${name}`).to.be.greaterThan(-1);
  const from = begin + beginOf(name).length;
  return [from, page.indexOf(END, from)];
}

describe('the page about service levels', () => {
  for (const [name, draw] of Object.entries(DRAWINGS)) {
    it(`draws what the clocks say: ${name}`, () => {
      const page = readFileSync(FILE, 'utf8');
      const [from, to] = placeOf(page, name);
      if (process.env.UPDATE_DOCS) writeFileSync(FILE, `${page.slice(0, from)}\n\n${draw()}\n\n${page.slice(to)}`);
      const now = readFileSync(FILE, 'utf8');
      expect(now.slice(...placeOf(now, name)).trim()).to.equal(draw());
    });
  }
});
