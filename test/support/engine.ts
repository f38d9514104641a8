import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach } from 'mocha';
import mongoose from 'mongoose';
import { type Engine, openEngine } from '../../server/embedded/engine.js';
import { type StoreServer, serveStore } from '../../server/embedded/server.js';

/** Folders that go with the test that made them. */
export function temporaryFolders(): { make(): string } {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return {
    make() {
      const folder = mkdtempSync(join(tmpdir(), 'desk-folder-'));
      made.push(folder);
      return folder;
    },
  };
}

/** Engines without a server, that end with the suite. */
export function temporaryEngine(): () => Engine {
  const open: { engine: Engine; folder: string }[] = [];
  after(async () => {
    for (const { engine, folder } of open) {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-engine-'));
    const engine = openEngine(folder);
    open.push({ engine, folder });
    return engine;
  };
}

/** A store in this process, and a client of it. */
export interface OpenStore extends StoreServer {
  client: mongoose.mongo.MongoClient;
  /** What the store has complained of. */
  complaints: string[];
}

/** Stores in this process, with a client each, that end with the test. */
export function localStores(): { open(folder: string): Promise<OpenStore> } {
  const open: OpenStore[] = [];
  afterEach(async () => {
    for (const store of open.splice(0)) await store.stop();
  });
  return {
    async open(folder) {
      const complaints: string[] = [];
      const server = await serveStore(folder, { port: 0 }, (text) => complaints.push(text));
      const client = await new mongoose.mongo.MongoClient(server.uri).connect();
      let stopped = false;
      const store: OpenStore = {
        ...server,
        client,
        complaints,
        async stop() {
          if (stopped) return;
          stopped = true;
          await client.close();
          await server.stop();
        },
      };
      open.push(store);
      return store;
    },
  };
}
