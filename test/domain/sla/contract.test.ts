import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explain } from '../../../server/domain/sla/index.js';

interface Example {
  name: string;
  input: unknown;
  output?: unknown;
  errors?: string[];
}
const examples: Example[] = JSON.parse(readFileSync('test/contracts/sla.json', 'utf8'));

describe('the examples of the contract of the SLA clock', () => {
  for (const { name, input, output, errors } of examples) {
    it(name, () => {
      const answer = explain(input);
      if (errors === undefined) expect(answer).to.deep.equal({ ok: true, value: output });
      else expect(answer.ok ? [] : answer.faults.map(({ path }) => path)).to.include.members(errors);
    });
  }
});
