import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ticketsPage } from '../../../server/domain/ticket/page.js';

const PAGE = 'docs/tickets-table.md';

/** The formatter aligns the columns of tables. */
const unaligned = (page: string): string => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

describe('the page of ticket commands', () => {
  it('says what the table says', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(PAGE, ticketsPage());
    expect(unaligned(readFileSync(PAGE, 'utf8'))).to.equal(unaligned(ticketsPage()));
  });
});
