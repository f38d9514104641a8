import type { Connection } from 'mongoose';

const BATCH = 200;

/**
 * Brings forward what a step has left to do of a collection, in batches. A pass that finds nothing ends it: other
 * processes may add and change documents in the old shape meanwhile. `bring` is one conditional update of one document.
 */
export async function eachLeft<Document extends { _id: string }>(
  connection: Connection,
  collection: string,
  left: Record<string, unknown>,
  bring: (document: Document) => Promise<void>,
): Promise<void> {
  const documents = connection.collection<Document>(collection);
  for (let found = true; found; ) {
    found = false;
    for (let after = ''; ; ) {
      const batch = (await documents
        .find({ _id: { $gt: after }, ...left } as never)
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray()) as Document[];
      for (const document of batch) await bring(document);
      found ||= batch.length > 0;
      if (batch.length < BATCH) break;
      after = batch.at(-1)?._id ?? after;
    }
  }
}
