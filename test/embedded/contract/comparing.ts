import { Binary, BSONRegExp, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { finds as findsIn, type Row } from './kinds.js';
import { decimal, double, long } from './subject.js';

const at = (instant: string): Date => new Date(instant);

const DOCUMENTS = [
  { _id: 1, n: 5, s: 'abc', t: [1, 2, 3], o: { x: 1, y: { z: 2 } }, d: at('2026-01-01T00:00:00Z'), b: true },
  {
    _id: 2,
    n: 5.5,
    s: 'ABC',
    t: [],
    o: { x: 2 },
    nul: null,
    ao: [
      { k: 1, v: 'a' },
      { k: 2, v: 'b' },
    ],
  },
  { _id: 3, n: long(5), s: 'bcd', t: [[1, 2], 3], o: [{ x: 1 }, { x: 3 }], ao: [{ k: 1, v: 'b' }], b: false },
  { _id: 4, n: decimal('5.0'), s: '', t: null, bits: 20, r: new BSONRegExp('^a', 'i') },
  { _id: 5, n: '5', o: null, t: 7, oid: new ObjectId('65e0a1b2c3d4e5f601020304'), bits: double(54) },
  {
    _id: 6,
    n: double(NaN),
    ts: new Timestamp({ t: 5, i: 1 }),
    bin: new Binary(Buffer.from('010203', 'hex')),
    bits: new Binary(Buffer.from('14', 'hex')),
  },
  { _id: 7, min: new MinKey(), max: new MaxKey(), n: [4, 6], dd: { '0': 'zero' } },
];

const finds = findsIn(DOCUMENTS);

/** What filters compare, and along which paths. */
export const COMPARING: readonly Row[] = [
  finds('finds equal numbers of all four types', { n: 5 }, [1, 3, 4]),
  finds('finds numbers of all four types by a range', { n: { $gte: 5, $lt: 6 } }, [1, 2, 3, 4, 7]),
  finds('tells a number from a text that looks like it', { n: '5' }, [5]),
  finds('finds NaN as equal to itself', { n: double(NaN) }, [6]),
  finds('leaves NaN out of ranges', { n: { $gt: -1 } }, [1, 2, 3, 4, 7]),
  finds('finds an element of an array', { t: 3 }, [1, 3]),
  finds('finds a whole array', { t: [1, 2, 3] }, [1]),
  finds('finds an array within an array', { t: [1, 2] }, [3]),
  finds('compares within a type alone', { s: { $gt: 'a' } }, [1, 3]),
  finds('finds what is null or missing by null', { nul: null }, [1, 2, 3, 4, 5, 6, 7]),
  finds('finds what is not null', { t: { $ne: null } }, [1, 2, 3, 5]),
  finds('finds a missing field of a document within an array', { 'o.y': null }, [2, 3, 4, 5, 6, 7]),
  finds('compares null with null by $gte', { nul: { $gte: null } }, [1, 2, 3, 4, 5, 6, 7]),
  finds('compares everything with MinKey', { min: { $gte: new MinKey() } }, [1, 2, 3, 4, 5, 6, 7]),
  finds('finds nothing beyond MaxKey', { max: { $gt: new MaxKey() } }, []),
  finds('finds a document as a whole, fields in order', { o: { x: 1, y: { z: 2 } } }, [1]),
  finds('tells documents with another order of fields apart', { o: { y: { z: 2 }, x: 1 } }, []),
  finds('goes into documents by a path', { 'o.y.z': 2 }, [1]),
  finds('goes through arrays by a path', { 'o.x': 1 }, [1, 3]),
  finds('takes a number of a path as a place', { 't.1': 2 }, [1]),
  finds('takes a number of a path as a name as well', { 'dd.0': 'zero' }, [7]),
  finds('takes a place of an array of documents', { 'ao.1.v': 'b' }, [2]),
  finds('finds dates', { d: { $lt: at('2026-06-01T00:00:00Z') } }, [1]),
  finds('finds object ids', { oid: new ObjectId('65e0a1b2c3d4e5f601020304') }, [5]),
  finds('finds binary values', { bin: new Binary(Buffer.from('010203', 'hex')) }, [6]),
  finds('tells binary subtypes apart', { bin: new Binary(Buffer.from('010203', 'hex'), 128) }, []),
  finds('finds timestamps', { ts: { $gt: new Timestamp({ t: 4, i: 9 }) } }, [6]),
  finds('finds truth', { b: true }, [1]),
  finds('finds by several conditions on an array, each by any element', { n: { $gt: 5, $lt: 5 } }, [7]),
  finds('finds everything by nothing', {}, [1, 2, 3, 4, 5, 6, 7]),
];
