// Which sources there are and whether what was built from them is still theirs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All files below a folder, and the newest change among them and their folders (ms since 1970). */
export function sourcesOf(folder) {
  const files = [];
  let newest = 0;
  const walk = (directory) => {
    newest = Math.max(newest, Math.floor(statSync(directory).mtimeMs));
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        newest = Math.max(newest, Math.floor(statSync(path).mtimeMs));
        if (path.endsWith('.ts')) files.push(path);
      }
    }
  };
  walk(folder);
  return { files, newest };
}

export const stampFile = (root, part) => join(root, 'dist', part, '.built-from');

/** Whether dist/<part> was built from the sources as they are now. */
export function isBuilt(root, part) {
  const stamp = stampFile(root, part);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === String(sourcesOf(join(root, part)).newest);
}
