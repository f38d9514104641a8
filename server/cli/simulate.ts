import type { Command } from 'commander';
import type { LocatedFault, PlaybookTrial } from '../domain/playbook/index.js';
import type { Streams } from './explain.js';

interface Options {
  playbook?: string;
  json?: boolean;
}

/** `desk simulate FILE|- [--playbook FILE] [--json]` */
export function register(program: Command): void {
  program
    .command('simulate')
    .description('Print what a playbook would do, without a store; nothing of it is carried out')
    .argument('<file>', 'YAML or JSON with playbook, scenario and the partner whose it is, or - for standard input')
    .option('--playbook <file>', 'the playbook in a file of its own; the other is the scenario alone')
    .option('--json', 'print everything, as the API answers it')
    .action(async (file: string, options: Options) => {
      process.exitCode = await simulateFile(file, options, process);
    });
}

/** Prints the steps with their instants, or names every fault with its line and column. Gives the exit status, 0 or 2. */
export async function simulateFile(file: string, { playbook, json }: Options, streams: Streams): Promise<number> {
  const { refuse } = await import('./texts.js');
  const read = await readTrial(file, playbook, streams);
  if ('faults' in read) return refuse(read.faults, streams);
  const { simulate } = await import('../domain/playbook/index.js');
  const { owner, definition, scenario } = read.trial;
  const result = simulate({ owner, version: 1, definition, tiers: {} }, scenario);
  const { showTried } = await import('../features/playbooks/present.js');
  const shown = showTried({ ...result, findings: [] });
  if (json) {
    streams.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  }
  if (!shown.begins) streams.stdout.write('It does not begin.\n');
  for (const { at, step, words } of shown.steps)
    streams.stdout.write(`${[at, step, words].filter(Boolean).join('  ')}\n`);
  if (shown.state === 'waiting') streams.stdout.write(`Then: ${shown.next}\n`);
  return 0;
}

async function readTrial(
  file: string,
  playbookFile: string | undefined,
  streams: Streams,
): Promise<{ trial: PlaybookTrial } | { faults: string[] }> {
  const { readText } = await import('./texts.js');
  const { readLocated, readPlaybook, scenario, trialDocument } = await import('../domain/playbook/index.js');
  const { faultLine } = await import('../features/playbooks/folder.js');
  const lines = (where: string, faults: readonly LocatedFault[]) => faults.map((fault) => faultLine(where, fault));
  const text = await readText(file, streams);
  if (playbookFile === undefined) {
    if ('faults' in text) return text;
    const read = readLocated(text.text, trialDocument);
    return read.ok ? { trial: read.value } : { faults: lines(file, read.faults) };
  }
  const other = await readText(playbookFile, streams);
  if ('faults' in text || 'faults' in other) {
    return { faults: [text, other].flatMap((one) => ('faults' in one ? one.faults : [])) };
  }
  const playbook = readPlaybook(other.text);
  const supposed = readLocated(text.text, (place) => scenario(place));
  if (!playbook.ok || !supposed.ok) {
    return {
      faults: [
        ...(playbook.ok ? [] : lines(playbookFile, playbook.faults)),
        ...(supposed.ok ? [] : lines(file, supposed.faults)),
      ],
    };
  }
  return { trial: { owner: null, definition: playbook.playbook, scenario: supposed.value } };
}
