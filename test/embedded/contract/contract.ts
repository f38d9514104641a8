import { after, before, describe } from 'mocha';
import { AGGREGATING } from './aggregating.js';
import { ARRAYS } from './arrays.js';
import { CATALOG } from './catalog.js';
import { COMMANDS } from './commands.js';
import { COMPARING } from './comparing.js';
import { CONVERTING } from './converting.js';
import { DRIVER } from './driver.js';
import { EVALUATING } from './evaluating.js';
import { FINDING } from './finding.js';
import type { Row } from './kinds.js';
import { PROJECTING } from './projecting.js';
import { FAULTS_OF_DOCUMENTDB } from './referee.js';
import { REPLACING } from './replacing.js';
import { SORTING } from './sorting.js';
import { closeSubject, openSubject, type Subject } from './subject.js';
import { TAILING } from './tailing.js';
import { UPDATING } from './updating.js';

const PARTS: Readonly<Record<string, readonly Row[]>> = {
  comparison: COMPARING,
  filters: FINDING,
  sorts: SORTING,
  projections: PROJECTING,
  updates: UPDATING,
  'updates of arrays': ARRAYS,
  'replacements, pipelines and upserts': REPLACING,
  pipelines: AGGREGATING,
  expressions: EVALUATING,
  'texts, dates and types': CONVERTING,
  "the driver's methods": DRIVER,
  'cursors at the end of capped collections': TAILING,
  'commands on documents': COMMANDS,
  'commands on indexes and collections': CATALOG,
};

/** What every server of MongoDB's language promises us. Run it on the embedded store and, where there is one, on MongoDB. */
export function storeContract(name: string, uri: () => Promise<string>): void {
  describe(`the contract of the store, on ${name}`, () => {
    let subject: Subject | undefined;
    before(async () => {
      subject = await openSubject(await uri(), FAULTS_OF_DOCUMENTDB);
    });
    after(async () => {
      if (subject) await closeSubject(subject);
    });
    const opened = (): Subject => {
      if (!subject) throw new Error('There is no connection');
      return subject;
    };
    for (const [part, rows] of Object.entries(PARTS)) {
      describe(part, () => {
        for (const row of rows) row(opened);
      });
    }
  });
}
