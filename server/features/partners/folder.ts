import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { faultsOf } from '../../platform/http/read-request.js';
import { type DeclaredPlaybook, isPlaybookFile, readPlaybookFile } from '../playbooks/folder.js';
import { NOUN_NAMES } from './noun.js';
import { type AnyNoun, nouns } from './nouns/index.js';

/** One document of a folder of agreements, checked by its noun's schema. */
export interface Declared {
  noun: AnyNoun;
  content: { id: string };
  /** `file:line`, for what is wrong with it later. */
  where: string;
}

/** What folders say: their documents in the order in which they can be applied, and playbooks. */
export interface Declarations {
  declared: readonly Declared[];
  playbooks: readonly DeclaredPlaybook[];
}

export type Folder = ({ ok: true } & Declarations) | { ok: false; faults: readonly string[] };

/**
 * Reads all YAML files below some folders. Each document has a `kind` (a noun) besides the content that the API takes;
 * a file `playbooks/OWNER/NAME.yaml` is a playbook.
 */
export async function readFolder(...folders: readonly string[]): Promise<Folder> {
  const faults: string[] = [];
  const declared: Declared[] = [];
  const playbooks: DeclaredPlaybook[] = [];
  for (const { file, name } of await yamlFiles(folders)) {
    if (isPlaybookFile(file)) {
      const read = await readPlaybookFile(file, name);
      if ('faults' in read) faults.push(...read.faults);
      else playbooks.push(read);
      continue;
    }
    const lines = new LineCounter();
    for (const document of parseAllDocuments(await readFile(file, 'utf8'), { lineCounter: lines })) {
      const where = `${name}:${lines.linePos(document.range[0]).line}`;
      for (const error of document.errors)
        faults.push(`${name}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`);
      if (document.errors.length > 0) continue;
      const value: unknown = document.toJS();
      if (value === null) continue;
      const read = declare(value, where);
      if ('faults' in read) faults.push(...read.faults);
      else declared.push(read);
    }
  }
  faults.push(...duplicates(declared), ...twice(playbooks));
  if (faults.length > 0) return { ok: false, faults };
  const order = nouns().map(({ name }) => name);
  declared.sort((a, b) => order.indexOf(a.noun.name) - order.indexOf(b.noun.name));
  return { ok: true, declared, playbooks };
}

/** The YAML files below the folders, with their names for whoever reads what is wrong. */
async function yamlFiles(folders: readonly string[]): Promise<{ file: string; name: string }[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((file) => ({ file, name: folders.length === 1 ? relative(folder, file) : file }));
    }),
  );
  return found.flat();
}

function declare(value: unknown, where: string): Declared | { faults: string[] } {
  if (typeof value !== 'object' || value === null || !('kind' in value)) {
    return { faults: [`${where}: kind: is required, one of ${NOUN_NAMES.join(', ')}`] };
  }
  const { kind, ...content } = value;
  const noun = nouns().find(({ name }) => name === kind);
  if (!noun) return { faults: [`${where}: kind: ${String(kind)} is none of ${NOUN_NAMES.join(', ')}`] };
  const read = noun.schema.safeParse(content);
  if (!read.success)
    return { faults: faultsOf(read.error).map(({ path, message }) => `${where}: ${path}: ${message}`) };
  const more = noun.faults?.(read.data) ?? [];
  if (more.length > 0) return { faults: more.map(({ path, message }) => `${where}: ${path}: ${message}`) };
  return { noun, content: read.data, where };
}

function duplicates(declared: readonly Declared[]): string[] {
  const seen = new Map<string, string>();
  return declared.flatMap(({ noun, content, where }) => {
    const key = `${noun.name} ${content.id}`;
    const first = seen.get(key);
    seen.set(key, first ?? where);
    return first === undefined ? [] : [`${where}: id: ${key} stands at ${first} already`];
  });
}

function twice(playbooks: readonly DeclaredPlaybook[]): string[] {
  const seen = new Map<string, string>();
  return playbooks.flatMap(({ id, where }) => {
    const first = seen.get(id);
    seen.set(id, first ?? where);
    return first === undefined ? [] : [`${where}: playbook ${id} stands in ${first} already`];
  });
}
