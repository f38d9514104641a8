import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Connection, type Model, Schema } from 'mongoose';
import { connect } from '../../../server/platform/database/connect.js';
import { isDuplicateKey } from '../../../server/platform/database/errors.js';
import { insertNew } from '../../../server/platform/database/insert.js';
import { modelOf, storage } from '../../../server/platform/log/subject.js';
import { freshDatabaseUri } from '../../support/store.js';

interface Parcel {
  _id: string;
  size: { width: number; height?: number | undefined };
  note?: string | undefined;
  tags?: string[];
  state?: string;
}

describe('inserting a new document', () => {
  let connection: Connection;
  let model: Model<Parcel>;

  before(async () => {
    connection = await connect(await freshDatabaseUri());
    const fields = {
      ...{ _id: { type: String, required: true }, note: { type: String }, tags: { type: [String] } },
      ...{ size: { width: Number, height: Number }, state: { type: String, default: 'queued' } },
    };
    model = modelOf(connection, 'Parcel', new Schema<Parcel>(fields as never, storage), 'parcels');
    await model.collection.createIndex({ note: 1 }, { unique: true, sparse: true });
  });
  after(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  it('stores what Mongoose would: with defaults, without what is undefined', async () => {
    const parcel = { _id: 'a', size: { width: 3, height: undefined }, note: undefined };
    await insertNew(model, parcel);
    await model.create([{ ...parcel, _id: 'b' }]);
    const [ours, theirs] = await model.find().sort({ _id: 1 }).lean();
    expect(ours).to.deep.equal({ _id: 'a', size: { width: 3 }, tags: [], state: 'queued' });
    expect({ ...theirs, _id: 'a' }).to.deep.equal(ours);
    expect(parcel).to.deep.equal({ _id: 'a', size: { width: 3, height: undefined }, note: undefined });
  });

  it('refuses fields that the schema does not have, before anything is stored', async () => {
    const stranger = { _id: 'c', size: { width: 1 }, colour: 'red', weight: 2 };
    const refused = await insertNew(model, stranger).catch((error: unknown) => error);
    expect(String(refused)).to.equal('Error: Parcel has no fields colour, weight');
    expect(await model.exists({ _id: 'c' })).to.equal(null);
  });

  it('tells which unique key is taken', async () => {
    await insertNew(model, { _id: 'd', size: { width: 1 }, note: 'mine' });
    const again = await insertNew(model, { _id: 'd', size: { width: 1 } }).catch((error: unknown) => error);
    expect([isDuplicateKey(again, '_id'), isDuplicateKey(again, 'note')]).to.deep.equal([true, false]);
    const other = await insertNew(model, { _id: 'e', size: { width: 1 }, note: 'mine' }).catch(
      (error: unknown) => error,
    );
    expect([isDuplicateKey(other, '_id'), isDuplicateKey(other, 'note')]).to.deep.equal([false, true]);
  });
});
