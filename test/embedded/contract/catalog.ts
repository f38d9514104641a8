import { answers, type Row } from './kinds.js';

const THREE = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
  { _id: 3, a: 2 },
];

/** What commands on indexes and collections answer. */
export const CATALOG: readonly Row[] = [
  answers('creates indexes once', THREE, (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1' }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1' }] },
      {
        numIndexesBefore: 2,
        numIndexesAfter: 2,
        createdCollectionAutomatically: false,
        note: 'all indexes already exist',
      },
    ],
  ]),
  answers('refuses indexes that clash with others', THREE, (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1' }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [{ createIndexes: c, indexes: [{ key: { a: 1 }, name: 'other' }] }, { code: 85 }],
    [{ createIndexes: c, indexes: [{ key: { b: 1 }, name: 'a_1' }] }, { code: 86 }],
    [{ createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] }, { code: 86 }],
  ]),
  answers('refuses to make one index twice at once', THREE, (c) => {
    const twice = ['e', 'e'].map((name) => ({ key: { e: 1 }, name }));
    return [
      [{ createIndexes: c, indexes: twice }, { code: 96 }],
      [{ createIndexes: `${c}_new`, indexes: twice }, { code: 68 }],
      [{ listIndexes: `${c}_new` }, { code: 26 }],
      [{ createIndexes: `${c}_new`, indexes: ['e', 'f'].map((name) => ({ key: { e: 1 }, name })) }, { code: 85 }],
    ];
  }),
  answers('shows indexes as they were asked for', THREE, (c) => [
    [
      {
        createIndexes: c,
        indexes: [
          { key: { b: 1, c: -1 }, name: 'bc', sparse: true },
          { key: { d: 1 }, name: 'd', partialFilterExpression: { a: { $gt: 1 } } },
          { key: { e: 1 }, name: 'e', expireAfterSeconds: 60 },
        ],
      },
      { numIndexesBefore: 1, numIndexesAfter: 4, createdCollectionAutomatically: false },
    ],
    [
      { listIndexes: c },
      {
        batch: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { b: 1, c: -1 }, name: 'bc', sparse: true },
          { v: 2, key: { d: 1 }, name: 'd', partialFilterExpression: { a: { $gt: 1 } } },
          { v: 2, key: { e: 1 }, name: 'e', expireAfterSeconds: 60 },
        ],
      },
    ],
  ]),
  answers('shows the version of an index that was asked for', THREE, (c) => [
    [
      { createIndexes: c, indexes: [{ v: 1, key: { b: 1 }, name: 'b' }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [
      { createIndexes: c, indexes: [{ key: { b: 1 }, name: 'b' }] },
      {
        numIndexesBefore: 2,
        numIndexesAfter: 2,
        createdCollectionAutomatically: false,
        note: 'all indexes already exist',
      },
    ],
    [{ createIndexes: c, indexes: [{ v: 1, key: { d: 1 }, name: 'd', collation: { locale: 'de' } }] }, { code: 67 }],
    [
      { listIndexes: c },
      {
        batch: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 1, key: { b: 1 }, name: 'b' },
        ],
      },
    ],
  ]),
  answers('refuses a unique index over equal values', THREE, (c) => [
    [{ createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] }, { code: 11000 }],
    [{ listIndexes: c }, { batch: [{ v: 2, key: { _id: 1 }, name: '_id_' }] }],
  ]),
  answers('refuses equal values under a unique index, null and elements too', [{ _id: 1, a: [1, 2] }], (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [
      { insert: c, documents: [{ a: 2 }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [{ insert: c, documents: [{ _id: 3, a: [3, 3] }, { _id: 4 }] }, { n: 2 }],
    [
      { insert: c, documents: [{ a: null }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [
      { update: c, updates: [{ q: { _id: 4 }, u: { $set: { a: 1 } } }] },
      { n: 0, nModified: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [{ findAndModify: c, query: { _id: 4 }, update: { $set: { a: 1 } } }, { code: 11000 }],
  ]),
  answers('lets several miss the field of a sparse unique index', [], (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a_1', unique: true, sparse: true }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true },
    ],
    [{ insert: c, documents: [{}, {}] }, { n: 2 }],
  ]),
  answers('holds a partial unique index to its condition', [], (c) => [
    [
      {
        createIndexes: c,
        indexes: [{ key: { a: 1 }, name: 'a_1', unique: true, partialFilterExpression: { on: true } }],
      },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true },
    ],
    [{ insert: c, documents: [{ a: 1 }, { a: 1 }, { a: 1, on: true }] }, { n: 3 }],
    [
      { insert: c, documents: [{ a: 1, on: true }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
  ]),
  answers('refuses two arrays in the fields of one index', [], (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1, b: 1 }, name: 'ab' }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: true },
    ],
    [
      { insert: c, documents: [{ a: [1], b: [2] }] },
      { n: 0, writeErrors: [{ index: 0, code: 171 }] },
    ],
  ]),
  answers('refuses indexes that are none', THREE, (c) => [
    [{ createIndexes: c, indexes: [{ key: {}, name: 'x' }] }, { code: 67 }],
    [{ createIndexes: c, indexes: [{ key: { a: 0 }, name: 'x' }] }, { code: 67 }],
    [{ createIndexes: c, indexes: [{ key: { a: 'foo' }, name: 'x' }] }, { code: 67 }],
    [{ createIndexes: c, indexes: [{ key: { $a: 1 }, name: 'x' }] }, { code: 67 }],
    [{ createIndexes: c, indexes: [{ key: { a: 1 }, name: '' }] }, { code: 67 }],
    [{ createIndexes: c, indexes: [{ key: { a: 1, b: 1 }, name: 'x', expireAfterSeconds: 5 }] }, { code: 67 }],
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'x', partialFilterExpression: { a: { $ne: 1 } } }] },
      { code: 67 },
    ],
  ]),
  answers('refuses specifications of indexes that are none', THREE, (c) => [
    [{ createIndexes: c, indexes: [{ key: { a: 1 } }] }, { code: 9 }],
    [{ createIndexes: c, indexes: [{ name: 'x' }] }, { code: 9 }],
    [{ createIndexes: c, indexes: [{ key: { a: 1 }, name: 'x', foo: 1 }] }, { code: 197 }],
    [{ createIndexes: c, indexes: [] }, { code: 2 }],
  ]),
  answers('drops indexes by name, key and all', THREE, (c) => [
    [
      {
        createIndexes: c,
        indexes: ['b', 'd', 'e'].map((name) => ({ key: { [name]: 1 }, name })),
      },
      { numIndexesBefore: 1, numIndexesAfter: 4, createdCollectionAutomatically: false },
    ],
    [{ dropIndexes: c, index: 'nope' }, { code: 27 }],
    [{ dropIndexes: c, index: '_id_' }, { code: 72 }],
    [{ dropIndexes: c, index: 'b' }, { nIndexesWas: 4 }],
  ]),
  answers('drops indexes by key and all', THREE, (c) => [
    [
      {
        createIndexes: c,
        indexes: ['b', 'd', 'e'].map((name) => ({ key: { [name]: 1 }, name })),
      },
      { numIndexesBefore: 1, numIndexesAfter: 4, createdCollectionAutomatically: false },
    ],
    [{ dropIndexes: c, index: { d: 1 } }, { nIndexesWas: 4 }],
    [{ dropIndexes: c, index: '*' }, { nIndexesWas: 3 }],
    [{ listIndexes: c }, { batch: [{ v: 2, key: { _id: 1 }, name: '_id_' }] }],
  ]),
  answers('knows no indexes of a collection that is not there', [], () => [
    [{ listIndexes: 'nothing' }, { code: 26 }],
    [{ dropIndexes: 'nothing', index: '*' }, { code: 26 }],
  ]),
  answers('creates a collection once', [], (c) => [
    [{ create: c }, {}],
    [{ create: c }, {}],
    [{ create: c, validator: { a: 1 } }, { code: 48 }],
    [{ create: '' }, { code: 73 }],
    [{ create: 'a$b' }, { code: 73 }],
    [{ create: `${c}x`, foo: 1 }, { code: 40415 }],
    [{ create: `${c}x`, validationLevel: 'x' }, { code: 2 }],
  ]),
  answers('holds documents to a validator', [{ _id: 1, a: 1 }], (c) => [
    [{ collMod: c, validator: { a: { $gt: 0 } } }, {}],
    [
      { insert: c, documents: [{ a: -1 }] },
      { n: 0, writeErrors: [{ index: 0, code: 121 }] },
    ],
    [{ insert: c, documents: [{ a: -1 }], bypassDocumentValidation: true }, { n: 1 }],
    [
      { update: c, updates: [{ q: { _id: 1 }, u: { $set: { a: -1 } } }] },
      { n: 0, nModified: 0, writeErrors: [{ index: 0, code: 121 }] },
    ],
    [{ findAndModify: c, query: { _id: 1 }, update: { $set: { a: -1 } } }, { code: 121 }],
    [{ collMod: c, validationLevel: 'off' }, {}],
    [{ insert: c, documents: [{ a: -1 }] }, { n: 1 }],
    [{ collMod: 'nothing' }, { code: 26 }],
  ]),
  answers('lists collections by a filter', THREE, (c) => [
    [{ listCollections: 1, filter: { name: c }, nameOnly: true }, { batch: [{ name: c, type: 'collection' }] }],
    [{ listCollections: 1, filter: { name: 'nothing' } }, { batch: [] }],
  ]),
  answers('compares by the collation of a collection, unless another is asked for', [], (c) => [
    [{ create: `${c}_plain`, collation: { locale: 'en', strength: 2 } }, {}],
    [
      {
        insert: `${c}_plain`,
        documents: [
          { _id: 1, a: 'x' },
          { _id: 2, a: 'X' },
        ],
      },
      { n: 2 },
    ],
    [{ find: `${c}_plain`, filter: { a: 'X' }, projection: { _id: 1 } }, { batch: [{ _id: 1 }, { _id: 2 }] }],
    [
      { find: `${c}_plain`, filter: { a: 'X' }, projection: { _id: 1 }, collation: { locale: 'simple' } },
      { batch: [{ _id: 2 }] },
    ],
    [
      { update: `${c}_plain`, updates: [{ q: { a: 'X' }, u: { $set: { b: 1 } }, multi: true }] },
      { n: 2, nModified: 2 },
    ],
    [{ createIndexes: `${c}_plain`, indexes: [{ key: { a: 1 }, name: 'a', unique: true }] }, { code: 11000 }],
  ]),
  answers('holds a unique index to its collation', [{ _id: 1, a: 'x' }], (c) => [
    [
      {
        createIndexes: c,
        indexes: [{ key: { a: 1 }, name: 'a', unique: true, collation: { locale: 'en', strength: 2 } }],
      },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [
      { insert: c, documents: [{ a: 'X' }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [{ insert: c, documents: [{ _id: 2, a: 'x\u0301' }] }, { n: 1 }],
    [{ find: c, filter: { a: 'x' } }, { batch: [{ _id: 1, a: 'x' }] }],
    [{ find: c, filter: { a: 'X' }, hint: 'a' }, { batch: [] }],
  ]),
  answers('keeps a capped collection within its bounds, the oldest goes first', [], (c) => [
    [{ create: `${c}_capped`, capped: true, size: 4096, max: 2 }, {}],
    [{ insert: `${c}_capped`, documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] }, { n: 3 }],
    [{ find: `${c}_capped` }, { batch: [{ _id: 2 }, { _id: 3 }] }],
    [{ create: `${c}_other`, capped: true }, { code: 72 }],
    [{ create: `${c}_other`, size: 4096 }, { code: 72 }],
  ]),
  answers('makes an index unique that was prepared for it', THREE, (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a' }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [{ collMod: c, index: { name: 'a', unique: true } }, { code: 72 }],
    [
      { collMod: c, index: { name: 'a', prepareUnique: true } },
      { prepareUnique_old: false, prepareUnique_new: true },
    ],
    [
      { insert: c, documents: [{ a: 1 }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [
      { update: c, updates: [{ q: { _id: 3 }, u: { $set: { b: 1 } } }] },
      { n: 1, nModified: 1 },
    ],
    [{ collMod: c, index: { keyPattern: { a: 1 }, unique: true } }, { code: 359 }],
    [{ delete: c, deletes: [{ q: { _id: 3 }, limit: 1 }] }, { n: 1 }],
    [{ collMod: c, index: { keyPattern: { a: 1 }, unique: true }, dryRun: true }, {}],
    [{ collMod: c, index: { keyPattern: { a: 1 }, unique: true } }, { unique_new: true }],
    [
      { listIndexes: c },
      {
        batch: [
          { v: 2, key: { _id: 1 }, name: '_id_' },
          { v: 2, key: { a: 1 }, name: 'a', unique: true },
        ],
      },
    ],
    [
      { insert: c, documents: [{ a: 2 }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a', unique: true }] },
      {
        numIndexesBefore: 2,
        numIndexesAfter: 2,
        createdCollectionAutomatically: false,
        note: 'all indexes already exist',
      },
    ],
  ]),
  answers('keeps a clustered collection in the order of its _id', [], (c) => [
    [{ create: `${c}_clustered`, clusteredIndex: { key: { _id: 1 }, unique: true, name: 'own' } }, {}],
    [{ insert: `${c}_clustered`, documents: [{ _id: 2 }, { _id: 3 }, { _id: 1 }] }, { n: 3 }],
    [{ find: `${c}_clustered` }, { batch: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] }],
    [
      { find: `${c}_clustered`, filter: { _id: { $ne: 2 } }, sort: { $natural: -1 } },
      { batch: [{ _id: 3 }, { _id: 1 }] },
    ],
    [
      { listIndexes: `${c}_clustered` },
      { batch: [{ v: 2, key: { _id: 1 }, name: 'own', unique: true, clustered: true }] },
    ],
    [
      { insert: `${c}_clustered`, documents: [{ _id: 2 }] },
      { n: 0, writeErrors: [{ index: 0, code: 11000 }] },
    ],
    [{ create: `${c}_other`, clusteredIndex: { key: { a: 1 }, unique: true } }, { code: 197 }],
    [{ create: `${c}_other`, expireAfterSeconds: 1 }, { code: 72 }],
  ]),
  answers('shows a collection through a view', THREE, (c) => [
    [{ create: `${c}_view`, viewOn: c, pipeline: [{ $match: { a: 2 } }, { $set: { b: { $add: ['$_id', 1] } } }] }, {}],
    [{ find: `${c}_view`, filter: { b: { $gt: 3 } } }, { batch: [{ _id: 3, a: 2, b: 4 }] }],
    [{ find: `${c}_view`, sort: { b: -1 }, limit: 1, projection: { b: 1 } }, { batch: [{ _id: 3, b: 4 }] }],
    [{ count: `${c}_view`, query: { b: 3 } }, { n: 1 }],
    [{ distinct: `${c}_view`, key: 'b' }, { values: [3, 4] }],
    [{ aggregate: `${c}_view`, pipeline: [{ $count: 'n' }], cursor: {} }, { batch: [{ n: 2 }] }],
    [{ insert: `${c}_view`, documents: [{ a: 1 }] }, { code: 166 }],
    [{ create: `${c}_other`, viewOn: `${c}_other` }, { code: 5 }],
    [{ create: `${c}_view`, viewOn: c, pipeline: [] }, { code: 48 }],
  ]),
  answers('drops a collection that is not there without complaint', THREE, (c) => [
    [{ drop: c }, { nIndexesWas: 1 }],
    [{ drop: c }, {}],
    [{ count: c }, { n: 0 }],
  ]),
  answers('answers for a database that there is none of a command', [], () => [
    [{ nosuch: 1 }, { code: 59 }],
    [{ ping: 1 }, {}],
  ]),
  answers('keeps for change streams what only a replica set can show', [], (c) => [
    [{ create: c, changeStreamPreAndPostImages: { enabled: true } }, {}],
    [
      {
        listCollections: 1,
        filter: { name: c, 'options.changeStreamPreAndPostImages.enabled': true },
        nameOnly: true,
      },
      { batch: [{ name: c, type: 'collection' }] },
    ],
    [{ collMod: c, changeStreamPreAndPostImages: { enabled: false } }, {}],
    [
      { listCollections: 1, filter: { name: c, options: {} }, nameOnly: true },
      { batch: [{ name: c, type: 'collection' }] },
    ],
    [{ collMod: c, changeStreamPreAndPostImages: {} }, { code: 40414 }],
    [{ collMod: c, changeStreamPreAndPostImages: 1 }, { code: 14 }],
  ]),
  answers('changes the bounds of a capped collection', [{ _id: 1 }], (c) => [
    [{ create: `${c}_bound`, capped: true, size: 4096, max: 2 }, {}],
    [{ collMod: `${c}_bound`, cappedMax: 3 }, {}],
    [{ insert: `${c}_bound`, documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 4 }] }, { n: 4 }],
    [{ find: `${c}_bound` }, { batch: [{ _id: 2 }, { _id: 3 }, { _id: 4 }] }],
    [{ collMod: c, cappedSize: 8192 }, { code: 72 }],
    [{ collMod: c, expireAfterSeconds: 60 }, { code: 72 }],
  ]),
  answers('passes over options of indexes that there are not, where it is told to', THREE, (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1 }, name: 'a', foo: 1 }], ignoreUnknownIndexOptions: true },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [{ createIndexes: c, indexes: [{ key: { b: 1 }, name: 'b', v: 3 }] }, { code: 67 }],
  ]),
  answers('refuses validators that cannot be asked of one document', [], (c) => [
    [{ create: c, validator: { $text: { $search: 'a' } } }, { code: 2 }],
    [{ create: c, validator: { $and: [{ a: { $near: [0, 0] } }] } }, { code: 2 }],
    [{ create: c, validator: { $where: 'true' } }, { code: 2 }],
  ]),
  answers('writes results only where documents of others are taken', THREE, (c) => [
    [{ create: `${c}_view`, viewOn: c, pipeline: [] }, {}],
    [{ create: `${c}_small`, capped: true, size: 4096 }, {}],
    [{ create: `${c}_held`, validator: { a: { $lt: 2 } } }, {}],
    [{ aggregate: c, pipeline: [{ $out: `${c}_view` }], cursor: {} }, { code: 166 }],
    [{ aggregate: c, pipeline: [{ $merge: `${c}_view` }], cursor: {} }, { code: 166 }],
    [{ aggregate: c, pipeline: [{ $out: `${c}_small` }], cursor: {} }, { code: 17152 }],
    [{ aggregate: c, pipeline: [{ $merge: `${c}_small` }], cursor: {} }, { batch: [] }],
    [{ count: `${c}_small` }, { n: 3 }],
    [{ aggregate: c, pipeline: [{ $merge: `${c}_held` }], cursor: {} }, { code: 121 }],
    [{ aggregate: c, pipeline: [{ $out: `${c}_held` }], cursor: {} }, { code: 121 }],
    [{ aggregate: c, pipeline: [{ $out: `${c}_held` }], cursor: {}, bypassDocumentValidation: true }, { batch: [] }],
    [{ count: `${c}_held` }, { n: 3 }],
  ]),
];
