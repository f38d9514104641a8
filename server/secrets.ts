import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecret } from './features/people/secrets.js';

/** The secret that links are signed with: made once in the data folder, readable by nobody else. */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret.key');
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(file, newSecret(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Where a running desk says how its embedded store is reached, readable by nobody else. */
export const storeAddressFile = (dataDir: string): string => join(dataDir, 'store.uri');
