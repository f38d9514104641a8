import type { Engine } from '../engine.js';
import { nextTurn } from '../turns.js';
import type { Table } from './environment.js';

/** How many keys are removed in one transaction. */
const TOGETHER = 1000;

/** Removes what dropped collections and indexes have left; a crash in between leaves the rest for the next time. */
export async function sweepLeftovers(engine: Engine): Promise<void> {
  const { environment, catalog, writes } = engine;
  const { collections, indexes } = catalog.leftovers();
  for (const id of collections) {
    await clear(engine, environment.documents, id);
    await writes.run(() => catalog.forget({ collections: [id] }));
  }
  for (const id of indexes) {
    await clear(engine, environment.entries, id);
    await writes.run(() => catalog.forget({ indexes: [id] }));
  }
}

async function clear({ writes }: Engine, table: Table, id: number): Promise<void> {
  const [start, end] = [prefix(id), prefix(id + 1)];
  for (;;) {
    const removed = await writes.run(() => {
      const keys = [...table.getKeys({ start, end, limit: TOGETHER })];
      for (const key of keys) table.removeSync(key);
      return keys.length;
    });
    if (removed < TOGETHER) return;
    await nextTurn();
  }
}

function prefix(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}
