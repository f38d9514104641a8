import { Binary, BSONRegExp, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { type Row, refused, sorts as sortsIn } from './kinds.js';
import { decimal, double, long } from './subject.js';

const at = (instant: string): Date => new Date(instant);

const DOCUMENTS = [
  { _id: 1, v: 3, t: [3, 9], o: { x: 2 } },
  { _id: 2, v: 'a', t: [] },
  { _id: 3, v: null, o: { x: 1 } },
  { _id: 4, t: [1] },
  { _id: 5, v: double(2.5), o: [{ x: 5 }, { x: 0 }] },
  { _id: 6, v: true },
  { _id: 7, v: at('2026-01-01T00:00:00Z') },
  { _id: 8, v: { a: 1 } },
  { _id: 9, v: [1] },
  { _id: 10, v: new ObjectId('65e0a1b2c3d4e5f601020304') },
  { _id: 11, v: new Binary(Buffer.from('01', 'hex')) },
  { _id: 12, v: new MinKey() },
  { _id: 13, v: new MaxKey() },
  { _id: 14, v: decimal('2.6') },
  { _id: 15, v: new BSONRegExp('a', '') },
  { _id: 16, v: new Timestamp({ t: 1, i: 1 }) },
  { _id: 17, v: double(NaN) },
  { _id: 18, v: long('-5') },
];

const sorts = sortsIn(DOCUMENTS);

/** In which order sorts put values of all types. */
export const SORTING: readonly Row[] = [
  sorts(
    'sorts the types in their order',
    { v: 1, _id: 1 },
    [12, 3, 4, 17, 18, 9, 5, 14, 1, 2, 8, 11, 10, 6, 7, 16, 15, 13],
  ),
  sorts('sorts them backwards', { v: -1, _id: 1 }, [13, 15, 16, 7, 6, 10, 11, 8, 2, 1, 14, 5, 9, 18, 17, 3, 4, 12]),
  sorts(
    'sorts arrays by their least',
    { t: 1, _id: 1 },
    [2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 4, 1],
  ),
  sorts(
    'sorts arrays backwards by their greatest',
    { t: -1, _id: 1 },
    [1, 4, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 2],
  ),
  sorts(
    'sorts by what is within documents and arrays',
    { 'o.x': 1, _id: 1 },
    [2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 5, 3, 1],
  ),
  sorts(
    'sorts by several fields',
    { t: 1, v: -1, _id: -1 },
    [2, 13, 15, 16, 7, 6, 10, 11, 8, 14, 5, 9, 18, 17, 3, 12, 4, 1],
  ),
  sorts(
    'keeps the order of insertion by $natural',
    { $natural: 1 },
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  ),
  sorts(
    'turns the order of insertion round by $natural',
    { $natural: -1 },
    [18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
  ),
  sorts('refuses a direction that is none', { v: 2 }, refused(15975)),
  sorts('refuses a direction that is no number', { v: 'up' }, refused(15974)),
  sorts('refuses an empty name', { '': 1 }, refused(40352)),
  sorts('refuses $natural beside another field', { $natural: 1, v: 1 }, refused(2)),
];
