import { SYSTEM } from '../../domain/access/access.js';
import type { KnownNames } from '../../domain/playbook/index.js';
import { hashedId } from '../../platform/ids/ids.js';
import { type Command, commandOf, systemCommand } from '../../platform/log/command.js';
import { Problem, unlessMissing } from '../../platform/problems.js';
import { applyPlaybooks, playbookFaults } from '../playbooks/apply.js';
import type { PlaybookService } from '../playbooks/service.js';
import type { Declarations, Declared } from './folder.js';
import type { NounName } from './noun.js';
import type { Party, PartyService } from './service.js';
import { differing } from './state.js';

const ALL = 10_000;

/** What applying a document does, or would do. */
export interface Applied {
  noun: string;
  id: string;
  change: 'added' | 'changed' | 'unchanged';
  fields: readonly string[];
}

interface Services {
  parties: PartyService;
  playbooks: PlaybookService;
}

/** Applies what folders say: what is not there is added, what differs replaced, the rest left as it is. */
export async function applyFolder(
  { parties, playbooks }: Services,
  { declared, playbooks: signed }: Declarations,
  { dryRun }: { dryRun: boolean },
): Promise<{ applied: Applied[]; faults: string[] }> {
  const faults = [
    ...(await danglingReferences(parties, declared)),
    ...playbookFaults(signed, await namesWith(parties, declared), await partnersWith(parties, declared)),
  ];
  if (faults.length > 0) return { applied: [], faults };
  const nouns = await applyNouns(parties, declared, { dryRun });
  if (nouns.faults.length > 0) return nouns;
  const also = await applyPlaybooks(playbooks, signed, { dryRun });
  return { applied: [...nouns.applied, ...also.applied], faults: also.faults };
}

async function applyNouns(
  parties: PartyService,
  declared: readonly Declared[],
  { dryRun }: { dryRun: boolean },
): Promise<{ applied: Applied[]; faults: string[] }> {
  const applied: Applied[] = [];
  const faults: string[] = [];
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

const idsOf = async (parties: PartyService, declared: readonly Declared[], name: NounName): Promise<string[]> => [
  ...declared.filter(({ noun }) => noun.name === name).map(({ content }) => content.id),
  ...(await parties.matching<{ id: string }>(name, {}, ALL)).map(({ content }) => content.id),
];

/** The calendars, queues and rotas that there are once the documents are applied. */
const namesWith = async (parties: PartyService, declared: readonly Declared[]): Promise<KnownNames> => ({
  calendars: await idsOf(parties, declared, 'calendar'),
  queues: await idsOf(parties, declared, 'queue'),
  rotas: await idsOf(parties, declared, 'rota'),
});

const partnersWith = async (parties: PartyService, declared: readonly Declared[]): Promise<ReadonlySet<string>> =>
  new Set(await idsOf(parties, declared, 'partner'));

const commandFor = (content: { id: string }, noun: string, version: number): Command =>
  systemCommand('apply', noun, content.id, version, hashedId(JSON.stringify(content)));

function existing(parties: PartyService, { noun, content }: Pick<Declared, 'noun' | 'content'>): Promise<Party | null> {
  return unlessMissing(parties.one(noun, SYSTEM, content.id));
}

/** References to what is neither in the folder nor in the store, and people who are not there. */
async function danglingReferences(parties: PartyService, declared: readonly Declared[]): Promise<string[]> {
  const here = new Set(declared.map(({ noun, content }) => `${noun.name} ${content.id}`));
  const faults: string[] = [];
  for (const { noun, content, where } of declared) {
    for (const reference of noun.references(content)) {
      const known =
        here.has(`${reference.noun} ${reference.id}`) || (await parties.exists(reference.noun, reference.id));
      if (!known) faults.push(`${where}: ${reference.path}: there is no ${reference.noun} ${reference.id}`);
    }
    const strangers = await parties.strangersIn(noun, content);
    faults.push(...strangers.map(({ path, message }) => `${where}: ${path}: ${message}`));
  }
  return faults;
}
