import { ObjectId } from 'bson';
import { evaluates as evaluatesIn, type Row, refused } from './kinds.js';
import { decimal, double, long } from './subject.js';

const at = (instant: string): Date => new Date(instant);

const DOCUMENT = {
  _id: 1,
  i: 5,
  n: -7,
  d: 2.5,
  l: long('9007199254740993'),
  dec: decimal('1.10'),
  s: 'Hello Wörld',
  a: [3, 1, 2, 1],
  o: { x: 1, y: { z: 2 } },
  at: at('2024-02-29T12:34:56.789Z'),
  t: true,
  nul: null,
  oid: new ObjectId('65e0a1b2c3d4e5f601020304'),
  kv: [
    { k: 'a', v: 1 },
    { k: 'b', v: 2 },
  ],
};

const evaluates = evaluatesIn(DOCUMENT);

/** What expressions on texts, dates and types evaluate to. */
export const CONVERTING: readonly Row[] = [
  evaluates('joins texts', { $concat: ['$s', '!'] }, 'Hello Wörld!'),
  evaluates('joins null to null', { $concat: ['$s', '$nul'] }, null),
  evaluates('refuses to join a number', { $concat: ['$s', 1] }, refused(16702)),
  evaluates('counts bytes and characters', [{ $strLenBytes: '$s' }, { $strLenCP: '$s' }], [12, 11]),
  evaluates('cuts by characters', { $substrCP: ['$s', 6, 3] }, 'Wör'),
  evaluates('refuses to cut a character in two', { $substrBytes: ['$s', 8, 1] }, refused(28656)),
  evaluates('splits', { $split: ['a-b-c', '-'] }, ['a', 'b', 'c']),
  evaluates('trims', { $trim: { input: '  x  ' } }, 'x'),
  evaluates(
    'replaces in a text',
    [
      { $replaceOne: { input: 'aa', find: 'a', replacement: 'b' } },
      { $replaceAll: { input: 'aa', find: 'a', replacement: 'b' } },
    ],
    ['ba', 'bb'],
  ),
  evaluates(
    'finds by a pattern in an expression',
    { $regexFind: { input: '$s', regex: '(l+)o' } },
    { match: 'llo', idx: 2, captures: ['ll'] },
  ),
  evaluates(
    'tells whether a pattern is in a text',
    { $regexMatch: { input: '$s', regex: '^hello', options: 'i' } },
    true,
  ),
  evaluates('lowers and raises', [{ $toLower: '$s' }, { $toUpper: 'abc' }], ['hello wörld', 'ABC']),
  evaluates(
    'takes a date apart',
    { $dateToParts: { date: '$at', timezone: 'Asia/Tokyo' } },
    { year: 2024, month: 2, day: 29, hour: 21, minute: 34, second: 56, millisecond: 789 },
  ),
  evaluates(
    'puts a date together',
    { $dateFromParts: { year: 2024, month: 14, day: 1, timezone: 'Europe/Berlin' } },
    at('2025-01-31T23:00:00.000Z'),
  ),
  evaluates(
    'writes a date',
    { $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M:%S.%L %z %j %V %G', timezone: 'America/New_York' } },
    '2024-02-29 07:34:56.789 -0500 060 09 2024',
  ),
  evaluates('writes a date in the usual form', { $dateToString: { date: '$at' } }, '2024-02-29T12:34:56.789Z'),
  evaluates(
    'reads a date',
    { $dateFromString: { dateString: '02/01/2024 10:30', format: '%d/%m/%Y %H:%M', timezone: 'Europe/Berlin' } },
    at('2024-01-02T09:30:00.000Z'),
  ),
  evaluates('refuses a date that is none', { $dateFromString: { dateString: 'x' } }, refused(241)),
  evaluates(
    'adds months to a date, not beyond their end',
    { $dateAdd: { startDate: at('2024-01-31T00:00:00Z'), unit: 'month', amount: 1 } },
    at('2024-02-29T00:00:00.000Z'),
  ),
  evaluates(
    'adds a day where clocks change',
    { $dateAdd: { startDate: at('2024-03-30T12:00:00Z'), unit: 'day', amount: 1, timezone: 'Europe/Berlin' } },
    at('2024-03-31T11:00:00.000Z'),
  ),
  evaluates(
    'counts the weeks between dates',
    { $dateDiff: { startDate: at('2024-01-01T00:00:00Z'), endDate: '$at', unit: 'week', startOfWeek: 'monday' } },
    long(8),
  ),
  evaluates('cuts a date to its month', { $dateTrunc: { date: '$at', unit: 'month' } }, at('2024-02-01T00:00:00.000Z')),
  evaluates(
    'cuts a date to quarters of an hour',
    { $dateTrunc: { date: '$at', unit: 'minute', binSize: 15 } },
    at('2024-02-29T12:30:00.000Z'),
  ),
  evaluates(
    'knows weeks and days',
    [{ $isoWeek: '$at' }, { $week: '$at' }, { $dayOfWeek: '$at' }, { $dayOfYear: '$at' }],
    [9, 8, 5, 60],
  ),
  evaluates(
    'finds nothing at the end of a text, unless there is nothing before',
    [{ $size: { $regexFindAll: { input: 'abc', regex: '' } } }, { $size: { $regexFindAll: { input: '', regex: '' } } }],
    [3, 1],
  ),
  evaluates('refuses a time zone that is no text', { $hour: { date: '$at', timezone: 5 } }, refused(40533)),
  evaluates('asks no time zone where there is no date', { $hour: { date: null, timezone: 'No/Where' } }, null),
  evaluates('refuses to take the increment of a date', { $tsIncrement: '$at' }, refused(5687302)),
  evaluates('refuses a time zone that there is not', { $hour: { date: '$at', timezone: 'No/Where' } }, refused(40485)),
  evaluates('takes the date of an object id', { $toDate: '$oid' }, at('2024-02-29T15:24:34.000Z')),
  evaluates(
    'converts texts to numbers',
    [{ $toInt: '5' }, { $toLong: '5' }, { $toDouble: '1e3' }, { $toDecimal: '1.10' }],
    [5, long(5), double(1000), decimal('1.10')],
  ),
  evaluates(
    'converts numbers to texts',
    [{ $toString: '$i' }, { $toString: '$d' }, { $toString: '$l' }, { $toString: '$dec' }],
    ['5', '2.5', '9007199254740993', '1.10'],
  ),
  evaluates(
    'converts dates and ids to texts',
    [{ $toString: '$at' }, { $toString: '$oid' }],
    ['2024-02-29T12:34:56.789Z', '65e0a1b2c3d4e5f601020304'],
  ),
  evaluates('converts to truth', [{ $toBool: 'false' }, { $toBool: 0 }, { $toBool: '$at' }], [true, false, true]),
  evaluates('refuses a text that is no number', { $toInt: '5.5' }, refused(241)),
  evaluates('answers for a failed conversion', { $convert: { input: 'x', to: 'int', onError: -1 } }, -1),
  evaluates('answers for null in a conversion', { $convert: { input: null, to: 'int', onNull: 0 } }, 0),
  evaluates('refuses a number that is too large', { $toInt: 2147483648 }, refused(241)),
  evaluates(
    'names types',
    [{ $type: '$l' }, { $type: '$dec' }, { $type: '$nope' }, { $type: '$at' }],
    ['long', 'decimal', 'missing', 'date'],
  ),
];
