import { BSONRegExp } from 'bson';
import { type Row, refused, updates } from './kinds.js';
import { double } from './subject.js';

/** What updates do to arrays. */
export const ARRAYS: readonly Row[] = [
  updates(
    'changes the element that the only arm of an $or found',
    { a: [1, 5] },
    { $set: { 'a.$': 0 } },
    { a: [1, 0] },
    { q: { $or: [{ a: 5 }] } },
  ),
  updates('pushes a value', { a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }),
  updates('pushes to an array that is made for it', {}, { $push: { a: 2 } }, { a: [2] }),
  updates('pushes an array as one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }),
  updates('pushes each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }),
  updates('pushes at a place', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } }, { a: [1, 9, 2] }),
  updates(
    'pushes at a place from the end',
    { a: [1, 2, 3] },
    { $push: { a: { $each: [9], $position: -1 } } },
    { a: [1, 2, 9, 3] },
  ),
  updates(
    'pushes, sorts and cuts',
    { a: [3, 1] },
    { $push: { a: { $each: [2], $sort: 1, $slice: 2 } } },
    { a: [1, 2] },
  ),
  updates('cuts from the end', { a: [1, 2, 3] }, { $push: { a: { $each: [4], $slice: -2 } } }, { a: [3, 4] }),
  updates('cuts to nothing', { a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }),
  updates(
    'sorts documents by a field of theirs',
    { a: [{ x: 2 }, { x: 1 }] },
    { $push: { a: { $each: [{ x: 3 }], $sort: { x: -1 } } } },
    { a: [{ x: 3 }, { x: 2 }, { x: 1 }] },
  ),
  updates('refuses to push to what is no array', { a: 1 }, { $push: { a: 2 } }, refused(2)),
  updates('refuses a modifier that there is not', { a: [] }, { $push: { a: { $each: [], $foo: 1 } } }, refused(2)),
  updates('refuses $each of what is no array', { a: [] }, { $push: { a: { $each: 1 } } }, refused(2)),
  updates(
    'adds to a set what is not in it',
    { a: [1, 2] },
    { $addToSet: { a: { $each: [2, 3, 3] } } },
    { a: [1, 2, 3] },
  ),
  updates('takes equal numbers of two types for one in a set', { a: [1] }, { $addToSet: { a: double(1) } }, { a: [1] }),
  updates('refuses to add to a set that is no array', { a: 1 }, { $addToSet: { a: 2 } }, refused(2)),
  updates('pulls a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }),
  updates('pulls by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }),
  updates(
    'pulls documents by conditions on their fields',
    {
      a: [
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ],
    },
    { $pull: { a: { x: 1, y: { $gt: 1 } } } },
    { a: [{ x: 1, y: 1 }] },
  ),
  updates('pulls by one of several', { a: [1, 2, 3] }, { $pull: { a: { $in: [1, 3] } } }, { a: [2] }),
  updates('pulls by a pattern', { a: ['ab', 'cd'] }, { $pull: { a: new BSONRegExp('^a', '') } }, { a: ['cd'] }),
  updates('pulls all of several', { a: [1, 2, 1, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }),
  updates('refuses to pull from what is no array', { a: 1 }, { $pull: { a: 1 } }, refused(2)),
  updates('pops the last', { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }),
  updates('pops the first', { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }),
  updates('refuses to pop from the middle', { a: [1] }, { $pop: { a: 2 } }, refused(9)),
  updates('refuses to pop from what is no array', { a: 1 }, { $pop: { a: 1 } }, refused(14)),
  updates('passes over what is not there to pop', {}, { $pop: { a: 1 } }, {}),
  updates('changes all elements', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }),
  updates(
    'changes fields of all elements',
    { a: [{ x: 1 }, { x: 2 }] },
    { $set: { 'a.$[].x': 0 } },
    { a: [{ x: 0 }, { x: 0 }] },
  ),
  updates(
    'changes the elements that a filter chooses',
    { a: [1, 5, 9] },
    { $inc: { 'a.$[big]': 1 } },
    { a: [1, 6, 10] },
    { arrayFilters: [{ big: { $gte: 5 } }] },
  ),
  updates(
    'changes fields of the elements that a filter chooses',
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 1 },
      ],
    },
    { $set: { 'a.$[e].y': 9 } },
    {
      a: [
        { x: 1, y: 1 },
        { x: 2, y: 9 },
      ],
    },
    { arrayFilters: [{ 'e.x': 2 }] },
  ),
  updates(
    'changes elements within elements',
    { a: [{ b: [1, 2] }, { b: [2] }] },
    { $inc: { 'a.$[].b.$[n]': 10 } },
    { a: [{ b: [1, 12] }, { b: [12] }] },
    { arrayFilters: [{ n: 2 }] },
  ),
  updates(
    'changes the element that the query found',
    { a: [1, 5, 9] },
    { $set: { 'a.$': 0 } },
    { a: [1, 0, 9] },
    { q: { a: 5 } },
  ),
  updates(
    'changes a field of the element that the query found',
    { a: [{ x: 1 }, { x: 2 }] },
    { $set: { 'a.$.y': 0 } },
    { a: [{ x: 1 }, { x: 2, y: 0 }] },
    { q: { 'a.x': 2 } },
  ),
  updates('refuses $ where the query found no element', { a: [1] }, { $set: { 'a.$': 0 } }, refused(2)),
  updates('refuses all elements of what is no array', { a: 1 }, { $set: { 'a.$[]': 0 } }, refused(2)),
  updates('refuses all elements of what is not there', {}, { $set: { 'a.$[]': 0 } }, refused(2)),
  updates('refuses a filter that nothing uses', { a: [1] }, { $set: { b: 1 } }, refused(9), {
    arrayFilters: [{ x: 1 }],
  }),
  updates('refuses an element without its filter', { a: [1] }, { $set: { 'a.$[x]': 1 } }, refused(2)),
  updates('refuses two filters of one name', { a: [1] }, { $set: { 'a.$[x]': 1 } }, refused(9), {
    arrayFilters: [{ x: 1 }, { x: 2 }],
  }),
];
