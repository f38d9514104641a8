import type { Command } from 'commander';
import { addExplain } from './explain.js';

/** `desk credits …` */
export function register(program: Command): void {
  const group = program.command('credits').description('Uptime and service credits');
  addExplain(
    group,
    'uptime and credit with every figure',
    async () => (await import('../domain/credit/index.js')).explain,
  );
  group
    .command('run')
    .description('Calculate every period that has ended and has no record yet, as the API does')
    .requiredOption('--month <month>', 'through the last day of this month, such as 2026-10')
    .option('--dry-run', 'only tell what would be recorded')
    .option('--json', 'print the answer as one JSON document')
    .action(async (options: RunOptions) => {
      const { finish } = await import('./with-desk.js');
      await finish(() => run(options));
    });
}

interface RunOptions {
  month: string;
  dryRun?: boolean;
  json?: boolean;
}

async function run({ month, dryRun = false, json = false }: RunOptions): Promise<number> {
  const { SYSTEM } = await import('../domain/access/access.js');
  const { lastDayOf } = await import('../features/credits/wire.js');
  const { withDesk } = await import('./with-desk.js');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    console.error('--month: must be a month such as 2026-10');
    return 2;
  }
  const outcome = await withDesk(({ credits }) => credits.run(SYSTEM, lastDayOf(month), { dryRun }));
  if (json) console.log(JSON.stringify(outcome));
  else {
    for (const [state, count] of Object.entries(outcome.counts)) console.log(`${count} ${state}`);
    for (const { subscription, reason } of outcome.failures) console.error(`${subscription}: ${reason}`);
  }
  return outcome.failures.length > 0 ? 1 : 0;
}
