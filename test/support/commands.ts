import { Long } from 'bson';
import { isDocument } from '../../server/embedded/bson/types.js';
import { type Document, decodeDocument, encodeDocument } from '../../server/embedded/bson.js';
import { answerWith } from '../../server/embedded/commands/dispatch.js';
import type { Engine } from '../../server/embedded/engine.js';

/** Commands given to an engine in this process, without a connection between. */
export interface Commands {
  /** The answer, be it a refusal. */
  ask(command: Document): Promise<Document>;
  /** The answer; throws where it is a refusal. */
  run(command: Document): Promise<Document>;
  /** The whole result of a command that opens a cursor. */
  all(command: Document): Promise<Document[]>;
}

/** Commands on one database of an engine. */
export function commandsOf(engine: Engine, database = 'test'): Commands {
  const bugs: unknown[] = [];
  const answer = answerWith(engine, 1, (bug) => bugs.push(bug));
  const NO_REQUEST = { id: 1, legacy: false, silent: false, sequences: new Map(), database: null, refusal: null };

  async function ask(command: Document): Promise<Document> {
    const body = encodeDocument({ ...command, $db: database });
    const found = decodeDocument(await answer({ ...NO_REQUEST, body }));
    const [bug] = bugs.splice(0);
    if (bug) throw bug;
    return found;
  }

  async function run(command: Document): Promise<Document> {
    const found = await ask(command);
    if (Number(found.ok) !== 1) throw new Error(`${JSON.stringify(found)} to ${JSON.stringify(command)}`);
    return found;
  }

  return {
    ask,
    run,
    async all(command) {
      const documents: Document[] = [];
      const [, collection] = Object.entries(command)[0] ?? [];
      let { cursor } = await run(command);
      for (;;) {
        if (!isDocument(cursor)) throw new Error('It opens no cursor');
        const batch = cursor.firstBatch ?? cursor.nextBatch;
        if (Array.isArray(batch)) documents.push(...batch.filter(isDocument));
        if (!(cursor.id instanceof Long) || cursor.id.isZero()) return documents;
        ({ cursor } = await run({ getMore: cursor.id, collection }));
      }
    },
  };
}
