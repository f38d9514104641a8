import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreInUse, StoreRefused } from './refused.js';

/** What tells two processes with the same number apart: when it was started, where the system says so. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    // No /proc (or no such process): the process number has to do.
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isHeld(mark: string): boolean {
  const [pid, start] = mark.trim().split(' ');
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0) return false;
  return isAlive(number) && startOf(number) === (start ?? '');
}

/** Makes this process the only one of a folder, or refuses. Whoever was killed leaves a mark that the next one replaces. */
export function takeOwnership(folder: string): { release(): void } {
  const path = join(folder, 'owner');
  const mine = `${path}.${process.pid}`;
  const mark = `${process.pid} ${startOf(process.pid)}\n`;
  writeFileSync(mine, mark, { mode: 0o600 });
  try {
    for (let attempt = 1; attempt <= 20; attempt++) {
      if (tryLink(mine, path)) return { release: () => releaseIfMine(path, mark) };
      const held = readIfThere(path);
      if (held === undefined) continue;
      if (isHeld(held)) {
        throw new StoreInUse(
          `The folder ${folder} is in use by process ${held.split(' ')[0]}. One store, one process.`,
        );
      }
      displace(path, held);
    }
    throw new StoreRefused(`The folder ${folder} is being taken by several processes at once.`);
  } finally {
    rmSync(mine, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Whoever held it has just let go.
    return undefined;
  }
}

/** Moves a dead owner's mark away; when somebody else's fresh mark was caught instead, it is put back. */
function displace(path: string, expected: string): void {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    // Another process displaced it first.
    return;
  }
  if (readIfThere(aside) !== expected) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function releaseIfMine(path: string, mark: string): void {
  if (readIfThere(path) === mark) rmSync(path, { force: true });
}
