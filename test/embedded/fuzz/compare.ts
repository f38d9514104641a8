import { type Db, MongoServerError } from 'mongodb';
import { type Document, isDocument } from '../../../server/embedded/language/values.js';
import { written } from '../language/typed.js';
import type { Session, Step } from './sessions.js';

const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

/** A collection that a session is played on. */
export interface Stage {
  db: Db;
  collection: string;
  /** Whether the session's indexes are made. */
  indexed: boolean;
}

/** A command's answer as text: documents with all their types, or the number of a refusal. */
export type Answer = { told: string } | { refused: number };

/** One step that two stages answered differently. */
export interface Difference {
  step: Step;
  documents: Document[];
  indexes: Document[];
  mine: Answer;
  other: Answer;
  /** The step before, where both refused it. */
  after: Step | undefined;
}

/** How answers are compared: other servers keep fields in another order. */
export interface Comparing {
  isKnown(difference: Difference): boolean;
  fieldOrder: boolean;
}

/** Plays a session on two stages; answers the first step that they do not agree on. */
export async function differenceOf(
  session: Session,
  mine: Stage,
  other: Stage,
  comparing: Comparing,
): Promise<Difference | undefined> {
  const [a, b] = await Promise.all([begin(session, mine), begin(session, other)]);
  const indexes = session.indexes.filter((_, at) => a[at] && b[at]);
  const contents: Step = { command: 'find', fields: { sort: { _id: 1 } } };
  let documents = session.documents;
  let after: Step | undefined;
  for (const step of session.steps) {
    const steps = step.command === 'find' || step.command === 'aggregate' ? [step] : [step, contents];
    for (const one of steps) {
      const answers = await Promise.all([answerOf(mine, one, comparing), answerOf(other, one, comparing)]);
      const [told, toldToo] = answers;
      const difference = { step, documents, indexes, mine: told, other: toldToo, after };
      after = 'refused' in told && 'refused' in toldToo ? step : undefined;
      if (JSON.stringify(told) === JSON.stringify(toldToo)) continue;
      // What follows a known difference would differ too.
      return comparing.isKnown(difference) ? undefined : difference;
    }
    after = undefined;
    if (steps.length > 1) documents = [];
  }
  return undefined;
}

/** Fills a stage; answers which indexes could be made. */
async function begin(session: Session, { db, collection, indexed }: Stage): Promise<boolean[]> {
  await db.command({ drop: collection }).catch(() => undefined);
  if (session.documents.length > 0) await db.command({ insert: collection, documents: session.documents });
  const made: boolean[] = [];
  for (const [at, spec] of session.indexes.entries()) {
    if (!indexed) made.push(true);
    else {
      const create = db.command({ createIndexes: collection, indexes: [{ ...spec, name: `i${at}` }] });
      made.push(
        await create.then(
          () => true,
          () => false,
        ),
      );
    }
  }
  return made;
}

async function answerOf({ db, collection }: Stage, step: Step, { fieldOrder }: Comparing): Promise<Answer> {
  try {
    const answer = written(await db.command({ [step.command]: collection, ...step.fields }, EXACT));
    if (!isDocument(answer)) return { told: 'nothing' };
    const [fault] = Array.isArray(answer.writeErrors) ? answer.writeErrors : [];
    if (isDocument(fault)) return { refused: countOf(fault.code) ?? 0 };
    return { told: JSON.stringify(shown(step, answer, fieldOrder)) };
  } catch (error) {
    if (error instanceof MongoServerError) return { refused: Number(error.code) };
    throw error;
  }
}

/** What of an answer is compared. */
function shown(step: Step, answer: Document, fieldOrder: boolean): unknown {
  const tidy = (value: unknown): unknown => tidied(value, fieldOrder);
  if (isDocument(answer.cursor)) {
    const batch = tidy(answer.cursor.firstBatch);
    return step.command === 'aggregate' ? inAnyOrder(batch) : batch;
  }
  if (step.command === 'distinct') return inAnyOrder(tidy(answer.values));
  const { n, nModified, lastErrorObject, value } = answer;
  return tidy({ n: countOf(n), nModified: countOf(nModified), lastErrorObject, value });
}

/** A number that was written out, whatever its type. */
const countOf = (written: unknown): number | null =>
  isDocument(written) ? Number(Object.values(written)[0]) : written === undefined ? null : Number(written);

const inAnyOrder = (list: unknown): unknown =>
  Array.isArray(list) ? list.map((one: unknown) => JSON.stringify(one)).sort() : list;

/** Without the ids that a server made up, and with fields in the order of their names where theirs is not compared. */
function tidied(value: unknown, fieldOrder: boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => tidied(item, fieldOrder));
  if (!isDocument(value)) return value;
  if (typeof value.$oid === 'string' && !value.$oid.startsWith(KNOWN_ID)) return 'made up';
  const names = fieldOrder ? Object.keys(value) : Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, tidied(value[name], fieldOrder)]));
}

/** How the ids begin that sessions use. */
const KNOWN_ID = '65e0a1b2';
