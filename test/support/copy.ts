import type { Connection, mongo } from 'mongoose';
import { connect } from '../../server/platform/database/connect.js';

/** The documents of a database by collection, each value as the type that it is stored as. */
export type Copy = ReadonlyMap<string, readonly mongo.BSON.Document[]>;

/** Reads a whole database. */
export async function copyOf(uri: string): Promise<Copy> {
  const connection = await connect(uri);
  const copy = new Map<string, mongo.BSON.Document[]>();
  for (const { name } of await connection.listCollections()) {
    const documents = await connection.collection(name).find({}, { promoteValues: false }).toArray();
    if (documents.length > 0) copy.set(name, documents);
  }
  await connection.close();
  return copy;
}

export const isEmpty = async (connection: Connection): Promise<boolean> =>
  (await connection.listCollections()).length === 0;

/** Puts a copy into an empty database. */
export async function paste(copy: Copy, connection: Connection): Promise<void> {
  for (const [name, documents] of copy) await connection.collection(name).insertMany([...documents]);
}
