import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/credit/index.js';

interface Example {
  name: string;
  input: unknown;
  output?: unknown;
  errors?: string[];
}

const examples: Example[] = JSON.parse(readFileSync(new URL('../../contracts/credits.json', import.meta.url), 'utf8'));

describe('the examples of the credits contract', () => {
  for (const example of examples) {
    it(example.name, () => {
      const answer = explain(example.input);
      if (example.output !== undefined) {
        expect(answer).to.deep.equal({ ok: true, value: example.output });
        return;
      }
      const paths = answer.ok ? [] : answer.faults.map(({ path }) => path);
      expect(paths).to.include.members(example.errors ?? []);
    });
  }
});
