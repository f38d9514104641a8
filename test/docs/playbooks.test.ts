import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { simulateFile } from '../../server/cli/simulate.js';
import { isClean, lint, readPlaybook, STEP_KINDS } from '../../server/domain/playbook/index.js';
import { captured } from '../support/streams.js';

const PAGE = readFileSync('docs/playbooks.md', 'utf8');
const [beforeTrial = '', afterTrial = ''] = PAGE.split('<!-- simulate -->');

/** The blocks of a language with the lines that they begin at. */
const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    block: match[1] ?? '',
  }));

const indented = (block: string) => block.replaceAll(/^(?=.)/gm, '  ');

/** A part of a playbook within one that is otherwise plain. */
function whole(block: string): string {
  if (block.startsWith('name:')) return block;
  const on = block.startsWith('on:') ? '' : 'on: [ticket-created]\n';
  const steps = block.startsWith('- ')
    ? `steps:\n${indented(block)}`
    : `${block}steps: [{ set: { addTags: [seen] } }]\n`;
  return `name: example\ntitle: Example\n${on}${steps}`;
}

describe('the page about playbooks', () => {
  const blocks = blocksOf(beforeTrial, 'yaml');

  for (const { line, block } of blocks) {
    it(`has an example at line ${line} that may be signed`, () => {
      const read = readPlaybook(whole(block));
      expect(read.ok ? [] : read.faults).to.deep.equal([]);
      if (read.ok) expect(isClean(lint(read.playbook, read.locate))).to.equal(true);
    });
  }

  it('has an example of every step', () => {
    const shown = blocks.map(({ block }) => block).join('\n');
    expect(STEP_KINDS.filter((kind) => !shown.includes(`- ${kind}:`))).to.deep.equal([]);
  });

  it('tells what the trial on it gives', async () => {
    const [trial] = blocksOf(afterTrial, 'yaml');
    const [told] = blocksOf(afterTrial, 'text');
    const streams = captured(trial?.block ?? '');
    expect(await simulateFile('-', {}, streams)).to.equal(0);
    expect(streams.out()).to.equal(told?.block);
  });
});
