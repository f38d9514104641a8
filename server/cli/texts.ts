import { readFile, stat } from 'node:fs/promises';
import type { Streams } from './explain.js';

/** The text of a file, or of standard input for `-`; what keeps it from being read is a fault of the input. */
export async function readText(file: string, { stdin }: Streams): Promise<{ text: string } | { faults: string[] }> {
  try {
    if (file !== '-') return { text: await readFile(file, 'utf8') };
    const pieces: Uint8Array[] = [];
    for await (const piece of stdin) pieces.push(piece);
    return { text: Buffer.concat(pieces).toString('utf8') };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return { faults: [`${file}: cannot be read (${error.message})`] };
    throw error;
  }
}

/** Whether a path is that of a folder. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // What is not there is no folder; reading it as a file says so.
    return false;
  }
}

/** Tells every fault on standard error, one a line. */
export function refuse(faults: readonly string[], { stderr }: Streams): 2 {
  for (const fault of faults) stderr.write(`${fault}\n`);
  return 2;
}
