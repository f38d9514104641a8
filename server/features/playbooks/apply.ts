import { SYSTEM } from '../../domain/access/access.js';
import { type KnownNames, lint } from '../../domain/playbook/index.js';
import { commandOf } from '../../platform/log/command.js';
import { Problem } from '../../platform/problems.js';
import { type DeclaredPlaybook, faultLine } from './folder.js';
import { faultsIn, tidied } from './reading.js';
import type { PlaybookService } from './service.js';

/** What applying a playbook does, or would do. */
interface Applied {
  noun: 'playbook';
  id: string;
  change: 'added' | 'changed' | 'unchanged';
  fields: readonly string[];
}

/** What keeps the playbooks of folders from being signed: names that nobody has, owners that are none. */
export function playbookFaults(
  declared: readonly DeclaredPlaybook[],
  known: KnownNames,
  partners: ReadonlySet<string>,
): string[] {
  return declared.flatMap(({ where, owner, definition, locate }) => [
    ...(owner === null || partners.has(owner) ? [] : [`${where}: there is no partner ${owner}`]),
    ...faultsIn(lint(definition, locate, known)).map((fault) => faultLine(where, fault)),
  ]);
}

/** Signs the playbooks of folders for their owners; one that says the same already is left as it is. */
export async function applyPlaybooks(
  playbooks: PlaybookService,
  declared: readonly DeclaredPlaybook[],
  { dryRun }: { dryRun: boolean },
): Promise<{ applied: Applied[]; faults: string[] }> {
  const applied: Applied[] = [];
  const faults: string[] = [];
  for (const { id, owner, name, text, where } of declared) {
    const present = await playbooks.text(owner, name);
    const change = present === null ? 'added' : present === tidied(text) ? 'unchanged' : 'changed';
    try {
      if (!dryRun && change !== 'unchanged') await playbooks.sign(SYSTEM, commandOf(SYSTEM), { owner, name, text });
      applied.push({ noun: 'playbook', id, change, fields: change === 'changed' ? ['text'] : [] });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(`${where}: ${error.message}`);
    }
  }
  return { applied, faults };
}
