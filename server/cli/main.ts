import { Command } from 'commander';

/** A file of commands. It is imported when one of its commands is asked for, so that none pays for the others. */
interface Group {
  register(program: Command): void;
}

const GROUPS: Readonly<Record<string, () => Promise<Group>>> = {
  apply: () => import('./apply.js'),
  credits: () => import('./credits.js'),
  lint: () => import('./lint.js'),
  origin: () => import('./origin.js'),
  setup: () => import('./setup.js'),
  simulate: () => import('./simulate.js'),
  sla: () => import('./sla.js'),
  store: () => import('./store.js'),
};

// A reader that has seen enough (`desk … | head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

const program = new Command('desk')
  .description('Tandem Desk on the command line')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

const asked = process.argv[2];
const wanted = asked !== undefined && Object.hasOwn(GROUPS, asked) ? [asked] : Object.keys(GROUPS);
for (const name of wanted) {
  const group = await GROUPS[name]?.();
  group?.register(program);
}
await program.parseAsync();
