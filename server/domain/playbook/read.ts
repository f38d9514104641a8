import { fault, key, list, object, type Place, record, text } from '../input/reader.js';
import { isPlainAddress } from '../mail/address.js';
import { PLAYBOOK_LIMITS, type Playbook, type PlaybookContact, type Trigger } from './definition.js';
import { type Locate, type LocatedFault, readLocated } from './located.js';
import { condition, oneOrMore, trigger, whereGiven } from './read-conditions.js';
import { readSteps } from './read-steps.js';

export type ReadPlaybook =
  | { ok: true; playbook: Playbook; locate: Locate }
  | { ok: false; faults: readonly LocatedFault[] };

/** Reads a playbook from YAML or JSON. Every fault comes with its line and column. */
export function readPlaybook(source: string): ReadPlaybook {
  if (source.length > PLAYBOOK_LIMITS.characters) {
    const message = `must not be longer than ${PLAYBOOK_LIMITS.characters} characters`;
    return { ok: false, faults: [{ path: '', message, line: 1, column: 1 }] };
  }
  const answer = readLocated(source, playbookDocument);
  return answer.ok ? { ok: true, playbook: answer.value, locate: answer.locate } : answer;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads a playbook from a document that was parsed before. */
export function playbookDocument(place: Place): Playbook | undefined {
  if (!object(place, ['name', 'title', 'on', 'when', 'endsOn', 'contacts', 'steps'])) return undefined;
  const name = identifier(key(place, 'name'));
  const title = text(key(place, 'title'));
  const on = oneOrMore(key(place, 'on'), trigger);
  const when = whereGiven(key(place, 'when'), condition);
  const endsOn = whereGiven(key(place, 'endsOn'), (one) => list(one, trigger));
  const contacts = whereGiven(key(place, 'contacts'), readContacts);
  const steps = readSteps(key(place, 'steps'), tierNames(key(place, 'contacts')));
  if (steps?.length === 0 && place.faults.length === 0) return fault(key(place, 'steps'), 'must not be empty');
  if (name === undefined || title === undefined || !on || !steps) return undefined;
  return { name, title, on, when: when ?? null, endsOn: endsOn ?? usualEnd(on), contacts: contacts ?? {}, steps };
}

/** A solved ticket needs no playbook any more, except one that solving began. */
const usualEnd = (on: readonly Trigger[]): Trigger[] =>
  on.some(({ type }) => type === 'solved') ? [] : [{ type: 'solved' }];

function identifier(place: Place): string | undefined {
  const name = text(place);
  if (name === undefined || (name.length <= 60 && NAME.test(name))) return name;
  return fault(place, 'must be lower-case letters and digits, with single hyphens between');
}

/** The names of the tiers, also of those that have faults, so that a step that names one is not at fault too. */
const tierNames = ({ value }: Place): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

function readContacts(place: Place): Playbook['contacts'] | undefined {
  const tiers = record(place, (tier, name) => {
    if (!NAME.test(name)) fault(tier, 'must be named in lower-case letters and digits, with single hyphens between');
    const people = list(tier, readContact);
    if (people && (people.length > PLAYBOOK_LIMITS.people || (Array.isArray(tier.value) && tier.value.length === 0))) {
      return fault(tier, `must have 1 to ${PLAYBOOK_LIMITS.people} people`);
    }
    return people;
  });
  if (tiers && tiers.size > PLAYBOOK_LIMITS.tiers)
    return fault(place, `must not have more than ${PLAYBOOK_LIMITS.tiers} tiers`);
  return tiers && Object.fromEntries(tiers);
}

function readContact(place: Place): PlaybookContact | undefined {
  if (!object(place, ['name', 'address'])) return undefined;
  const name = text(key(place, 'name'));
  const addressPlace = key(place, 'address');
  const address = text(addressPlace);
  if (name === undefined || address === undefined) return undefined;
  return isPlainAddress(address) ? { name, address } : fault(addressPlace, 'must be a mail address');
}
