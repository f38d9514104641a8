import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { steadyNow } from '../../../server/platform/clock/clock.js';
import type { NumberedEvent } from '../../../server/platform/log/event.js';
import { followersMemory, type LogMemory, logMemory } from '../../../server/platform/log/memory.js';
import { logTail } from '../../../server/platform/log/tail.js';
import { quiet } from '../../support/platform.js';

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

  it('is looked after anew for those who come during a look, once for all of them', async () => {
    const answers: ((seq: number) => void)[] = [];
    const late = logMemory({ log: { lastOf: () => new Promise((resolve) => answers.push(resolve)) }, kinds: ['deal'] });
    const readAs = (text: string) => late.of('deal D-1', async () => text);
    const first = late.look();
    const others = [late.look(), late.look(), late.look()];
    answers[0]?.(1);
    await first;
    expect(await readAs('first')).to.equal('first');
    await new Promise(setImmediate);
    answers[1]?.(2);
    await Promise.all(others);
    expect(await readAs('second')).to.equal('second');
    expect(answers).to.have.length(2);
  });

  it('needs no look for what began before the last one', async () => {
    let asked = 0;
    const seen = logMemory({ log: { lastOf: async () => ++asked }, kinds: ['deal'] });
    const given = steadyNow();
    await seen.look(given);
    await seen.look(given);
    expect(asked).to.equal(1);
    await seen.look();
    expect(asked).to.equal(2);
  });

  it('is looked after anew where a look failed', async () => {
    const answers = [Promise.reject(new Error('gone')), Promise.resolve(1), Promise.resolve(2)];
    const failing = logMemory({ log: { lastOf: () => answers.shift() ?? Promise.resolve(2) }, kinds: ['deal'] });
    const [one, other] = await Promise.allSettled([failing.look(), failing.look()]);
    expect([one.status, other.status]).to.deep.equal(['rejected', 'fulfilled']);
    await failing.look();
    expect(answers).to.deep.equal([]);
  });

  it('is not what could not be read', async () => {
    await memory.look();
    await memory.of('deal D-1', () => Promise.reject(new Error('gone'))).catch(() => undefined);
    expect(await read()).to.equal('first');
  });
});

describe('what those who follow the log remember', () => {
  const event = (seq: number, id: string) => ({ seq, event: { subject: { kind: 'ticket', id } } }) as NumberedEvent;
  let events: NumberedEvent[];
  let stored: string;
  let reads: number;

  beforeEach(() => {
    events = [];
    stored = 'first';
    reads = 0;
  });

  function opened(since = async (seq: number, limit: number) => events.slice(seq, seq + limit)) {
    const log = { last: async () => events.length, since, onAppend: () => () => undefined };
    const tail = logTail({ log: log as never, logger: quiet });
    const over = ({ subject }: NumberedEvent['event']) => (subject.id === 'all' ? 'all' : subject.id);
    const memory = followersMemory({ tail, over, kept: 3 });
    const read = (id: string) =>
      memory.of(id, async () => {
        reads++;
        return stored;
      });
    return { tail, read };
  }

  it('is read once for all of them, and anew once the tail has seen what ends it', async () => {
    const { tail, read } = opened();
    await tail.look();
    expect([await read('a'), await read('a'), await read('b'), reads]).to.deep.equal(['first', 'first', 'first', 2]);
    stored = 'second';
    events.push(event(1, 'a'));
    expect(await read('a')).to.equal('first');
    await tail.look();
    expect([await read('a'), await read('b')]).to.deep.equal(['second', 'first']);
    stored = 'third';
    events.push(event(2, 'all'));
    await tail.look();
    expect([await read('a'), await read('b')]).to.deep.equal(['third', 'third']);
  });

  it('is over before anybody is handed the event that ends it', async () => {
    const more: ((found: NumberedEvent[]) => void)[] = [];
    const { tail, read } = opened((seq) =>
      seq === 0 ? Promise.resolve(events.slice(0, 200)) : new Promise((resolve) => more.push(resolve)),
    );
    await tail.look();
    await read('a');
    stored = 'second';
    events.push(...Array.from({ length: 200 }, (_, n) => event(n + 1, 'a')));
    const looking = tail.look();
    while (more.length === 0) await new Promise(setImmediate);
    expect(await tail.since(0, 1)).to.deep.equal(events.slice(0, 1));
    expect(await read('a')).to.equal('second');
    more[0]?.([]);
    await looking;
  });

  it('is never handed what the tail has not seen', async () => {
    events = [event(1, 'a'), event(2, 'a')];
    const { tail } = opened();
    expect(await tail.since(0, 10)).to.deep.equal(events);
    const seen = [...events];
    events.push(event(3, 'a'));
    expect(await tail.since(0, 10)).to.deep.equal(seen);
  });

  it('is no more than it may keep', async () => {
    const { tail, read } = opened();
    await tail.look();
    for (const id of ['a', 'b', 'c', 'd', 'a']) await read(id);
    expect(reads).to.equal(5);
  });
});
