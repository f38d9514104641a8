import { join } from 'node:path';
import { serialize } from 'bson';
import { type Database, open } from 'lmdb';
import { type Ticket, ticketOf } from './tickets.js';

/** The storage library alone, doing the puts and gets that the store does for a command, as durably. */
export interface Bare {
  /** Inserts so many documents as one transaction. */
  insert(count: number): void;
  /** Reads one document by its id. */
  read(number: number): void;
  /** Reads documents along an index, from the beginning of a stretch on. */
  page(partner: string, count: number): void;
  /** Rewrites so many documents and one of their index entries, as one transaction. */
  claim(count: number): void;
  /** Reads documents from the first on. */
  scan(count: number): void;
  close(): Promise<void>;
}

const BYTES = { encoding: 'binary', keyEncoding: 'binary' } as const;

const numberKey = (number: number): Buffer => {
  const key = Buffer.allocUnsafe(6);
  key.writeUIntBE(number, 0, 6);
  return key;
};

const listKey = ({ partner, due }: Ticket, number: number): Buffer =>
  Buffer.concat([Buffer.from(`${partner}\0`), numberKey(due.getTime()), numberKey(number)]);

/** Opens a file of the library with so many documents in it, an entry for each id and for (partner, due). */
export async function openBare(folder: string, documents: number): Promise<Bare> {
  const root = open<Buffer, Buffer>({ path: join(folder, 'bare.mdb'), ...BYTES, overlappingSync: false });
  const table = (name: string): Database<Buffer, Buffer> => root.openDB<Buffer, Buffer>(name, BYTES);
  const [stored, ids, list] = [table('documents'), table('ids'), table('list')];
  let next = 0;
  let claimed = 0;

  function insertOne(): void {
    const number = next++;
    const ticket = ticketOf(number);
    const key = numberKey(number);
    stored.putSync(key, Buffer.from(serialize(ticket)));
    ids.putSync(Buffer.from(ticket._id.id), key);
    list.putSync(listKey(ticket, number), key);
  }

  function insert(count: number): void {
    root.transactionSync(() => {
      for (let done = 0; done < count; done++) insertOne();
    });
  }

  while (next < documents) insert(Math.min(10_000, documents - next));
  await root.flushed;

  return {
    insert,
    read(number) {
      const key = ids.getBinary(Buffer.from(ticketOf(number)._id.id));
      if (!key || !stored.getBinary(key)) throw new Error(`Document ${number} is not there`);
    },
    page(partner, count) {
      const [start, end] = [Buffer.from(`${partner}\0`), Buffer.from(`${partner}\x01`)];
      for (const { value } of list.getRange({ start, end, limit: count })) stored.getBinary(Buffer.from(value));
    },
    claim(count) {
      root.transactionSync(() => {
        for (let done = 0; done < count; done++) {
          const number = claimed++ % documents;
          const key = numberKey(number);
          const entry = listKey(ticketOf(number), number);
          const value = stored.getBinary(key);
          if (!value) throw new Error(`Document ${number} is not there`);
          stored.putSync(key, Buffer.from(value));
          list.removeSync(entry);
          list.putSync(entry, key);
        }
      });
    },
    scan(count) {
      let bytes = 0;
      for (const { value } of stored.getRange({ limit: count })) bytes += value.length;
      if (bytes === 0) throw new Error('There are no documents');
    },
    close: () => root.close(),
  };
}
