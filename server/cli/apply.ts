import type { Command } from 'commander';

/** `desk apply -f FOLDER… [--dry-run]` */
export function register(program: Command): void {
  program
    .command('apply')
    .description('Bring parties, agreements and playbooks to what folders of YAML files say')
    .requiredOption('-f, --folder <folder...>', 'the folders; playbooks/OWNER/NAME.yaml in one is a playbook')
    .option('--dry-run', 'only tell what would change')
    .action(async ({ folder, dryRun = false }: { folder: string[]; dryRun?: boolean }) => {
      const { finish } = await import('./with-desk.js');
      await finish(() => apply(folder, dryRun));
    });
}

async function apply(folders: readonly string[], dryRun: boolean): Promise<number> {
  const { readFolder } = await import('../features/partners/folder.js');
  const { applyFolder } = await import('../features/partners/apply.js');
  const { withDesk } = await import('./with-desk.js');
  const read = await readFolder(...folders);
  if (!read.ok) return refuse(read.faults);
  const { applied, faults } = await withDesk((desk) => applyFolder(desk, read, { dryRun }));
  for (const { noun, id, change, fields } of applied) {
    if (change === 'added') console.log(`+ ${noun} ${id}`);
    if (change === 'changed') console.log(`~ ${noun} ${id}: ${fields.join(', ')}`);
  }
  const count = (change: string) => applied.filter((one) => one.change === change).length;
  console.log(
    `${count('added')} added, ${count('changed')} changed, ${count('unchanged')} unchanged${dryRun ? ' (dry run)' : ''}`,
  );
  return faults.length > 0 ? refuse(faults) : 0;
}

function refuse(faults: readonly string[]): number {
  for (const fault of faults) console.error(fault);
  return 2;
}
