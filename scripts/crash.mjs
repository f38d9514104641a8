// `npm run crash -- [desk|store] [--times N] [--seed S]`: kills the product, or its store alone, under load and looks what is left.
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';

/** What can be killed, and where that is written. */
const SUBJECTS = {
  desk: async () => (await import('../test/crash/desk.ts')).crashDesk,
  store: async () => (await import('../test/crash/store.ts')).crashStore,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 1e9) } },
});
const [name = 'desk'] = positionals;
const [times, seed] = [Number(values.times), Number(values.seed)];
if (!Object.hasOwn(SUBJECTS, name) || !(times > 0) || !Number.isInteger(seed)) {
  console.error(`npm run crash -- ${Object.keys(SUBJECTS).join('|')} [--times N] [--seed S]`);
  process.exit(2);
}
register();
const crash = await SUBJECTS[name]();
const began = Date.now();
const { kills, acknowledged, faults } = await crash({ times, seed, tell: (line) => console.log(line) });
const seconds = Math.round((Date.now() - began) / 1000);
for (const fault of faults) console.error(fault);
console.log(
  `${name}, seed ${seed}: ${kills} kills, ${acknowledged} commands acknowledged, ${faults.length} faults, ${seconds} s`,
);
process.exit(faults.length === 0 ? 0 : 1);
