import mongoose, { type Connection, type mongo } from 'mongoose';

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

/** Makes every collection and index that the models on this connection ask for: two commands a collection at most. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  const there = new Set((await connection.listCollections()).map(({ name }) => name));
  for (const model of Object.values(connection.models)) {
    if (!there.has(model.collection.name)) await model.createCollection();
    await ensureIndexesOf(model);
  }
}

interface Indexed {
  schema: { indexes(): [key: object, options: object][] };
  collection: { createIndexes(indexes: mongo.IndexDescription[]): Promise<unknown> };
}

/** Makes every index that a model asks for by one command: the collection is gone through once for all of them. */
export async function ensureIndexesOf({ schema, collection }: Indexed): Promise<void> {
  const indexes = schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  if (indexes.length > 0) await collection.createIndexes(indexes);
}
