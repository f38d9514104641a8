import { expect } from 'chai';
import type { Document } from '../../../server/embedded/language/values.js';
import { answerOf, exactly, promise, type Subject } from './subject.js';

// The rows of the contract's tables. What is expected is a value, or the number of a refusal where `refused` says so.

/** A row: given a server, it declares its sentence. */
export type Row = (subject: () => Subject) => void;

/** An expected refusal. */
export interface Refused {
  refused: number;
}
export const refused = (code: number): Refused => ({ refused: code });

let collections = 0;
const freshCollection = (): string => `c${++collections}`;

async function filled(subject: Subject, documents: readonly Document[]): Promise<string> {
  const name = freshCollection();
  if (documents.length > 0) await subject.db.command({ insert: name, documents });
  return name;
}

/** What a refusal of a command, or of its only statement, looks like. */
function outcome(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  if ('code' in answer) return { refused: answer.code };
  if ('writeErrors' in answer && Array.isArray(answer.writeErrors)) return { refused: answer.writeErrors[0]?.code };
  return 'batch' in answer ? answer.batch : answer;
}

function row(
  sentence: string,
  given: readonly Document[],
  commands: (collection: string) => readonly Document[],
  expected: unknown,
): Row {
  return (subject) =>
    promise(subject, sentence, async (server) => {
      const name = await filled(server, given);
      let last: unknown;
      for (const command of commands(name)) {
        last = outcome(await answerOf(server.db, command));
        if (typeof last === 'object' && last !== null && 'refused' in last) break;
      }
      expect(exactly(last)).to.deep.equal(exactly(expected));
    });
}

/** A filter and the `_id`s that it finds among the documents. */
export function finds(given: readonly Document[]) {
  return (sentence: string, filter: Document, ids: readonly unknown[] | Refused): Row =>
    row(
      sentence,
      given,
      (find) => [{ find, filter, sort: { _id: 1 }, projection: { _id: 1 } }],
      Array.isArray(ids) ? ids.map((_id: unknown) => ({ _id })) : ids,
    );
}

/** An update of one document with `_id` 1, and what it is then. */
export function updates(
  sentence: string,
  before: Document,
  u: Document | Document[],
  after: Document | Refused,
  options: Document = {},
): Row {
  return row(
    sentence,
    [{ _id: 1, ...before }],
    (name) => [{ update: name, updates: [{ q: { _id: 1 }, u, ...options }] }, { find: name }],
    'refused' in after ? after : [{ _id: 1, ...after }],
  );
}

/** An upsert on an empty collection, and what it makes. */
export function upserts(sentence: string, q: Document, u: Document | Document[], made: Document | Refused): Row {
  return row(
    sentence,
    [],
    (name) => [
      { update: name, updates: [{ q, u, upsert: true }] },
      { find: name, projection: 'refused' in made || '_id' in made ? {} : { _id: 0 } },
    ],
    'refused' in made ? made : [made],
  );
}

/** A projection of one document, and what it leaves. */
export function projects(
  sentence: string,
  document: Document,
  projection: Document,
  left: Document | Refused,
  filter: Document = {},
): Row {
  return row(
    sentence,
    [{ _id: 1, ...document }],
    (find) => [{ find, filter, projection }],
    'refused' in left ? left : [left],
  );
}

/** A sort and the `_id`s in its order. */
export function sorts(given: readonly Document[]) {
  return (sentence: string, sort: Document, ids: readonly unknown[] | Refused): Row =>
    row(
      sentence,
      given,
      (find) => [{ find, sort, projection: { _id: 1 } }],
      Array.isArray(ids) ? ids.map((_id: unknown) => ({ _id })) : ids,
    );
}

/** A pipeline over the documents, and what it answers. */
export function aggregates(given: readonly Document[]) {
  return (sentence: string, pipeline: readonly Document[], answer: readonly Document[] | Refused): Row =>
    row(sentence, given, (aggregate) => [{ aggregate, pipeline, cursor: {} }], answer);
}

/** An expression and its value for a document. */
export function evaluates(given: Document) {
  return (sentence: string, expression: unknown, value: unknown): Row => {
    const isRefusal = typeof value === 'object' && value !== null && 'refused' in value;
    return row(
      sentence,
      [given],
      (aggregate) => [{ aggregate, pipeline: [{ $replaceWith: { value: expression } }], cursor: {} }],
      isRefusal ? value : [value === undefined ? {} : { value }],
    );
  };
}

/** Commands on a collection with documents, and the answers to each of them. */
export function answers(
  sentence: string,
  given: readonly Document[],
  conversation: (collection: string) => readonly (readonly [command: Document, answer: unknown])[],
): Row {
  return (subject) =>
    promise(subject, sentence, async (server) => {
      const name = await filled(server, given);
      const told: unknown[] = [];
      const expected: unknown[] = [];
      for (const [command, answer] of conversation(name)) {
        told.push(await answerOf(server.db, command));
        expected.push(answer);
      }
      expect(exactly(told)).to.deep.equal(exactly(expected));
    });
}
