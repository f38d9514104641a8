import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import mongoose, { type Connection, Schema, type Types } from 'mongoose';
import { freshDatabase, testStore } from '../support/store.js';

// Mongoose on the embedded store, as its users know it on MongoDB.

interface Person {
  name: string;
  age?: number | undefined;
  tags: string[];
  friend?: Types.ObjectId | undefined;
  address?: { city: string; zip?: string } | undefined;
  scores: { subject: string; points: number }[];
}

const personSchema = new Schema<Person>(
  {
    name: { type: String, required: true, unique: true },
    age: { type: Number, index: true },
    tags: [String],
    friend: { type: Schema.Types.ObjectId, ref: 'Person' },
    address: { city: String, zip: String },
    scores: [{ _id: false, subject: String, points: Number }],
  },
  { timestamps: true, optimisticConcurrency: true },
);

function modelsOf(connection: Connection) {
  const Person = connection.model<Person>('Person', personSchema);
  const Event = connection.model(
    'Event',
    new Schema<{ at: Date }>({ at: Date }, { discriminatorKey: 'kind', collection: 'events' }),
  );
  const Click = Event.discriminator('Click', new Schema<{ url: string }>({ url: String }));
  const Visit = Event.discriminator('Visit', new Schema<{ minutes: number }>({ minutes: Number }));
  return { Person, Event, Click, Visit };
}

describe('Mongoose on the embedded store', () => {
  let connection: Connection;
  let models: ReturnType<typeof modelsOf>;

  before(async () => {
    const { uri } = await testStore();
    connection = await mongoose.createConnection(uri, { dbName: freshDatabase(), autoIndex: false }).asPromise();
    models = modelsOf(connection);
    await models.Person.init();
    await models.Person.createIndexes();
  });
  after(async () => {
    await connection.dropDatabase();
    await connection.close();
  });
  beforeEach(async () => {
    await models.Person.deleteMany({});
    await models.Person.create([
      {
        name: 'Ada',
        age: 36,
        tags: ['math', 'code'],
        address: { city: 'London' },
        scores: [{ subject: 'm', points: 9 }],
      },
      {
        name: 'Bob',
        age: 20,
        tags: ['code'],
        scores: [
          { subject: 'm', points: 3 },
          { subject: 'p', points: 5 },
        ],
      },
      { name: 'Cleo', age: 52, tags: [] },
    ]);
  });

  const names = (people: readonly { name: string }[]): string[] => people.map(({ name }) => name);

  it('saves, with defaults, versions and timestamps', async () => {
    const person = await models.Person.findOne({ name: 'Ada' }).orFail();
    expect(person.get('createdAt')).to.be.instanceOf(Date);
    const version: unknown = person.get('__v');
    person.tags.push('poetry');
    person.set('address.zip', 'N1');
    await person.save();
    const again = await models.Person.findById(person._id).orFail();
    expect(again.toObject()).to.deep.include({
      tags: ['math', 'code', 'poetry'],
      address: { city: 'London', zip: 'N1' },
    });
    expect(again.get('__v')).to.equal(Number(version) + 1);
  });

  it('lets the later of two changes of one version lose', async () => {
    const one = await models.Person.findOne({ name: 'Ada' }).orFail();
    const other = await models.Person.findOne({ name: 'Ada' }).orFail();
    await one.set('age', 37).save();
    await other
      .set('age', 38)
      .save()
      .then(
        () => expect.fail('was saved'),
        (error: Error) => expect(error.name).to.equal('VersionError'),
      );
  });

  it('tells of a duplicate key by its key', async () => {
    const fault: unknown = await models.Person.create({ name: 'Ada' }).catch((error: unknown) => error);
    expect(fault).to.deep.include({ code: 11000, keyPattern: { name: 1 }, keyValue: { name: 'Ada' } });
  });

  it('queries by chains, lean and not', async () => {
    const found = await models.Person.find().where('age').gte(20).lt(50).sort('-age').select('name -_id').lean();
    expect(found).to.deep.equal([{ name: 'Ada' }, { name: 'Bob' }]);
    expect(names(await models.Person.find({ tags: { $in: [/^co/] } }).sort({ name: -1 }))).to.deep.equal([
      'Bob',
      'Ada',
    ]);
    expect(
      names(await models.Person.find({ scores: { $elemMatch: { subject: 'm', points: { $gt: 5 } } } })),
    ).to.deep.equal(['Ada']);
    expect(names(await models.Person.find().sort('name').skip(1).limit(1))).to.deep.equal(['Bob']);
    expect(await models.Person.exists({ name: 'Dan' })).to.equal(null);
  });

  it('counts and tells distinct values', async () => {
    expect(await models.Person.countDocuments({ age: { $gt: 30 } })).to.equal(2);
    expect(await models.Person.estimatedDocumentCount()).to.equal(3);
    expect((await models.Person.distinct('tags')).sort()).to.deep.equal(['code', 'math']);
  });

  it('populates references, and populates what was populated', async () => {
    const [ada, bob, cleo] = await models.Person.find().sort('name');
    await models.Person.updateOne({ _id: ada?._id }, { friend: bob?._id });
    await models.Person.updateOne({ _id: bob?._id }, { friend: cleo?._id });
    const found = await models.Person.findById(ada?._id)
      .populate<{ friend: { name: string; friend: { name: string } } }>({
        path: 'friend',
        populate: { path: 'friend' },
      })
      .orFail();
    expect([found.friend.name, found.friend.friend.name]).to.deep.equal(['Bob', 'Cleo']);
  });

  it('finds and changes in one, all ways', async () => {
    const { Person } = models;
    const before = await Person.findOneAndUpdate({ name: 'Bob' }, { $inc: { age: 1 } }).lean();
    const after = await Person.findOneAndUpdate(
      { name: 'Bob' },
      { $inc: { age: 1 } },
      { returnDocument: 'after' },
    ).lean();
    expect([before?.age, after?.age]).to.deep.equal([20, 22]);
    const made = await Person.findOneAndUpdate({ name: 'Dan' }, { age: 1 }, { upsert: true, returnDocument: 'after' });
    expect(made).to.include({ name: 'Dan', age: 1 });
    const raw = await Person.findOneAndUpdate(
      { name: 'Eve' },
      { age: 2 },
      { upsert: true, includeResultMetadata: true },
    );
    expect(raw.lastErrorObject).to.deep.include({ n: 1, updatedExisting: false });
    expect((await Person.findOneAndDelete({ name: 'Eve' }).lean())?.name).to.equal('Eve');
    expect(
      (await Person.findOneAndReplace({ name: 'Dan' }, { name: 'Dana' }, { returnDocument: 'after' }))?.name,
    ).to.equal('Dana');
    const oldest = await Person.findOneAndUpdate(
      {},
      { $set: { 'scores.$[s].points': 0 } },
      { sort: '-age', arrayFilters: [{ 's.points': { $gt: 1 } }], returnDocument: 'after' },
    );
    expect(oldest?.name).to.equal('Cleo');
  });

  it('writes in bulk', async () => {
    const result = await models.Person.bulkWrite(
      [
        { insertOne: { document: { name: 'Dan', tags: [], scores: [] } } },
        { updateMany: { filter: { age: { $lt: 40 } }, update: { $push: { tags: 'young' } } } },
        { updateOne: { filter: { name: 'Eve' }, update: { $set: { age: 1 } }, upsert: true } },
        { replaceOne: { filter: { name: 'Dan' }, replacement: { name: 'Daniel', tags: [], scores: [] } } },
        { deleteOne: { filter: { name: 'Cleo' } } },
      ],
      { ordered: true },
    );
    expect(result).to.include({ insertedCount: 1, modifiedCount: 3, upsertedCount: 1, deletedCount: 1 });
    expect(names(await models.Person.find().sort('name'))).to.deep.equal(['Ada', 'Bob', 'Daniel', 'Eve']);
    const fault: unknown = await models.Person.insertMany([{ name: 'Ada' }, { name: 'Fay' }, { name: 'Bob' }], {
      ordered: false,
    }).catch((error: unknown) => error);
    expect(fault).to.have.property('code', 11000);
    expect(await models.Person.countDocuments({ name: 'Fay' })).to.equal(1);
  });

  it('changes arrays in documents by what was done to them', async () => {
    const bob = await models.Person.findOne({ name: 'Bob' }).orFail();
    bob.scores.splice(0, 1);
    bob.tags.push('go');
    bob.set('scores.0.points', 7);
    await bob.save();
    const found = await models.Person.findOne({ name: 'Bob' }).lean();
    expect(found?.scores).to.deep.equal([{ subject: 'p', points: 7 }]);
    expect(found?.tags).to.deep.equal(['code', 'go']);
  });

  it('streams by cursors', async () => {
    const seen: string[] = [];
    for await (const person of models.Person.find().sort('name').batchSize(1).lean().cursor()) seen.push(person.name);
    expect(seen).to.deep.equal(['Ada', 'Bob', 'Cleo']);
    const doubled: number[] = [];
    await models.Person.aggregate<{ n: number }>([{ $project: { n: { $multiply: ['$age', 2] } } }, { $sort: { n: 1 } }])
      .cursor({ batchSize: 1 })
      .eachAsync(({ n }) => {
        doubled.push(n);
      });
    expect(doubled).to.deep.equal([40, 72, 104]);
  });

  it('aggregates', async () => {
    const byTag = await models.Person.aggregate()
      .unwind('tags')
      .group({ _id: '$tags', n: { $sum: 1 }, names: { $push: '$name' } })
      .sort('_id');
    expect(byTag).to.deep.equal([
      { _id: 'code', n: 2, names: ['Ada', 'Bob'] },
      { _id: 'math', n: 1, names: ['Ada'] },
    ]);
    const [facets] = await models.Person.aggregate().facet({
      young: [{ $match: { age: { $lt: 40 } } }, { $count: 'n' }],
      oldest: [{ $sort: { age: -1 } }, { $limit: 1 }, { $project: { _id: 0, name: 1 } }],
    });
    expect(facets).to.deep.equal({ young: [{ n: 2 }], oldest: [{ name: 'Cleo' }] });
  });

  it('keeps indexes as the schema says', async () => {
    const { Person } = models;
    await Person.collection.createIndex({ tags: 1 });
    expect(await Person.diffIndexes()).to.deep.include({ toDrop: ['tags_1'] });
    expect(await Person.syncIndexes()).to.deep.equal(['tags_1']);
    const shown = (await Person.listIndexes()).map(({ name }) => String(name));
    expect(shown.sort()).to.deep.equal(['_id_', 'age_1', 'name_1']);
  });

  it('tells kinds apart by discriminators', async () => {
    const { Event, Click, Visit } = models;
    await Click.create({ at: new Date(0), url: '/' });
    await Visit.create({ at: new Date(1), minutes: 5 });
    expect(await Click.countDocuments()).to.equal(1);
    const all = await Event.find().sort('at').lean<{ kind: string }[]>();
    expect(all.map(({ kind }) => kind)).to.deep.equal(['Click', 'Visit']);
  });

  it('explains a query by its index', async () => {
    const plan: unknown = await models.Person.find({ age: 36 }).explain('queryPlanner');
    expect(JSON.stringify(plan)).to.include('"indexName":"age_1"');
  });

  it('takes sessions, and answers a transaction as a server that is no replica set', async () => {
    const session = await connection.startSession();
    const person = await models.Person.findOne({ name: 'Ada' }).session(session);
    expect(person?.name).to.equal('Ada');
    session.startTransaction();
    const fault: unknown = await models.Person.updateOne({ name: 'Ada' }, { age: 1 }, { session }).catch(
      (error: unknown) => error,
    );
    // The driver puts words of its own before MongoDB's.
    expect(fault).to.have.nested.include({ 'originalError.code': 20, 'originalError.codeName': 'IllegalOperation' });
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
  });

  it('lists, creates and drops collections', async () => {
    await connection.createCollection('extra');
    const listed = (await connection.listCollections()).map(({ name }) => name);
    expect(listed).to.include.members(['people', 'extra']);
    await connection.dropCollection('extra');
    expect((await connection.listCollections()).map(({ name }) => name)).to.not.include('extra');
  });
});
