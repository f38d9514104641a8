import { type Row, refused, updates, upserts } from './kinds.js';

/** What replacements, pipelines and upserts make. */
export const REPLACING: readonly Row[] = [
  updates('replaces a document and keeps its _id', { a: 1, b: 2 }, { c: 3 }, { c: 3 }),
  updates('replaces by nothing', { a: 1 }, {}, {}),
  updates('refuses to replace by another _id', { a: 1 }, { _id: 2, c: 3 }, refused(66)),
  updates('refuses to replace many', { a: 1 }, { c: 3 }, refused(9), { multi: true }),
  updates('sets by a pipeline', { a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }], { a: 1, b: 2, c: 3 }),
  updates('unsets by a pipeline', { a: 1, b: 2 }, [{ $unset: 'a' }], { b: 2 }),
  updates('projects by a pipeline', { a: 1, b: 2 }, [{ $project: { b: 1 } }], { b: 2 }),
  updates('replaces by a pipeline', { a: 1 }, [{ $replaceWith: { b: '$a' } }], { b: 1 }),
  updates('takes several stages', { a: 1 }, [{ $set: { b: '$a' } }, { $set: { b: { $add: ['$b', 1] } } }], {
    a: 1,
    b: 2,
  }),
  updates('knows constants', { a: 1 }, [{ $set: { a: '$$x' } }], { a: 7 }, { c: { x: 7 } }),
  updates('refuses another _id by a pipeline', { a: 1 }, [{ $set: { _id: 5 } }], refused(66)),
  updates('refuses a stage that is not for updates', { a: 1 }, [{ $match: { a: 1 } }], refused(72)),
  updates('refuses filters of elements for a pipeline', { a: [1] }, [{ $set: { a: 1 } }], refused(9), {
    arrayFilters: [{ x: 1 }],
  }),
  upserts(
    'makes a document of equalities and operators',
    { a: 1, 'b.c': 2, d: { $gt: 5 } },
    { $set: { e: 3 } },
    { a: 1, b: { c: 2 }, e: 3 },
  ),
  upserts(
    'makes a document of $and, $in of one and $eq',
    { $and: [{ a: { $eq: 1 } }, { b: { $in: [2] } }], $or: [{ c: 3 }] },
    { $set: { e: 1 } },
    { a: 1, b: 2, c: 3, e: 1 },
  ),
  upserts('passes over alternatives', { $or: [{ a: 1 }, { b: 2 }] }, { $set: { e: 1 } }, { e: 1 }),
  upserts('takes the _id of the query', { _id: 7, a: 1 }, { $set: { e: 3 } }, { _id: 7, a: 1, e: 3 }),
  upserts('takes the _id that is set', { a: 1 }, { $set: { _id: 8 } }, { _id: 8, a: 1 }),
  upserts('sets on insert', { _id: 7 }, { $setOnInsert: { a: 1 }, $inc: { n: 2 } }, { _id: 7, a: 1, n: 2 }),
  upserts('makes a document of a replacement and the _id of the query', { _id: 7, a: 1 }, { b: 2 }, { _id: 7, b: 2 }),
  upserts('makes a document by a pipeline', { _id: 7, a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }], {
    _id: 7,
    a: 1,
    b: 2,
  }),
  upserts('pushes into a new document', { _id: 7 }, { $push: { a: 1 } }, { _id: 7, a: [1] }),
  upserts('refuses a field that the query has twice', { $and: [{ a: 1 }, { a: 2 }] }, { $set: { e: 1 } }, refused(54)),
  upserts('refuses a field and what is below it', { a: 1, 'a.b': 2 }, { $set: { e: 1 } }, refused(54)),
  upserts('refuses another _id than that of the query', { _id: 7 }, { $set: { _id: 8 } }, refused(66)),
  upserts('refuses an expression in the query', { $expr: { $eq: ['$a', 1] } }, { $set: { e: 1 } }, refused(224)),
  upserts('refuses an _id that is an array', { a: 1 }, { $set: { _id: [1] } }, refused(53)),
];
