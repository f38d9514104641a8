import { type Connection, type Model, Schema } from 'mongoose';
import { sameForm } from '../../domain/mail/address.js';
import { modelOf, storage } from '../../platform/log/subject.js';

interface ProvedAddress {
  _id: string;
  at: Date;
}

/** Addresses whose owners pressed the button of a mail to them. */
export function provedAddresses({ connection, clock }: { connection: Connection; clock: { real(): Date } }) {
  const schema = new Schema<ProvedAddress>(
    { _id: { type: String, required: true }, at: { type: Date, required: true } } as never,
    storage,
  );
  const addresses: Model<ProvedAddress> = modelOf(connection, 'ProvedAddress', schema, 'mail_proved_addresses');
  return {
    has: async (address: string): Promise<boolean> => (await addresses.exists({ _id: sameForm(address) })) !== null,
    async note(address: string): Promise<void> {
      await addresses.updateOne({ _id: sameForm(address) }, { $setOnInsert: { at: clock.real() } }, { upsert: true });
    },
  };
}
export type ProvedAddresses = ReturnType<typeof provedAddresses>;
