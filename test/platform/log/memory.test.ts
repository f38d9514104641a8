import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { type LogMemory, logMemory } from '../../../server/platform/log/memory.js';

describe('what is remembered until the log tells otherwise', () => {
  let last: number;
  let stored: string;
  let reads: number;
  let memory: LogMemory;

  beforeEach(() => {
    last = 1;
    stored = 'first';
    reads = 0;
    memory = logMemory({ log: { lastOf: async () => last }, kinds: ['deal'] });
  });

  const read = () =>
    memory.of('deal D-1', async () => {
      reads++;
      return stored;
    });

  it('is read once, and anew once an event says that it changed', async () => {
    await memory.look();
    expect([await read(), await read(), reads]).to.deep.equal(['first', 'first', 1]);
    stored = 'second';
    last = 2;
    expect(await read()).to.equal('first');
    await memory.look();
    expect([await read(), reads]).to.deep.equal(['second', 2]);
  });

  it('does not keep what was being read while it changed', async () => {
    await memory.look();
    let answer: (text: string) => void = () => undefined;
    const slow = memory.of('deal D-1', () => new Promise<string>((resolve) => (answer = resolve)));
    stored = 'second';
    last = 2;
    await memory.look();
    answer('first');
    expect([await slow, await read()]).to.deep.equal(['first', 'second']);
  });

  it('is not taken back by a look that was answered late', async () => {
    const answers: ((seq: number) => void)[] = [];
    const late = logMemory({ log: { lastOf: () => new Promise((resolve) => answers.push(resolve)) }, kinds: ['deal'] });
    const [one, other] = [late.look(), late.look()];
    answers[1]?.(2);
    await other;
    await late.of('deal D-1', async () => 'of 2');
    answers[0]?.(1);
    await one;
    expect(await late.of('deal D-1', async () => 'read again')).to.equal('of 2');
  });

  it('is not what could not be read', async () => {
    await memory.look();
    await memory.of('deal D-1', () => Promise.reject(new Error('gone'))).catch(() => undefined);
    expect(await read()).to.equal('first');
  });
});
