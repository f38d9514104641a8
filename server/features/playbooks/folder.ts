import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Locate, type Playbook, readPlaybook } from '../../domain/playbook/index.js';

/** A playbook of a folder, read; not yet held against what the desk has. */
export interface DeclaredPlaybook {
  /** As it is told: `hansa-it/escalation`. */
  id: string;
  owner: string | null;
  name: string;
  text: string;
  definition: Playbook;
  locate: Locate;
  /** Its file, for what is wrong with it later. */
  where: string;
}

/** The folder of the provider's own playbooks. */
const PROVIDER = 'provider';

/** Whether a file is a playbook by where it is: `playbooks/OWNER/NAME.yaml`. */
export const isPlaybookFile = (file: string): boolean => basename(dirname(dirname(resolve(file)))) === 'playbooks';

/** Reads a file that is a playbook; every fault as `file:line:column: path: message`. */
export async function readPlaybookFile(file: string, where: string): Promise<DeclaredPlaybook | { faults: string[] }> {
  const text = await readFile(file, 'utf8');
  const read = readPlaybook(text);
  if (!read.ok) return { faults: read.faults.map((fault) => faultLine(where, fault)) };
  const folder = basename(dirname(resolve(file)));
  const owner = folder === PROVIDER ? null : folder;
  const name = basename(file).replace(/\.ya?ml$/, '');
  const { playbook: definition, locate } = read;
  if (definition.name !== name) {
    return { faults: [faultLine(where, { path: 'name', message: `must be ${name}, as the file`, ...locate('name') })] };
  }
  return { id: `${folder}/${name}`, owner, name, text, definition, locate, where };
}

/** One thing that is wrong with a file, as commands tell it. */
export const faultLine = (
  where: string,
  { line, column, path, message }: { line: number; column: number; path: string; message: string },
): string => `${where}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`;
