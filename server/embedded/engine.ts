import { type Cursors, openCursors } from './cursors.js';
import { type Catalog, openCatalog } from './storage/catalog.js';
import { type Documents, documentsOf } from './storage/documents.js';
import { type Environment, openEnvironment } from './storage/environment.js';
import { groupedWrites, type Writes } from './storage/writes.js';

/** An open store: what commands stand on. */
export interface Engine {
  environment: Environment;
  catalog: Catalog;
  documents: Documents;
  writes: Writes;
  cursors: Cursors;
  /** The most bytes that one sorting or grouping stage may hold. */
  memoryLimit: number;
  startedAt: Date;
  /** How many clients are connected. */
  connections(): number;
  close(): Promise<void>;
}

/** Opens the store of a folder. Throws StoreRefused. */
export function openEngine(folder: string, { memoryLimit = 100 * 1024 * 1024 } = {}): Engine {
  const environment = openEnvironment(folder);
  const catalog = openCatalog(environment);
  const cursors = openCursors();
  const writes = groupedWrites(environment, catalog);
  return {
    environment,
    catalog,
    documents: documentsOf(environment, catalog),
    writes,
    cursors,
    memoryLimit,
    startedAt: new Date(),
    connections: () => 0,
    async close() {
      cursors.closeAll();
      await writes.drain();
      await environment.close();
    },
  };
}
