import { PassThrough } from 'node:stream';

/** Streams of a command, with this on standard input, and what it wrote. */
export function captured(input = '') {
  const stdin = new PassThrough();
  stdin.end(input);
  const [stdout, stderr] = [new PassThrough({ highWaterMark: 1 << 20 }), new PassThrough({ highWaterMark: 1 << 20 })];
  const textOf = (stream: PassThrough) => String(stream.read() ?? '');
  return { stdin, stdout, stderr, out: () => textOf(stdout), err: () => textOf(stderr) };
}
