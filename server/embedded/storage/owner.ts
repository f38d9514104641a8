import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreInUse, StoreRefused } from './refused.js';

/** What tells two processes with the same number apart: when it was started, where the system says so. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/** What the system says of a process, from its state on; nothing where there is no /proc, or no such process. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    // The process number has to do.
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // One that was killed and that nobody has taken note of yet (in a container without an init, nobody ever does).
  return !['Z', 'X'].includes(statOf(pid)[0] ?? '');
}

function isHeld(mark: string): boolean {
  const [pid, start] = mark.trim().split(' ');
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0) return false;
  return isAlive(number) && startOf(number) === (start ?? '');
}

/** How long a process may take to die, in ms, and how often it is looked at. */
const PATIENCE_MS = 1000;
const LOOK_MS = 50;

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/**
 * Makes this process the only one of a folder, or refuses. Whoever was killed leaves a mark that the next one replaces;
 * one that is about to end is waited for.
 */
export function takeOwnership(folder: string, patienceMs: number = PATIENCE_MS): { release(): void } {
  const path = join(folder, 'owner');
  const mine = `${path}.${process.pid}`;
  const mark = `${process.pid} ${startOf(process.pid)}\n`;
  writeFileSync(mine, mark, { mode: 0o600 });
  try {
    for (let waited = 0, attempt = 1; attempt <= 20; ) {
      if (tryLink(mine, path)) return { release: () => releaseIfMine(path, mark) };
      const held = readIfThere(path);
      if (held !== undefined && isHeld(held)) {
        if (waited < patienceMs) {
          pause(LOOK_MS);
          waited += LOOK_MS;
          continue;
        }
        throw new StoreInUse(
          `The folder ${folder} is in use by process ${held.split(' ')[0]}. One store, one process.`,
        );
      }
      if (held !== undefined) displace(path, held);
      attempt++;
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
