import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Explain, explainDocument, explainLines } from '../../server/cli/explain.js';

/** Doubles numbers, and finds two faults in everything else. */
const doubled: Explain = (document) =>
  typeof document === 'number'
    ? { ok: true, value: { doubled: document * 2 } }
    : {
        ok: false,
        faults: [
          { path: 'a[0]', message: 'is bad' },
          { path: '', message: 'is worse' },
        ],
      };

type Run = (explain: Explain, file: string, streams: ReturnType<typeof streamsOf>) => Promise<number>;

function streamsOf(chunks: Uint8Array[]) {
  const stdin = new PassThrough();
  for (const chunk of chunks) stdin.write(chunk);
  stdin.end();
  return { stdin, stdout: new PassThrough({ highWaterMark: 1 << 20 }), stderr: new PassThrough() };
}

async function answer(run: Run, input: string | Uint8Array[], explain = doubled, file = '-') {
  const streams = streamsOf(typeof input === 'string' ? [Buffer.from(input)] : input);
  const status = await run(explain, file, streams);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { status, stdout: text(streams.stdout), stderr: text(streams.stderr) };
}

describe('explaining a document', () => {
  it('prints the answer', async () => {
    expect(await answer(explainDocument, ' 21\n')).to.deep.equal({
      status: 0,
      stdout: '{\n  "doubled": 42\n}\n',
      stderr: '',
    });
  });

  it('names every fault on a line of its own', async () => {
    expect(await answer(explainDocument, '{}')).to.deep.equal({
      status: 2,
      stdout: '',
      stderr: 'a[0]: is bad\n: is worse\n',
    });
  });

  it('keeps to one line for a fault whose path holds line breaks', async () => {
    const strange: Explain = () => ({ ok: false, faults: [{ path: 'a\nb\u2028', message: 'is bad' }] });
    expect((await answer(explainDocument, '{}', strange)).stderr).to.equal('a\\u000ab\\u2028: is bad\n');
  });

  it('says with an empty path that something is not JSON', async () => {
    const { status, stdout, stderr } = await answer(explainDocument, '{"a":\n}');
    expect({ status, stdout, lines: stderr.split('\n').length }).to.deep.equal({ status: 2, stdout: '', lines: 2 });
    expect(stderr).to.match(/^: is not JSON/);
  });

  it('says that a file cannot be read', async () => {
    const { status, stderr } = await answer(explainDocument, '', doubled, '/does/not/exist');
    expect(status).to.equal(2);
    expect(stderr).to.match(/^: cannot be read/);
  });
});

describe('explaining lines', () => {
  it('answers each in order, skips blank ones, and goes on after a bad one', async () => {
    const bad = '{"errors":[{"path":"a[0]","message":"is bad"},{"path":"","message":"is worse"}]}';
    expect(await answer(explainLines, '1\n\n \t\r\n"x"\r\n3')).to.deep.equal({
      status: 2,
      stdout: `{"doubled":2}\n${bad}\n{"doubled":6}\n`,
      stderr: '',
    });
  });

  it('is content when all are good', async () => {
    expect(await answer(explainLines, '1\n2\n')).to.deep.equal({
      status: 0,
      stdout: '{"doubled":2}\n{"doubled":4}\n',
      stderr: '',
    });
    expect(await answer(explainLines, '')).to.deep.equal({ status: 0, stdout: '', stderr: '' });
  });

  it('puts together what arrives in pieces, even of a letter', async () => {
    const bytes = Buffer.from('"ä\u2028€"\n"b"\n');
    const echo: Explain = (document) => ({ ok: true, value: document });
    const pieces = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
    expect((await answer(explainLines, pieces, echo)).stdout).to.equal('"ä\u2028€"\n"b"\n');
  });

  it('marks a line that is not JSON', async () => {
    const { status, stdout } = await answer(explainLines, '{nope\n1\n');
    expect(status).to.equal(2);
    expect(stdout).to.match(/^\{"errors":\[\{"path":"","message":"is not JSON.*\}\]\}\n\{"doubled":2\}\n$/);
  });
});

describe('desk', () => {
  let folder = '';
  const at = '2026-11-02T08:00:00Z';
  const document = JSON.stringify({
    calendars: {},
    policy: { targets: [] },
    events: [{ at, type: 'created', priority: 'high', court: 'provider' }],
    now: at,
  });
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'desk-cli-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function desk(args: string[], read: (text: string, close: () => void) => void = () => undefined) {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      read(stdout, () => child.stdout.destroy());
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
      child.on('close', (status) => resolve({ status, stdout, stderr }));
    });
  }

  it('explains SLA clocks', async () => {
    writeFileSync(join(folder, 'one.json'), document);
    const { status, stdout } = await desk(['sla', 'explain', join(folder, 'one.json')]);
    const court = { provider: 0, partner: 0, customer: 0, third_party: 0 };
    expect({ status, answer: JSON.parse(stdout) }).to.deep.equal({ status: 0, answer: { targets: [], court } });
  });

  it('ends with status 2 after bad input and bad usage', async () => {
    writeFileSync(join(folder, 'bad.json'), '{}');
    const bad = await desk(['sla', 'explain', join(folder, 'bad.json')]);
    expect(bad.status).to.equal(2);
    expect(bad.stderr.split('\n').map((line) => line.split(':')[0])).to.deep.equal([
      'calendars',
      'policy',
      'events',
      'now',
      '',
    ]);
    expect((await desk(['sla', 'explain'])).status).to.equal(2);
    expect((await desk(['nonsense'])).status).to.equal(2);
  });

  it('does not mind a reader who leaves', async () => {
    writeFileSync(join(folder, 'many.jsonl'), `${document}\n`.repeat(20_000));
    const { status, stderr } = await desk(['sla', 'explain', '--lines', join(folder, 'many.jsonl')], (_, close) =>
      close(),
    );
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
  });
});
