import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Command } from 'commander';
import type { Fault, Read } from '../domain/input/reader.js';

/** One of the contracts' pure functions: a document in, its answer or every fault out. */
export type Explain = (document: unknown) => Read<unknown>;

/** Where a command reads and writes; the process's own, but for tests. */
export interface Streams {
  stdin: AsyncIterable<Uint8Array>;
  stdout: Writable;
  stderr: Writable;
}

/** Adds `explain FILE|-` to a group of commands. What answers is loaded when it is asked. */
export function addExplain(group: Command, what: string, load: () => Promise<Explain>): void {
  group
    .command('explain')
    .description(`Read a JSON document and print ${what}`)
    .argument('<file>', 'the document, or - for standard input')
    .option('--lines', 'read one document a line and print one answer a line')
    .action(async (file: string, { lines = false }: { lines?: boolean }) => {
      const answer = lines ? explainLines : explainDocument;
      process.exitCode = await answer(await load(), file, process);
    });
}

/** Answers one document on stdout, or names its faults on stderr, one a line. Gives the exit status, 0 or 2. */
export async function explainDocument(explain: Explain, file: string, streams: Streams): Promise<number> {
  let text = '';
  try {
    for await (const piece of decoded(bytesOf(file, streams))) text += piece;
  } catch (error) {
    return refuse(unreadable(error), streams);
  }
  const answer = answerTo(text, explain);
  if (!answer.ok) return refuse(answer.faults, streams);
  await write(streams.stdout, `${JSON.stringify(answer.value, null, 2)}\n`);
  return 0;
}

/** Answers one document a line, in order, the bad ones by their faults. Gives the exit status, 2 if any was bad. */
export async function explainLines(explain: Explain, file: string, streams: Streams): Promise<number> {
  let status = 0;
  try {
    for await (const line of linesOf(decoded(bytesOf(file, streams)))) {
      if (line.trim() === '') continue;
      const answer = answerTo(line, explain);
      if (!answer.ok) status = 2;
      await write(streams.stdout, `${JSON.stringify(answer.ok ? answer.value : { errors: answer.faults })}\n`);
    }
  } catch (error) {
    return refuse(unreadable(error), streams);
  }
  return status;
}

function answerTo(text: string, explain: Explain): Read<unknown> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { ok: false, faults: [{ path: '', message: `is not JSON (${messageOf(error)})` }] };
  }
  return explain(document);
}

async function refuse(faults: readonly Fault[], { stderr }: Streams): Promise<2> {
  await write(stderr, faults.map(({ path, message }) => `${onOneLine(`${path}: ${message}`)}\n`).join(''));
  return 2;
}

/** Keys of a document are part of paths, and may hold anything. */
const onOneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A file that cannot be read is a fault of the whole input; anything else is a bug. */
function unreadable(error: unknown): Fault[] {
  if (error instanceof Error && 'syscall' in error) return [{ path: '', message: `cannot be read (${error.message})` }];
  throw error;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const bytesOf = (file: string, { stdin }: Streams): AsyncIterable<Uint8Array> =>
  file === '-' ? stdin : createReadStream(file);

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

// Not readline: it also breaks lines at U+2028, which JSON may hold within a text.
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield rest + line;
      rest = '';
    }
    rest += last;
  }
  yield rest;
}

async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
