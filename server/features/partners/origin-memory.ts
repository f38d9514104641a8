import { type Connection, type Model, Schema } from 'mongoose';
import { hashedId } from '../../platform/ids/ids.js';
import { modelOf, storage } from '../../platform/log/subject.js';

interface SettledDocument {
  _id: string;
  address: string;
  deal: string;
}

const schema = new Schema<SettledDocument>(
  {
    _id: { type: String, required: true },
    address: { type: String, required: true },
    deal: { type: String, required: true },
  },
  storage,
);
schema.index({ address: 1 });

/** What people settled: this address belongs to that deal. */
export function originMemory({ connection }: { connection: Connection }) {
  const model: Model<SettledDocument> = modelOf(connection, 'Settled', schema, 'settled_origins');
  return {
    async of(address: string): Promise<{ address: string; deal: string }[]> {
      const found = await model.find({ address: address.toLowerCase() }).limit(200).lean<SettledDocument[]>();
      return found.map(({ address: known, deal }) => ({ address: known, deal }));
    },
    async remember({ address, deal }: { address: string; deal: string }): Promise<void> {
      const known = address.toLowerCase();
      await model.updateOne(
        { _id: hashedId('settled', known, deal) },
        { $setOnInsert: { address: known, deal } },
        { upsert: true },
      );
    },
  };
}
export type OriginMemory = ReturnType<typeof originMemory>;
