import { unreachable } from '../decision.js';
import { fault, flag, key, list, object, oneOf, type Place, text, whole } from '../input/reader.js';
import { COURTS, PRIORITIES, VISIBILITIES } from '../ticket/vocabulary.js';
import {
  type Called,
  isNumberedTier,
  PLAYBOOK_LIMITS,
  type Receivers,
  SILENCES,
  type Span,
  STEP_KINDS,
  type Step,
} from './definition.js';
import { unknownPlaceholders } from './placeholders.js';
import { condition, oneOrMore, trigger, whereGiven } from './read-conditions.js';

/** How a playbook names whoever is on call by a rota. */
const ON_CALL = 'on-call';

/** What the steps of one playbook are read with. */
interface Reading {
  tiers: readonly string[];
  count: number;
}

/** Reads the steps of a playbook, which may speak of the tiers of its contacts. */
export function readSteps(place: Place, tiers: readonly string[]): Step[] | undefined {
  const reading = { tiers, count: 0 };
  const steps = sequence(place, reading, '', 0);
  if (reading.count > PLAYBOOK_LIMITS.steps) fault(place, `must not be more than ${PLAYBOOK_LIMITS.steps} in all`);
  return steps;
}

function sequence(place: Place, reading: Reading, within: string, depth: number): Step[] | undefined {
  if (depth > PLAYBOOK_LIMITS.depth) return fault(place, `is nested deeper than ${PLAYBOOK_LIMITS.depth}`);
  return list(place, (one, index) => readStep(one, reading, `${within}${index + 1}`, depth));
}

/** A step is an object of one key, its kind: `- notify: { … }`. */
function readStep(place: Place, reading: Reading, id: string, depth: number): Step | undefined {
  reading.count++;
  if (place.value === 'stop') return { do: 'stop', id };
  if (!object(place, STEP_KINDS)) return undefined;
  const [kind, ...others] = STEP_KINDS.filter((one) => key(place, one).value !== undefined);
  if (kind === undefined || others.length > 0) return fault(place, `must be one step: ${STEP_KINDS.join(', ')}`);
  const arm = (name: string, at: Place) => sequence(at, reading, `${id}.${name}.`, depth + 1);
  return readBody(kind, key(place, kind), { reading, id, arm });
}

interface Inside {
  reading: Reading;
  id: string;
  arm: (name: string, place: Place) => Step[] | undefined;
}

function readBody(kind: Step['do'], place: Place, inside: Inside): Step | undefined {
  switch (kind) {
    case 'set':
      return readSet(place, inside);
    case 'assign':
      return readAssign(place, inside);
    case 'notify':
      return readNotify(place, inside);
    case 'escalate':
      return readEscalate(place, inside);
    case 'hand-over':
      return readHandOver(place, inside);
    case 'solve':
      return readSolve(place, inside);
    case 'webhook':
      return readWebhook(place, inside);
    case 'stop':
      return readStop(place, inside);
    case 'branch':
      return readBranch(place, inside);
    case 'wait':
      return readWait(place, inside);
    case 'ask':
      return readAsk(place, inside);
    default:
      return unreachable(kind);
  }
}

function readSet(place: Place, { id }: Inside): Step | undefined {
  if (!object(place, ['priority', 'component', 'addTags', 'removeTags', 'upgrade'])) return undefined;
  const priority = whereGiven(key(place, 'priority'), (one) => oneOf(one, PRIORITIES));
  const component = whereGiven(key(place, 'component'), text);
  const addTags = whereGiven(key(place, 'addTags'), tags);
  const removeTags = whereGiven(key(place, 'removeTags'), tags);
  const upgrade = whereGiven(key(place, 'upgrade'), (one) => oneOf(one, ['approved', 'declined']));
  if (Object.keys(Object(place.value)).length === 0) return fault(place, 'must set something');
  return {
    do: 'set',
    id,
    ...(priority && { priority }),
    ...(component && { component }),
    ...(addTags && { addTags }),
    ...(removeTags && { removeTags }),
    ...(upgrade && { upgrade }),
  };
}

const tags = (place: Place) => oneOrMore(place, text);

function readAssign(place: Place, { id }: Inside): Step | undefined {
  if (!object(place, ['queue', 'person', ON_CALL])) return undefined;
  const queue = whereGiven(key(place, 'queue'), text);
  const person = whereGiven(key(place, 'person'), text);
  const onCall = whereGiven(key(place, ON_CALL), text);
  if (Object.keys(Object(place.value)).length === 0)
    return fault(place, 'must name a queue, a person, whoever is on call, or a queue and one of them');
  if (person !== undefined && onCall !== undefined) return fault(key(place, ON_CALL), 'cannot stand beside a person');
  return { do: 'assign', id, ...(queue && { queue }), ...(person && { person }), ...(onCall && { onCall }) };
}

function readNotify(place: Place, { id, reading }: Inside): Step | undefined {
  if (!object(place, ['to', 'text'])) return undefined;
  const to = receivers(key(place, 'to'), ['partner', 'provider', 'customer', 'assignee'], reading);
  const words = template(key(place, 'text'));
  return to === undefined || words === undefined ? undefined : { do: 'notify', id, to, text: words };
}

function readEscalate(place: Place, { id, reading }: Inside): Step | undefined {
  if (!object(place, ['tier', ON_CALL, 'text'])) return undefined;
  const to = called(place, reading);
  const words = template(key(place, 'text'));
  return to === undefined || words === undefined ? undefined : { do: 'escalate', id, ...to, text: words };
}

function readHandOver(place: Place, { id }: Inside): Step | undefined {
  if (!object(place, ['to', 'note', 'visibility'])) return undefined;
  const to = oneOf(key(place, 'to'), COURTS);
  const notePlace = key(place, 'note');
  // What the ticket waits for outside of the desks must be said (contract of tickets).
  const needed = to === 'customer' || to === 'third_party';
  const note = needed ? template(notePlace) : whereGiven(notePlace, template);
  const visibility = whereGiven(key(place, 'visibility'), (one) => oneOf(one, VISIBILITIES));
  return to && { do: 'hand-over', id, to, ...(note && { note }), ...(visibility && { visibility }) };
}

function readSolve(place: Place, { id }: Inside): Step | undefined {
  if (!object(place, ['note'])) return undefined;
  const note = whereGiven(key(place, 'note'), template);
  return { do: 'solve', id, ...(note && { note }) };
}

function readWebhook(place: Place, { id }: Inside): Step | undefined {
  if (!object(place, ['url', 'event'])) return undefined;
  const url = httpsUrl(key(place, 'url'));
  const event = text(key(place, 'event'));
  return url === undefined || event === undefined ? undefined : { do: 'webhook', id, url, event };
}

function readStop(place: Place, { id }: Inside): Step | undefined {
  if (typeof place.value !== 'string') return fault(place, 'must be a text that says why');
  return { do: 'stop', id, because: place.value };
}

function readBranch(place: Place, { id, arm }: Inside): Step | undefined {
  if (!object(place, ['if', 'then', 'else'])) return undefined;
  const asked = condition(key(place, 'if'));
  const yes = arm('then', key(place, 'then'));
  const no = whereGiven(key(place, 'else'), (one) => arm('else', one));
  return asked && yes && { do: 'branch', id, if: asked, yes, no: no ?? [] };
}

function readWait(place: Place, { id, arm }: Inside): Step | undefined {
  if (!object(place, ['minutes', 'calendar', 'until', 'happened', 'expired'])) return undefined;
  const timed = key(place, 'minutes').value !== undefined || key(place, 'calendar').value !== undefined;
  const untilPlace = key(place, 'until');
  if (!timed && untilPlace.value === undefined)
    return fault(place, 'must have minutes with a calendar, until, or both');
  const span = timed ? readSpan(place) : undefined;
  const until = whereGiven(untilPlace, (one) => oneOrMore(one, trigger));
  const happened = armIf(until !== undefined, key(place, 'happened'), (one) => arm('happened', one), 'until');
  const expired = armIf(timed, key(place, 'expired'), (one) => arm('expired', one), 'minutes');
  return {
    do: 'wait',
    id,
    ...(span && { span }),
    ...(until && { until }),
    happened: happened ?? [],
    expired: expired ?? [],
  };
}

/** An arm that only makes sense with something else beside it. */
function armIf(
  possible: boolean,
  place: Place,
  reader: (place: Place) => Step[] | undefined,
  needed: string,
): Step[] | undefined {
  if (place.value !== undefined && !possible) fault(place, `needs ${needed} beside it`);
  return whereGiven(place, reader);
}

function readAsk(place: Place, { id, reading, arm }: Inside): Step | undefined {
  const known = [
    'of',
    'question',
    'within',
    'silence',
    'answers',
    'anotherPerson',
    'approved',
    'declined',
    'escalated',
  ];
  if (!object(place, known)) return undefined;
  const of = receivers(key(place, 'of'), ['partner', 'provider'], reading);
  const question = template(key(place, 'question'));
  const within = spanObject(key(place, 'within'));
  const silence = oneOf(key(place, 'silence'), SILENCES);
  const answers = whereGiven(key(place, 'answers'), (one) => whole(one, 1, 3)) ?? 1;
  const anotherPerson = whereGiven(key(place, 'anotherPerson'), flag) ?? false;
  const approved = arm('approved', key(place, 'approved'));
  const declined = arm('declined', key(place, 'declined'));
  const escalated = key(place, 'escalated');
  const escalates = silence === 'escalate';
  const onSilence = escalates
    ? arm('escalated', escalated)
    : armIf(false, escalated, (one) => arm('escalated', one), 'silence: escalate');
  if (!of || question === undefined || !within || !silence || !approved || !declined) return undefined;
  return {
    do: 'ask',
    id,
    of,
    question,
    within,
    silence,
    answers,
    anotherPerson,
    approved,
    declined,
    escalated: onSilence ?? [],
  };
}

function spanObject(place: Place): Span | undefined {
  return object(place, ['minutes', 'calendar']) ? readSpan(place) : undefined;
}

function readSpan(place: Place): Span | undefined {
  const minutes = whole(key(place, 'minutes'), 1, PLAYBOOK_LIMITS.minutes);
  const calendar = text(key(place, 'calendar'));
  return minutes === undefined || calendar === undefined ? undefined : { minutes, calendar };
}

/** `partner`, `{ tier: first-line }`, or `{ on-call: network }`. */
function receivers<const T extends Receivers & string>(
  place: Place,
  parties: readonly T[],
  reading: Reading,
): T | Called | undefined {
  if (typeof place.value === 'string' || place.value === undefined) return oneOf(place, parties);
  return object(place, ['tier', ON_CALL]) ? called(place, reading) : undefined;
}

/** A tier, or the rota of which somebody is on call: one of the two. */
function called(place: Place, reading: Reading): Called | undefined {
  const rota = key(place, ON_CALL);
  if (rota.value === undefined) {
    const tier = knownTier(key(place, 'tier'), reading);
    return tier === undefined ? undefined : { tier };
  }
  if (key(place, 'tier').value !== undefined) return fault(rota, 'cannot stand beside a tier');
  const onCall = text(rota);
  return onCall === undefined ? undefined : { onCall };
}

function knownTier(place: Place, { tiers }: Reading): string | undefined {
  const tier = typeof place.value === 'number' ? String(place.value) : text(place);
  if (tier === undefined || tiers.includes(tier) || isNumberedTier(tier)) return tier;
  return fault(place, `${tier} is not among the contacts${tiers.length > 0 ? `: ${tiers.join(', ')}` : ''}`);
}

/** A text in which `{number}` and its like stand for what the ticket says. */
function template(place: Place): string | undefined {
  const words = text(place);
  if (words === undefined) return undefined;
  if (words.length > PLAYBOOK_LIMITS.text)
    return fault(place, `must not be longer than ${PLAYBOOK_LIMITS.text} characters`);
  const unknown = unknownPlaceholders(words);
  return unknown.length === 0
    ? words
    : fault(place, `has no meaning for ${unknown.map((name) => `{${name}}`).join(', ')}`);
}

function httpsUrl(place: Place): string | undefined {
  const value = text(place);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return value;
  return fault(place, 'must be an https address without a password in it');
}
