import { SYSTEM } from '../../domain/access/access.js';
import { hashedId } from '../../platform/ids/ids.js';
import { type Command, commandOf, systemCommand } from '../../platform/log/command.js';
import { Problem, unlessMissing } from '../../platform/problems.js';
import type { Declared } from './folder.js';
import type { Party, PartyService } from './service.js';
import { differing } from './state.js';

/** What applying a document does, or would do. */
export interface Applied {
  noun: string;
  id: string;
  change: 'added' | 'changed' | 'unchanged';
  fields: readonly string[];
}

/** Applies a folder's documents: what is not there is added, what differs replaced, the rest left as it is. */
export async function applyFolder(
  parties: PartyService,
  declared: readonly Declared[],
  { dryRun }: { dryRun: boolean },
): Promise<{ applied: Applied[]; faults: string[] }> {
  const applied: Applied[] = [];
  const faults = await danglingReferences(parties, declared);
  if (faults.length > 0) return { applied, faults };
  for (const { noun, content, where } of declared) {
    const present = await existing(parties, { noun, content });
    const fields = present ? differing(present.content, content) : [];
    const change = !present ? 'added' : fields.length > 0 ? 'changed' : 'unchanged';
    try {
      if (!dryRun && change === 'added') await parties.add(noun, commandFor(content, noun.name, 0), content);
      if (!dryRun && change === 'changed') await parties.replace(noun, SYSTEM, commandOf(SYSTEM), content);
      applied.push({ noun: noun.name, id: content.id, change, fields });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(`${where}: ${error.message}`);
    }
  }
  return { applied, faults };
}

const commandFor = (content: { id: string }, noun: string, version: number): Command =>
  systemCommand('apply', noun, content.id, version, hashedId(JSON.stringify(content)));

function existing(parties: PartyService, { noun, content }: Pick<Declared, 'noun' | 'content'>): Promise<Party | null> {
  return unlessMissing(parties.one(noun, SYSTEM, content.id));
}

/** References to what is neither in the folder nor in the store. */
async function danglingReferences(parties: PartyService, declared: readonly Declared[]): Promise<string[]> {
  const here = new Set(declared.map(({ noun, content }) => `${noun.name} ${content.id}`));
  const faults: string[] = [];
  for (const { noun, content, where } of declared) {
    for (const reference of noun.references(content)) {
      const known =
        here.has(`${reference.noun} ${reference.id}`) || (await parties.exists(reference.noun, reference.id));
      if (!known) faults.push(`${where}: ${reference.path}: there is no ${reference.noun} ${reference.id}`);
    }
  }
  return faults;
}
