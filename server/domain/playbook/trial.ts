import { key, object, optional, type Place, text } from '../input/reader.js';
import type { Playbook } from './definition.js';
import { playbookDocument } from './read.js';
import { scenario } from './scenario.js';
import type { Scenario } from './simulate.js';

/** A playbook to be tried out, whose it is, and what is supposed to happen. */
export interface PlaybookTrial {
  owner: string | null;
  definition: Playbook;
  scenario: Scenario;
}

/** Reads a trial: `partner`, `playbook` and `scenario` in one document. */
export function trialDocument(place: Place): PlaybookTrial | undefined {
  if (!object(place, ['partner', 'playbook', 'scenario'])) return undefined;
  const owner = optional(key(place, 'partner'), text, null);
  const definition = playbookDocument(key(place, 'playbook'));
  const supposed = scenario(key(place, 'scenario'));
  return owner === undefined || !definition || !supposed ? undefined : { owner, definition, scenario: supposed };
}
