import type { Caller } from '../../domain/access/access.js';
import { type Place, read } from '../../domain/input/reader.js';
import {
  calendarsOf,
  type Finding,
  lint,
  type Playbook,
  readPlaybook,
  type Simulation,
  scenario,
  simulate,
} from '../../domain/playbook/index.js';
import { invalid } from '../../platform/problems.js';
import { faulty, findingsOf } from './reading.js';
import type { PlaybookService } from './service.js';

/** What is tried out: a text, or what is signed already; whose it is (`null`: the provider's); what is supposed to happen. */
export interface Trial {
  owner: string | null;
  playbook: { text: string } | { name: string; version?: number | undefined };
  scenario: unknown;
}

/** What a playbook would do, with what lint says of it. */
export type Tried = Simulation & { findings: readonly Finding[] };

/** Tries a playbook out; nothing of it is carried out. */
export async function tryOut(playbooks: PlaybookService, caller: Caller, trial: Trial): Promise<Tried> {
  const { owner } = trial;
  const tiers = await playbooks.tiers(caller, owner);
  const { definition, version, findings } = await toTry(playbooks, caller, trial);
  const desk = await playbooks.calendars(calendarsOf({ definition }));
  const supposed = read(trial.scenario, (place) => scenario(within(place, 'scenario'), desk));
  if (!supposed.ok) throw invalid(supposed.faults);
  return { ...simulate({ owner, version, definition, tiers }, supposed.value), findings };
}

async function toTry(
  playbooks: PlaybookService,
  caller: Caller,
  { owner, playbook }: Trial,
): Promise<{ definition: Playbook; version: number; findings: readonly Finding[] }> {
  const known = await playbooks.names();
  if ('name' in playbook) {
    const found = await playbooks.one(caller, owner, playbook.name, playbook.version);
    return { definition: found.definition, version: found.version, findings: findingsOf(found.text, known) };
  }
  const written = readPlaybook(playbook.text);
  if (!written.ok) throw faulty(written.faults, 'playbook');
  return { definition: written.playbook, version: 1, findings: lint(written.playbook, written.locate, known) };
}

const within = (place: Place, path: string): Place => ({ ...place, path });
