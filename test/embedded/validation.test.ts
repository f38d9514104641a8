import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Db, type Document, MongoClient } from 'mongodb';
import { freshDatabase, testStore } from '../support/store.js';

describe('what is told of a document that fails its validator', () => {
  let client: MongoClient;
  let db: Db;
  before(async () => {
    client = await MongoClient.connect((await testStore()).uri);
    db = client.db(freshDatabase());
  });
  after(async () => {
    await db.dropDatabase();
    await client.close();
  });

  let made = 0;
  const detailsOf = async (validator: Document, document: Document): Promise<unknown> => {
    const collection = await db.createCollection(`c${++made}`, { validator });
    const fault: { errInfo?: Document } = await collection.insertOne({ _id: 1, ...document } as Document).then(
      () => ({}),
      (error: { errInfo?: Document }) => error,
    );
    expect(fault.errInfo?.failingDocumentId).to.equal(1);
    return fault.errInfo?.details;
  };

  it('names the operator and the value', async () => {
    expect(await detailsOf({ a: { $gt: 0 } }, { a: -1 })).to.deep.equal({
      operatorName: '$gt',
      specifiedAs: { a: { $gt: 0 } },
      reason: 'comparison failed',
      consideredValue: -1,
    });
    expect(await detailsOf({ a: { $type: 'string' } }, { a: 1 })).to.deep.equal({
      operatorName: '$type',
      specifiedAs: { a: { $type: 'string' } },
      reason: 'type did not match',
      consideredValue: 1,
      consideredType: 'int',
    });
    expect(await detailsOf({ a: { $gt: 0 } }, {})).to.deep.include({ reason: 'field was missing' });
  });

  it('names the clauses among several', async () => {
    expect(await detailsOf({ a: { $gt: 0 }, b: 1, c: 2 }, { a: 1, b: 2, c: 2 })).to.deep.equal({
      operatorName: '$and',
      clausesNotSatisfied: [
        {
          index: 1,
          details: { operatorName: '$eq', specifiedAs: { b: 1 }, reason: 'comparison failed', consideredValue: 2 },
        },
      ],
    });
  });

  it('names the rules of a schema', async () => {
    const schema = {
      required: ['name', 'age'],
      properties: { name: { bsonType: 'string', minLength: 2 }, n: { minimum: 1, description: 'positive' } },
      additionalProperties: true,
    };
    expect(await detailsOf({ $jsonSchema: schema }, { name: 'A', n: 0 })).to.deep.equal({
      operatorName: '$jsonSchema',
      schemaRulesNotSatisfied: [
        { operatorName: 'required', specifiedAs: { required: ['name', 'age'] }, missingProperties: ['age'] },
        {
          operatorName: 'properties',
          propertiesNotSatisfied: [
            {
              propertyName: 'name',
              details: [
                {
                  operatorName: 'minLength',
                  specifiedAs: { minLength: 2 },
                  reason: 'specified string length was not satisfied',
                  consideredValue: 'A',
                },
              ],
            },
            {
              propertyName: 'n',
              description: 'positive',
              details: [
                {
                  operatorName: 'minimum',
                  specifiedAs: { minimum: 1 },
                  reason: 'comparison failed',
                  consideredValue: 0,
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
