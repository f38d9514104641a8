import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { testStore } from '../support/store.js';
import { DIFFERENCES, differencesTable } from './contract/differences.js';
import { answerOf, closeSubject, exactly, openSubject, type Subject } from './contract/subject.js';

const PAGE = 'docs/embedded-store.md';
const BEGIN = '<!-- differences: generated from test/embedded/contract/differences.ts -->';
const END = '<!-- end of the differences -->';

/** The formatter aligns the columns of tables. */
const unaligned = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();

/** The page as it is, parted at its generated section. */
function page(): { before: string; table: string; after: string } {
  const text = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : `# The embedded store\n\n${BEGIN}\n${END}\n`;
  const [before = '', rest = ''] = text.split(BEGIN);
  const [table = '', after = ''] = rest.split(END);
  return { before, table, after };
}

describe('what the embedded store has not', () => {
  let subject: Subject;
  before(async () => {
    subject = await openSubject((await testStore()).uri, new Set());
    await subject.db.command({ insert: 'some', documents: [{ a: 1 }] });
  });
  after(() => closeSubject(subject));

  for (const { what, ask, code } of DIFFERENCES) {
    if (ask) {
      it(`${what}: is refused with ${code}`, async () => {
        expect(exactly(await answerOf(subject.db, ask('some')))).to.deep.equal(exactly({ code }));
      });
    }
  }

  it('stands in the docs', () => {
    const { before, table, after } = page();
    if (process.env.UPDATE_DOCS) writeFileSync(PAGE, `${before}${BEGIN}\n\n${differencesTable()}\n\n${END}${after}`);
    expect(unaligned(process.env.UPDATE_DOCS ? page().table : table)).to.equal(unaligned(differencesTable()));
  });
});
