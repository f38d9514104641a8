import { backUp, restore as restoreStore } from '../../embedded/storage/copies.js';
import { finish } from './finish.js';

/** `desk store backup` */
export const backup = (folder: string, file: string): Promise<void> =>
  finish(async () => {
    await backUp(folder, file);
    console.log(`Backed up ${folder} into ${file}`);
    return 0;
  });

/** `desk store restore` */
export const restore = (file: string, folder: string, replace: boolean): Promise<void> =>
  finish(async () => {
    const kept = restoreStore(file, folder, { replace, now: new Date() });
    console.log(`Restored ${file} into ${folder}`);
    if (kept) console.log(`What was there is kept as ${kept}`);
    return 0;
  });
