import { firstGap, type Rota } from '../routing/rota.js';
import type { OpenHours } from '../time/calendar.js';
import { SECONDS_A_DAY } from '../time/date.js';
import type { Seconds } from '../time/instant.js';
import { localWords } from '../time/local-words.js';
import type { SharedFinding } from './lint.js';

/** A rota as it is now, and who of its people can be called. */
export interface LintedRota {
  id: string;
  name: string;
  rota: Rota;
  /** The hours in which somebody must be on call. */
  hours: OpenHours;
  /** Those of its people who are not there (any more); `null` where nobody knows. */
  gone: readonly string[] | null;
}

/** So far ahead it is looked for an hour in which nobody is on call. */
const AHEAD = 28 * SECONDS_A_DAY;

/** Looks for hours of the coming four weeks in which nobody is on call, and for people who have left. */
export function lintRotas(rotas: readonly LintedRota[], from: Seconds): SharedFinding[] {
  return rotas.flatMap((one) => [...gaps(one, from), ...goners(one)]);
}

function gaps({ id, name, rota, hours, gone }: LintedRota, from: Seconds): SharedFinding[] {
  const gap = firstGap(rota, hours, { from, to: from + AHEAD }, (person) => !gone?.includes(person));
  if (!gap) return [];
  const zone = rota.zone.name;
  return [
    {
      code: 'on-call-gap',
      words: `Nobody is on call in ${name} (${id}) from ${localWords(gap.from, zone)} (${zone}).`,
      example: `Who calls between ${localWords(gap.from, zone)} and ${localWords(gap.to, zone)} reaches nobody.`,
      policies: [],
      deals: [],
      rotas: [id],
    },
  ];
}

const goners = ({ id, name, gone }: LintedRota): SharedFinding[] =>
  (gone ?? []).map((person) => ({
    code: 'on-call-person-gone',
    words: `${person} takes turns in ${name} (${id}), but is none of its company’s people any more.`,
    example: 'The turn is passed over: whoever is in the next layer is on call, or nobody.',
    policies: [],
    deals: [],
    rotas: [id],
  }));
