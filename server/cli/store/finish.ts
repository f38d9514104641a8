import { StoreRefused } from '../../embedded/storage/refused.js';

/** Ends a command with the status that it answers; what a store refuses is one line, and status 1. */
export async function finish(act: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await act();
  } catch (error) {
    const isForeseen = error instanceof StoreRefused || (error instanceof Error && error.name.startsWith('Mongo'));
    console.error(error instanceof Error && (isForeseen || 'code' in error) ? error.message : error);
    process.exitCode = 1;
  }
}
