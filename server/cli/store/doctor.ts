import { examine, type Report } from '../../embedded/doctor/examine.js';
import { repair } from '../../embedded/doctor/repair.js';
import { finish } from './finish.js';

/** `desk store doctor`: status 0 where the store is sound (again), otherwise 1. */
export const doctor = (folder: string, isRepair: boolean): Promise<void> =>
  finish(async () => {
    const report = await examine(folder);
    tell(report);
    if (report.isSound) {
      console.log('The store is sound.');
      return 0;
    }
    if (!isRepair) {
      console.log('The store is damaged. "desk store doctor --repair" puts all that can be read into a new file.');
      return 1;
    }
    const { documents, notes, kept } = await repair(folder, new Date());
    for (const note of notes) console.log(note);
    console.log(`Saved ${documents} documents; the damaged file is kept as ${kept}`);
    const { isSound } = await examine(folder);
    return isSound ? 0 : 1;
  });

function tell({ file, collections }: Report): void {
  for (const fault of file) console.log(fault);
  for (const { namespace, documents, indexes, faults } of collections) {
    const state = faults.length === 0 ? 'sound' : `${faults.length} faults`;
    console.log(`${namespace}: ${documents} documents, ${indexes} indexes, ${state}`);
    for (const fault of faults) console.log(`  ${fault}`);
  }
}
