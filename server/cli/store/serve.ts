import { type Place, serveStore } from '../../embedded/server.js';
import { finish } from './finish.js';

/** `desk store serve`: serves a store until SIGTERM or SIGINT. */
export const serve = (folder: string, place: Place, memory: number): Promise<void> =>
  finish(async () => {
    const store = await serveStore(folder, place, (message) => console.error(message), memory);
    const told = new Promise<number>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(0));
    });
    console.log(store.uri);
    const status = await Promise.race([told, store.damaged.then(() => 1)]);
    await store.stop();
    return status;
  });
