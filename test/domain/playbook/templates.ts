import { readFileSync } from 'node:fs';
import { type Playbook, readPlaybook } from '../../../server/domain/playbook/index.js';

export const TEMPLATES = new URL('../../../templates/playbooks/', import.meta.url);

/** Reads one of the playbooks that come with the product. */
export function templateOf(partner: string, name: string): Playbook {
  const answer = readPlaybook(readFileSync(new URL(`${partner}/${name}.yaml`, TEMPLATES), 'utf8'));
  if (!answer.ok) throw new Error(JSON.stringify(answer.faults));
  return answer.playbook;
}
