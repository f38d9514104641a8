import {
  type Finding,
  isClean,
  type KnownNames,
  type LocatedFault,
  lint,
  type Playbook,
  readPlaybook,
} from '../../domain/playbook/index.js';
import { Problem } from '../../platform/problems.js';

/** A text without what editors and systems put at the ends of its lines: the same words are the same text. */
export const tidied = (text: string): string =>
  `${text
    .replace(/^\uFEFF/, '')
    .replaceAll(/[ \t]*\r?\n/g, '\n')
    .trimEnd()}\n`;

/** A text that may be signed, with what is to be said against it nevertheless. */
export interface Readable {
  definition: Playbook;
  findings: readonly Finding[];
}

/** Reads a text that is to be signed, or throws every fault of it with its line and column. */
export function readToSign(text: string, name: string, known: KnownNames): Readable {
  const read = readPlaybook(text);
  if (!read.ok) throw faulty(read.faults);
  const { playbook, locate } = read;
  if (playbook.name !== name) {
    throw faulty([{ path: 'name', message: `must be ${name}, as in the address`, ...locate('name') }]);
  }
  const findings = lint(playbook, locate, known);
  if (!isClean(findings)) throw faulty(faultsIn(findings));
  return { definition: playbook, findings };
}

/** What lint says against a text that was signed: names may have gone since. */
export function findingsOf(text: string, known: KnownNames): readonly Finding[] {
  const read = readPlaybook(text);
  return read.ok ? lint(read.playbook, read.locate, known) : [];
}

/** The findings that keep a text from being signed, as faults. */
export const faultsIn = (findings: readonly Finding[]): LocatedFault[] =>
  findings
    .filter(({ severity }) => severity === 'error')
    .map(({ step, message, line, column }) => ({
      path: /^\d/.test(step) ? `step ${step}` : step,
      message,
      line,
      column,
    }));

/** Every fault of a text in one answer; `within` says which part of the request the text was. */
export function faulty(faults: readonly LocatedFault[], within = ''): Problem {
  const errors = faults.map((fault) => ({
    ...fault,
    path: [within, fault.path].filter((part) => part !== '').join('.'),
  }));
  const words = faults.map(({ line, column, path, message }) => `${line}:${column}: ${path || 'the text'} ${message}`);
  return new Problem('invalid', words.join('; '), { errors });
}
