import type { z } from 'zod';
import {
  contactsOf,
  explainInWords,
  type Finding,
  type KnownNames,
  type PlaybookEffect,
} from '../../domain/playbook/index.js';
import { showInstant } from '../../platform/http/wire.js';
import { findingsOf } from './reading.js';
import type { PlaybookSeen } from './service.js';
import type { Tried as Result } from './simulation.js';
import type { PlaybookVersion } from './state.js';
import type { Shown, Tried } from './wire.js';

/** Who signed which version when. */
export const showVersion = ({ version, definition, by, at }: PlaybookVersion) => ({
  version,
  title: definition.title,
  signedBy: by,
  signedAt: showInstant(at),
});

export const showListed = (seen: PlaybookSeen) => ({
  owner: seen.owner,
  name: seen.name,
  ...showVersion(seen),
  begins: linesOf(seen)[0]?.words ?? '',
});

/** A playbook explained, with what lint says of it now. */
export const showPlaybook = (seen: PlaybookSeen, known: KnownNames): z.input<typeof Shown> => ({
  owner: seen.owner,
  name: seen.name,
  ...showVersion(seen),
  text: seen.text,
  explained: linesOf(seen),
  findings: [...findingsOf(seen.text, known)],
});

/** The steps in words; people of the owner's numbered tiers are named as they are now. */
const linesOf = (seen: PlaybookSeen) => explainInWords({ ...seen.definition, contacts: contactsOf(seen) });

export const showTried = ({ begins, state, next, steps, effects, findings }: Result): z.input<typeof Tried> => ({
  ...{ begins, state, next },
  steps: steps.map(({ at, step, words }) => ({ at: showInstant(at), step, words })),
  effects: effects.map(showEffect),
  findings: findings.map((finding: Finding) => finding),
});

function showEffect({ source: { at, step }, ...effect }: PlaybookEffect) {
  const when = { at: showInstant(at), step };
  if (effect.do !== 'ask') return { ...when, ...effect };
  const { until, ...approval } = effect.approval;
  return { ...when, ...effect, approval: { ...approval, until: showInstant(until) } };
}
