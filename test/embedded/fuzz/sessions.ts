import { Int32 } from 'bson';
import fc from 'fast-check';
import type { Document } from '../../../server/embedded/language/values.js';
import * as any from '../language/arbitraries.js';
import { stages } from '../language/expressions.js';

/** What a client does with a collection: documents, indexes over them, and commands one after another. */
export interface Session {
  documents: Document[];
  indexes: Document[];
  steps: Step[];
}

/** A command without the name of its collection. */
export interface Step {
  command: 'find' | 'count' | 'distinct' | 'update' | 'delete' | 'findAndModify' | 'aggregate';
  fields: Document;
}

const int = (value: number): Int32 => new Int32(value);
const direction = fc.constantFrom(1, -1).map(int);
const few = fc.constantFrom(0, 1, 2, 3).map(int);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 1 });

/** Sorts end with the `_id`, so that the order is the only right one. */
const order = fc
  .dictionary(any.path, direction, { maxKeys: 2, noNullPrototype: true })
  .map((sort): Document => ({ ...sort, _id: int(1) }));

const withoutUndefined = (fields: Document): Document =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const step = (command: Step['command'], model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> =>
  fc.record(model, { noNullPrototype: true }).map((fields) => ({ command, fields: withoutUndefined(fields) }));

const idFilter = fc
  .tuple(any.filter, fc.integer({ min: 0, max: 9 }))
  .map(([filter, id]): Document => ({ ...filter, _id: int(id) }));
const query = fc.oneof({ weight: 5, arbitrary: any.filter }, { weight: 1, arbitrary: idFilter });
const replacement = any.document;
const change = fc.oneof({ weight: 6, arbitrary: any.update }, { weight: 1, arbitrary: replacement });

const reading: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: step('find', {
      filter: query,
      sort: order,
      projection: maybe(any.projection),
      skip: maybe(few),
      limit: maybe(few),
    }),
  },
  { weight: 1, arbitrary: step('count', { query, skip: maybe(few), limit: maybe(few) }) },
  { weight: 1, arbitrary: step('distinct', { query, key: any.path }) },
  {
    weight: 2,
    arbitrary: fc.tuple(query, stages).map(
      ([$match, list]): Step => ({
        command: 'aggregate',
        fields: { pipeline: [{ $match }, { $sort: { _id: int(1) } }, ...list], cursor: {} },
      }),
    ),
  },
);

const statement = (fields: Record<string, fc.Arbitrary<unknown>>, name: string, command: Step['command']) =>
  step(command, fields).map((one): Step => ({ command, fields: { [name]: [one.fields] } }));

const operatorOn = (path: fc.Arbitrary<string>): fc.Arbitrary<Document> =>
  fc
    .tuple(fc.constantFrom('$set', '$inc', '$unset', '$min', '$push', '$mul'), path, any.scalar)
    .map(([operator, at, value]): Document => ({ [operator]: { [at]: value } }));

/** Changes of the elements that filters choose, and of the one that the query found. */
const onElements = fc.oneof(
  fc
    .tuple(operatorOn(fc.constantFrom('a.$[x]', 'a.$[x].b', 'b.$[].a.$[x]', 'c.$[x]')), any.operator)
    .map(([u, operator]): Document => ({ u, arrayFilters: [{ x: operator }] })),
  fc
    .tuple(operatorOn(fc.constantFrom('a.$[x].b', 'a.$[x].c')), any.name, any.value)
    .map(([u, name, value]): Document => ({ u, arrayFilters: [{ [`x.${name}`]: value }] })),
  operatorOn(fc.constantFrom('a.$', 'a.$.b', 'b.$', 'c.$.a')).map((u): Document => ({ u })),
);

const pipelineUpdate = fc.array(
  fc.oneof(
    fc
      .tuple(
        any.name,
        any.path.filter((path) => !/\d/.test(path)),
      )
      .map(([to, from]): Document => ({ $set: { [to]: `$${from}` } })),
    any.name.map((name): Document => ({ $unset: name })),
    fc.tuple(any.name, any.name).map(([to, from]): Document => ({ $set: { [to]: { $ifNull: [`$${from}`, int(0)] } } })),
    any.name.map(
      (name): Document => ({ $replaceWith: { $mergeObjects: ['$$ROOT', { [name]: { $type: `$${name}` } }] } }),
    ),
  ),
  { minLength: 1, maxLength: 3 },
);

const writing: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .tuple(query, onElements)
      .map(([q, update]): Step => ({ command: 'update', fields: { updates: [{ q, ...update }] } })),
  },
  { weight: 1, arbitrary: statement({ q: query, u: pipelineUpdate, multi: fc.constant(true) }, 'updates', 'update') },
  { weight: 3, arbitrary: statement({ q: query, u: any.update, multi: fc.constant(true) }, 'updates', 'update') },
  { weight: 2, arbitrary: statement({ q: idFilter, u: change, upsert: maybe(fc.boolean()) }, 'updates', 'update') },
  { weight: 1, arbitrary: statement({ q: query, limit: fc.constant(int(0)) }, 'deletes', 'delete') },
  {
    weight: 2,
    arbitrary: step('findAndModify', {
      query,
      sort: order,
      update: any.update,
      new: maybe(fc.boolean()),
      upsert: maybe(fc.boolean()),
    }),
  },
  {
    weight: 1,
    arbitrary: step('findAndModify', { query, sort: order, remove: fc.constant(true), fields: maybe(any.projection) }),
  },
);

const index: fc.Arbitrary<Document> = fc
  .record(
    {
      key: fc.dictionary(any.path, direction, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      sparse: fc.constant(true),
      partialFilterExpression: fc.oneof(
        any.path.map((path): Document => ({ [path]: { $exists: true } })),
        fc.tuple(any.path, any.number).map(([path, value]): Document => ({ [path]: { $gt: value } })),
        fc.tuple(any.path, any.text).map(([path, value]): Document => ({ [path]: value })),
      ),
    },
    { requiredKeys: ['key'], noNullPrototype: true },
  )
  .filter((spec) => !('sparse' in spec && 'partialFilterExpression' in spec));

/** Random sessions; the same documents meet several commands. */
export const sessions: fc.Arbitrary<Session> = fc.record({
  documents: any.documents(8),
  indexes: fc.array(index, { maxLength: 3 }),
  steps: fc.array(fc.oneof({ weight: 2, arbitrary: reading }, { weight: 1, arbitrary: writing }), {
    minLength: 1,
    maxLength: 8,
  }),
});
