import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { accessPage } from '../../server/domain/access/page.js';
import { ticketsPage } from '../../server/domain/ticket/page.js';
import { problemsPage } from '../../server/platform/problems-page.js';

const PAGES = [
  { file: 'docs/who-may-what.md', made: accessPage },
  { file: 'docs/problems.md', made: problemsPage },
  { file: 'docs/tickets-table.md', made: ticketsPage },
] as const;

/** The formatter aligns the columns of tables. */
const unaligned = (page: string): string => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('the docs that are made from the code', () => {
  for (const { file, made } of PAGES) {
    it(`says in ${file} what the code says`, () => {
      if (process.env.UPDATE_DOCS) writeFileSync(file, made());
      expect(unaligned(readFileSync(file, 'utf8'))).to.equal(unaligned(made()));
    });
  }
});
