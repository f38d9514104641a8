import { answers, type Row } from './kinds.js';
import { double, long } from './subject.js';

const THREE = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
  { _id: 3, a: 2 },
];

/** What write commands answer, statement by statement. */
const WRITES: readonly Row[] = [
  answers('inserts, and says how many', [], (c) => [
    [{ insert: c, documents: [{ _id: 1 }, { _id: 2 }] }, { n: 2 }],
    [{ count: c }, { n: 2 }],
  ]),
  answers('ends an ordered insert with the first that is refused', [{ _id: 2 }], (c) => [
    [
      { insert: c, documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }] },
      { n: 1, writeErrors: [{ index: 1, code: 11000 }] },
    ],
    [{ count: c }, { n: 2 }],
  ]),
  answers('goes on with an unordered insert', [{ _id: 2 }], (c) => [
    [
      { insert: c, documents: [{ _id: 2 }, { _id: 3 }, { _id: 3 }, { _id: 4 }], ordered: false },
      {
        n: 2,
        writeErrors: [
          { index: 0, code: 11000 },
          { index: 2, code: 11000 },
        ],
      },
    ],
  ]),
  answers('refuses an array as an _id', [], (c) => [
    [
      { insert: c, documents: [{ _id: [1] }] },
      { n: 0, writeErrors: [{ index: 0, code: 53 }] },
    ],
  ]),
  answers('refuses a dollar within an _id', [], (c) => [
    [
      { insert: c, documents: [{ _id: { $a: 1 } }] },
      { n: 0, writeErrors: [{ index: 0, code: 52 }] },
    ],
  ]),
  answers('takes dollars and dots in names otherwise', [], (c) => [
    [{ insert: c, documents: [{ _id: 1, $a: 1, 'b.c': { $d: 1 } }] }, { n: 1 }],
    [{ find: c }, { batch: [{ _id: 1, $a: 1, 'b.c': { $d: 1 } }] }],
  ]),
  answers('refuses an insert of nothing', [], (c) => [
    [{ insert: c, documents: [] }, { code: 16 }],
    [{ insert: c }, { code: 40414 }],
    [{ insert: c, documents: 5 }, { code: 14 }],
  ]),
  answers('tells matched from modified', THREE, (c) => [
    [
      { update: c, updates: [{ q: { a: 2 }, u: { $set: { a: 2 } }, multi: true }] },
      { n: 2, nModified: 0 },
    ],
    [
      { update: c, updates: [{ q: {}, u: { $max: { a: 2 } }, multi: true }] },
      { n: 3, nModified: 1 },
    ],
    [
      { update: c, updates: [{ q: { a: 9 }, u: { $set: { a: 2 } } }] },
      { n: 0, nModified: 0 },
    ],
  ]),
  answers('names what was upserted by its statement', [], (c) => [
    [
      {
        update: c,
        updates: [
          { q: { _id: 7 }, u: { $set: { a: 1 } }, upsert: true },
          { q: { _id: 7 }, u: { $set: { a: 2 } }, upsert: true },
          { q: { _id: 8 }, u: { a: 1 }, upsert: true, multi: false },
        ],
      },
      {
        n: 3,
        nModified: 1,
        upserted: [
          { index: 0, _id: 7 },
          { index: 2, _id: 8 },
        ],
      },
    ],
  ]),
  answers('does not count a refused update as matched', THREE, (c) => [
    [
      { update: c, updates: [{ q: { _id: 1 }, u: { $set: { 'a.b': 1 } } }] },
      { n: 0, nModified: 0, writeErrors: [{ index: 0, code: 28 }] },
    ],
  ]),
  answers('ends ordered updates with the first that is refused, and goes on with others', THREE, (c) => [
    [
      {
        update: c,
        updates: [
          { q: { _id: 1 }, u: { $inc: { a: 1 } } },
          { q: { _id: 2 }, u: { $foo: { a: 1 } } },
          { q: { _id: 3 }, u: { $inc: { a: 1 } } },
        ],
      },
      { n: 1, nModified: 1, writeErrors: [{ index: 1, code: 9 }] },
    ],
    [
      {
        update: c,
        updates: [
          { q: { _id: 2 }, u: { $foo: { a: 1 } } },
          { q: { _id: 3 }, u: { $inc: { a: 1 } } },
        ],
        ordered: false,
      },
      { n: 1, nModified: 1, writeErrors: [{ index: 0, code: 9 }] },
    ],
  ]),
  answers('refuses a command whose statements are none before it begins', THREE, (c) => [
    [{ update: c, updates: [{ q: {}, u: { $set: { z: 1 } } }, { q: {} }] }, { code: 40414 }],
    [{ update: c, updates: [{ u: {} }] }, { code: 40414 }],
    [{ update: c, updates: [{ q: 5, u: {} }] }, { code: 14 }],
    [{ update: c, updates: [{ q: {}, u: {}, foo: 1 }] }, { code: 40415 }],
    [{ update: c, updates: [] }, { code: 16 }],
    [{ find: c, filter: { z: 1 } }, { batch: [] }],
  ]),
  answers('deletes one or all', THREE, (c) => [
    [{ delete: c, deletes: [{ q: { a: 2 }, limit: 1 }] }, { n: 1 }],
    [{ delete: c, deletes: [{ q: {}, limit: 0 }] }, { n: 2 }],
    [{ delete: c, deletes: [{ q: {}, limit: 0 }] }, { n: 0 }],
  ]),
  answers('refuses deletes without a limit, or another than 0 or 1', THREE, (c) => [
    [{ delete: c, deletes: [{ q: {} }] }, { code: 40414 }],
    [{ delete: c, deletes: [{ q: {}, limit: 2 }] }, { code: 9 }],
    [{ delete: c, deletes: [] }, { code: 16 }],
  ]),
];

const FIND_AND_MODIFY: readonly Row[] = [
  answers('finds, changes and answers with what was', THREE, (c) => [
    [
      { findAndModify: c, query: { a: 2 }, sort: { _id: -1 }, update: { $set: { a: 9 } } },
      { lastErrorObject: { n: 1, updatedExisting: true }, value: { _id: 3, a: 2 } },
    ],
  ]),
  answers('finds, changes and answers with what is, projected', THREE, (c) => [
    [
      { findAndModify: c, query: { _id: 1 }, update: { $inc: { a: 4 } }, new: true, fields: { a: 1, _id: 0 } },
      { lastErrorObject: { n: 1, updatedExisting: true }, value: { a: 5 } },
    ],
  ]),
  answers('projects the element that the query found', [{ _id: 1, t: [{ x: 1 }, { x: 2 }] }], (c) => [
    [
      { findAndModify: c, query: { 't.x': 2 }, update: { $set: { 't.$.y': 1 } }, fields: { 't.$': 1 } },
      { lastErrorObject: { n: 1, updatedExisting: true }, value: { _id: 1, t: [{ x: 2 }] } },
    ],
  ]),
  answers('finds nothing to change', [], (c) => [
    [
      { findAndModify: c, query: { _id: 1 }, update: { $set: { a: 1 } } },
      { lastErrorObject: { n: 0, updatedExisting: false }, value: null },
    ],
    [
      { findAndModify: c, query: { _id: 1 }, remove: true },
      { lastErrorObject: { n: 0 }, value: null },
    ],
  ]),
  answers('upserts what it does not find', [], (c) => [
    [
      { findAndModify: c, query: { _id: 7 }, update: { $set: { a: 1 } }, upsert: true },
      { lastErrorObject: { n: 1, updatedExisting: false, upserted: 7 }, value: null },
    ],
    [
      { findAndModify: c, query: { _id: 8 }, update: { a: 1 }, upsert: true, new: true },
      { lastErrorObject: { n: 1, updatedExisting: false, upserted: 8 }, value: { _id: 8, a: 1 } },
    ],
  ]),
  answers('finds and removes', THREE, (c) => [
    [
      { findAndModify: c, query: { a: 2 }, sort: { _id: 1 }, remove: true },
      { lastErrorObject: { n: 1 }, value: { _id: 2, a: 2 } },
    ],
  ]),
  answers('changes the elements that filters choose, and by pipelines', [{ _id: 1, t: [1, 5] }], (c) => [
    [
      {
        findAndModify: c,
        query: {},
        update: { $set: { 't.$[x]': 0 } },
        arrayFilters: [{ x: { $gt: 3 } }],
        new: true,
      },
      { lastErrorObject: { n: 1, updatedExisting: true }, value: { _id: 1, t: [1, 0] } },
    ],
    [
      { findAndModify: c, query: {}, update: [{ $set: { n: { $size: '$t' } } }], new: true },
      { lastErrorObject: { n: 1, updatedExisting: true }, value: { _id: 1, t: [1, 0], n: 2 } },
    ],
  ]),
  answers('refuses what does not go together', THREE, (c) => [
    [{ findAndModify: c, query: {} }, { code: 9 }],
    [{ findAndModify: c, query: {}, remove: true, update: {} }, { code: 9 }],
    [{ findAndModify: c, query: {}, remove: true, new: true }, { code: 9 }],
    [{ findAndModify: c, query: {}, remove: true, upsert: true }, { code: 9 }],
    [{ findAndModify: c, query: {}, update: { $set: { _id: 9 } } }, { code: 66 }],
  ]),
];

const COUNTS: readonly Row[] = [
  answers('counts', THREE, (c) => [
    [{ count: c }, { n: 3 }],
    [{ count: c, query: { a: 2 } }, { n: 2 }],
    [{ count: c, skip: 1, limit: 5 }, { n: 2 }],
    [{ count: c, query: { a: 2 }, limit: -1 }, { n: 1 }],
    [{ count: 'nothing' }, { n: 0 }],
    [{ count: c, query: { $foo: 1 } }, { code: 2 }],
  ]),
  answers(
    'gives distinct values, of arrays their elements',
    [
      { a: 1, t: [1, 2] },
      { a: 1, t: [2, [3]] },
    ],
    (c) => [
      [{ distinct: c, key: 'a' }, { values: [1] }],
      [{ distinct: c, key: 't', query: { t: 1 } }, { values: [1, 2] }],
      [{ distinct: c, key: 'nope' }, { values: [] }],
      [{ distinct: c, key: 'a', query: 5 }, { code: 14 }],
    ],
  ),
  answers('knows variables in queries', THREE, (c) => [
    [{ find: c, filter: { $expr: { $eq: ['$a', '$$x'] } }, let: { x: 1 } }, { batch: [{ _id: 1, a: 1 }] }],
    [{ delete: c, deletes: [{ q: { $expr: { $eq: ['$_id', '$$x'] } }, limit: 0 }], let: { x: 3 } }, { n: 1 }],
    [
      { update: c, updates: [{ q: { $expr: { $eq: ['$_id', '$$x'] } }, u: [{ $set: { b: '$$x' } }] }], let: { x: 2 } },
      { n: 1, nModified: 1 },
    ],
    [
      { aggregate: c, pipeline: [{ $match: { $expr: { $eq: ['$b', '$$y'] } } }], let: { y: 2 }, cursor: {} },
      { batch: [{ _id: 2, a: 2, b: 2 }] },
    ],
  ]),
];

const CURSORS: readonly Row[] = [
  answers('refuses to wait for documents at the end of what has one', THREE, (c) => [
    [{ find: c, awaitData: true }, { code: 9 }],
    [{ find: c, tailable: true }, { code: 2 }],
  ]),
  answers('shows which record a document is', THREE, (c) => [
    [
      { find: c, showRecordId: true, limit: 2, projection: { a: 0 } },
      {
        batch: [
          { _id: 1, $recordId: long(1) },
          { _id: 2, $recordId: long(2) },
        ],
      },
    ],
  ]),
  answers('tells of a document beside its fields', THREE, (c) => [
    [{ find: c, limit: 1, projection: { r: { $meta: 'recordId' } } }, { batch: [{ _id: 1, a: 1, r: long(1) }] }],
    [{ find: c, limit: 1, projection: { _id: 1, r: { $meta: 'recordId' } } }, { batch: [{ _id: 1, r: long(1) }] }],
    [{ find: c, limit: 1, projection: { a: 0, r: { $meta: 'recordId' } } }, { batch: [{ _id: 1, r: long(1) }] }],
    [{ find: c, projection: { r: { $meta: 'textScore' } } }, { code: 40218 }],
    [{ find: c, projection: { r: { $meta: 'nothing' } } }, { code: 17308 }],
  ]),
  answers('gives batches of the size that is asked for', THREE, (c) => [
    [
      { find: c, batchSize: 2, projection: { a: 0 } },
      { batch: [{ _id: 1 }, { _id: 2 }], more: true },
    ],
    [{ find: c, batchSize: 2, singleBatch: true, projection: { a: 0 } }, { batch: [{ _id: 1 }, { _id: 2 }] }],
    [
      { find: c, batchSize: 0 },
      { batch: [], more: true },
    ],
    [{ find: c, limit: 2, projection: { a: 0 } }, { batch: [{ _id: 1 }, { _id: 2 }] }],
    [
      { find: c, limit: 2, batchSize: 1, projection: { a: 0 } },
      { batch: [{ _id: 1 }], more: true },
    ],
    [{ find: c, skip: 2, projection: { a: 0 } }, { batch: [{ _id: 3 }] }],
    [
      { aggregate: c, pipeline: [{ $project: { a: 0 } }], cursor: { batchSize: 1 } },
      { batch: [{ _id: 1 }], more: true },
    ],
    [{ find: 'nothing', batchSize: 1 }, { batch: [] }],
  ]),
  answers('reads a hinted index between two keys', THREE, (c) => [
    [
      { createIndexes: c, indexes: [{ key: { a: 1, _id: -1 }, name: 'ai' }] },
      { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
    ],
    [{ find: c, min: { _id: 2 }, hint: '_id_', projection: { a: 0 } }, { batch: [{ _id: 2 }, { _id: 3 }] }],
    [{ find: c, max: { _id: 3 }, hint: { _id: 1 }, projection: { a: 0 } }, { batch: [{ _id: 1 }, { _id: 2 }] }],
    [
      { find: c, min: { a: 1, _id: 1 }, max: { a: 2, _id: 2 }, hint: 'ai' },
      {
        batch: [
          { _id: 1, a: 1 },
          { _id: 3, a: 2 },
        ],
      },
    ],
    [
      { find: c, filter: { a: 2 }, min: { _id: 1 }, max: { _id: 3 }, hint: '_id_', sort: { a: 1 } },
      { batch: [{ _id: 2, a: 2 }] },
    ],
    [{ find: c, min: {}, max: {}, limit: 1, projection: { a: 0 } }, { batch: [{ _id: 1 }] }],
    [{ find: c, min: { _id: 1 } }, { code: 51173 }],
    [{ find: c, min: { _id: 1 }, hint: 'ai' }, { code: 51174 }],
    [{ find: c, min: { _id: 1, a: 1 }, hint: 'ai' }, { code: 51174 }],
    [{ find: c, min: { _id: 2 }, max: { _id: 2 }, hint: '_id_' }, { code: 51175 }],
    [{ find: c, min: 5, hint: '_id_' }, { code: 14 }],
  ]),
  answers('refuses cursors that are not there', THREE, (c) => [
    [{ getMore: long('123456789'), collection: c }, { code: 43 }],
    [
      { killCursors: c, cursors: [long('123456789')] },
      { cursorsKilled: [], cursorsNotFound: [long('123456789')], cursorsAlive: [], cursorsUnknown: [] },
    ],
  ]),
  answers('refuses queries that are none', THREE, (c) => [
    [{ find: c, filter: 5 }, { code: 14 }],
    [{ find: c, sort: 5 }, { code: 14 }],
    [{ find: c, hint: 'nope' }, { code: 2 }],
    [{ find: c, hint: { nope: 1 } }, { code: 2 }],
    [{ find: c, batchSize: 'x' }, { code: 14 }],
    [{ aggregate: c, pipeline: [] }, { code: 9 }],
    [{ aggregate: c, pipeline: {}, cursor: {} }, { code: 14 }],
  ]),
  answers('tells administrators what there is to tell', [], () => [
    [{ profile: -1 }, { was: 0, slowms: 100, sampleRate: double(1) }],
    [{ profile: 0 }, { was: 0, slowms: 100, sampleRate: double(1) }],
    [{ profile: 'x' }, { code: 14 }],
    [{ usersInfo: 1 }, { users: [] }],
    [{ rolesInfo: 1 }, { roles: [] }],
    [{ replSetGetStatus: 1 }, { code: 13 }],
    [{ fsync: 1 }, { code: 13 }],
  ]),
  answers('refuses what belongs to other commands, or to later versions', THREE, (c) => [
    [{ aggregate: 1, pipeline: [{ $match: {} }], cursor: {} }, { code: 73 }],
    [{ distinct: c, key: 'a', hint: '_id_' }, { code: 40415 }],
    [{ insert: c, documents: [{}], writeConcern: { w: -1 } }, { code: 9 }],
    [
      { update: c, updates: [{ q: {}, u: { $set: { a: 1 } }, c: { x: 1 } }] },
      { n: 0, nModified: 0, writeErrors: [{ index: 0, code: 51198 }] },
    ],
    [{ update: c, updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { a: 1 } }] }, { code: 40415 }],
  ]),
  answers('refuses negative numbers and fields that there are not', THREE, (c) => [
    [{ find: c, limit: -1 }, { code: 51024 }],
    [{ find: c, skip: -1 }, { code: 51024 }],
    [{ find: c, batchSize: -1 }, { code: 51024 }],
    [{ find: c, maxTimeMS: -1 }, { code: 2 }],
    [{ find: c, foo: 1 }, { code: 40415 }],
  ]),
];

/** What commands on documents answer. */
export const COMMANDS: readonly Row[] = [...WRITES, ...FIND_AND_MODIFY, ...COUNTS, ...CURSORS];
