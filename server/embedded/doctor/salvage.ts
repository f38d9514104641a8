import { closeSync, openSync } from 'node:fs';
import { ALL_THE_TIME, checkPages, type Looked, valuesOfLostPage } from '../pages/check.js';
import { type Meta, readMetas } from '../pages/meta.js';
import { openPages, PageFault } from '../pages/page.js';
import { allAtOnce } from '../pages/walk.js';

/** A value that bears a right checksum. */
export interface Saved {
  table: string;
  key: Buffer;
  value: Buffer;
}

const DOCUMENT_KEY_BYTES = 10;

/**
 * Tells every sound value of a damaged file, catalog first; documents last also from pages that nothing leads to any more,
 * where the list of free pages says that they were not given up. Answers what was wrong.
 */
export function salvage(path: string, tell: (saved: Saved) => void): string[] {
  const faults: string[] = [];
  const file = openSync(path, 'r');
  try {
    const metas = readMetas(file);
    if (metas.length < 2) faults.push('a half of the head is destroyed: the last transaction may be lost');
    for (const meta of metas) {
      if (salvageAs(file, meta, tell, faults) > 0) break;
      faults.push(`nothing could be read as transaction ${meta.transaction} left it`);
    }
  } finally {
    closeSync(file);
  }
  return faults;
}

/** Answers how many values there were. */
function salvageAs(file: number, meta: Meta, tell: (saved: Saved) => void, faults: string[]): number {
  let count = 0;
  const value = (table: string, key: Buffer, content: Buffer): void => {
    count++;
    tell({ table, key, value: content });
  };
  const fault = (problem: PageFault): void => {
    faults.push(problem.message);
  };
  const looked = allAtOnce(checkPages(file, meta, ALL_THE_TIME, { value, fault }));
  if (faults.length > 0 && looked.freeKnown) salvageLost(file, meta, looked, value);
  return count;
}

function salvageLost(
  file: number,
  meta: Meta,
  { claims }: Looked,
  value: (...saved: [string, Buffer, Buffer]) => void,
): void {
  const pages = openPages(file, meta);
  for (let number = 2; number <= meta.lastPage; number++) {
    if (claims.has(number)) continue;
    try {
      valuesOfLostPage(pages, number, (key, content) => {
        if (key.length === DOCUMENT_KEY_BYTES && content.length >= 5 && content.readInt32LE(0) === content.length)
          value('documents', key, content);
      });
    } catch (error) {
      // A page of a big value, or one that is damaged itself.
      if (!(error instanceof PageFault)) throw error;
    }
  }
}
