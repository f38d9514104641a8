/** A running embedded store. `exited` resolves with its exit status. */
export interface EmbeddedStore {
  uri: string;
  stop(): Promise<void>;
  exited: Promise<number>;
}

/** Starts the embedded store in a child process on this folder. */
export function startEmbedded(_: { dataDir: string }): Promise<EmbeddedStore> {
  return Promise.reject(new Error('Set MONGODB_URI: this build has no embedded store'));
}
