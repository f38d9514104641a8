import mongoose, { type Connection } from 'mongoose';

/** Opens the store. Writes are acknowledged when a majority has them on disk (DESIGN, patterns). */
export async function connect(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    ...(new URL(uri.replace(/^mongodb(\+srv)?:/, 'http:')).pathname.length > 1 ? {} : { dbName: 'tandem-desk' }),
    writeConcern: { w: 'majority', journal: true },
    serverSelectionTimeoutMS: 10_000,
    autoIndex: false,
    autoCreate: false,
  });
  return connection.asPromise();
}

/** Makes every collection and index that the models on this connection ask for. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}
