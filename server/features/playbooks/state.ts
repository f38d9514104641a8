import { changed, type Decision } from '../../domain/decision.js';
import type { Playbook } from '../../domain/playbook/index.js';
import type { Seconds } from '../../domain/time/instant.js';
import type { Actor } from '../../platform/log/event.js';

/** What somebody signs: the text as it was written, and what was read from it. */
export interface Signed {
  text: string;
  definition: Playbook;
}

/** One version of a playbook. It never changes; runs cite it by its number. */
export interface PlaybookVersion extends Signed {
  version: number;
  by: Pick<Actor, 'kind' | 'id' | 'name' | 'party'>;
  at: Seconds;
}

/** A playbook of an owner (`null`: the provider) with its current version. `version` is that of the document. */
export interface PlaybookState {
  owner: string | null;
  name: string;
  current: PlaybookVersion;
  retired: boolean;
  version: number;
}

export type PlaybookEvent =
  | { type: 'playbook-signed'; at: Seconds; signed: number }
  | { type: 'playbook-retired'; at: Seconds };

/** The first version of a playbook. */
export function signFirst(
  { owner, name }: Pick<PlaybookState, 'owner' | 'name'>,
  signed: Signed,
  by: PlaybookVersion['by'],
  at: Seconds,
): Decision<PlaybookState, PlaybookEvent> {
  const state = { owner, name, current: { ...signed, version: 1, by, at }, retired: false, version: 1 };
  return changed(state, [{ type: 'playbook-signed', at, signed: 1 }]);
}

/** A new version in the place of the current one. The same text again is no new version. */
export function signNext(
  state: PlaybookState,
  signed: Signed,
  by: PlaybookVersion['by'],
  at: Seconds,
): Decision<PlaybookState, PlaybookEvent> {
  if (!state.retired && signed.text === state.current.text) return changed(state, []);
  const version = state.version + 1;
  return changed({ ...state, current: { ...signed, version, by, at }, retired: false, version }, [
    { type: 'playbook-signed', at, signed: version },
  ]);
}

/** Takes a playbook out of force. What it began goes on by the version that began it. */
export const retire = (state: PlaybookState, at: Seconds): Decision<PlaybookState, PlaybookEvent> =>
  state.retired
    ? changed(state, [])
    : changed({ ...state, retired: true, version: state.version + 1 }, [{ type: 'playbook-retired', at }]);
