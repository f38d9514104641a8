import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';
import { type Fault, fault, key, list, object, type Place, read, record, text } from '../input/reader.js';
import { isPlainAddress } from '../mail/address.js';
import { PLAYBOOK_LIMITS, type Playbook, type PlaybookContact, type Trigger } from './definition.js';
import { tooDeepAt } from './nesting.js';
import { condition, oneOrMore, trigger, whereGiven } from './read-conditions.js';
import { readSteps } from './read-steps.js';

/** A place in a text; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A fault with its place in the text. */
export type LocatedFault = Fault & Position;

/** Where the part of a path stands in the text; what is missing stands where it is missed. */
export type Locate = (path: string) => Position;

export type ReadPlaybook =
  | { ok: true; playbook: Playbook; locate: Locate }
  | { ok: false; faults: readonly LocatedFault[] };

const START: Position = { line: 1, column: 1 };

/** Reads a playbook from YAML or JSON. Every fault comes with its line and column. */
export function readPlaybook(source: string): ReadPlaybook {
  if (source.length > PLAYBOOK_LIMITS.characters) {
    const message = `must not be longer than ${PLAYBOOK_LIMITS.characters} characters`;
    return { ok: false, faults: [{ path: '', message, ...START }] };
  }
  const deep = tooDeepAt(source);
  if (deep !== undefined) {
    const before = source.slice(0, deep).split('\n');
    const at = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    return { ok: false, faults: [{ path: '', message: 'is nested too deep', ...at }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const unreadable = [...document.errors.map(({ message, pos }) => ({ message, at: pos[0] })), ...unusual(document)];
  if (unreadable.length > 0) {
    const faults = unreadable
      .slice(0, PLAYBOOK_LIMITS.faults)
      .map(({ message, at }) => ({ path: '', message, ...positionOf(lines, at) }));
    return { ok: false, faults };
  }
  const locate = locator(document.contents, lines);
  const answer = read(document.toJS(), playbookDocument);
  if (answer.ok) return { ok: true, playbook: answer.value, locate };
  return {
    ok: false,
    faults: answer.faults.slice(0, PLAYBOOK_LIMITS.faults).map((one) => ({ ...one, ...locate(one.path) })),
  };
}

/** Aliases and keys that are no texts could make a small text a huge document; nobody writes a playbook with them. */
function unusual(document: Document.Parsed): { message: string; at: number }[] {
  const found: { message: string; at: number }[] = [];
  visit(document, {
    Alias: (_, { source, range }) => {
      found.push({ message: `*${source} is an alias, which a playbook does without`, at: range?.[0] ?? 0 });
    },
    Pair: (_, { key: name }) => {
      if (isScalar(name) || isAlias(name)) return;
      found.push({ message: 'a key must be a text', at: isNode(name) ? (name.range?.[0] ?? 0) : 0 });
    },
  });
  return found;
}

function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function locator(contents: ParsedNode | null, lines: LineCounter): Locate {
  const offsets = new Map<string, number>();
  note(contents, '', offsets);
  return (path) => {
    for (
      let known = path;
      known !== '';
      known = known.slice(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['), 0))
    ) {
      const offset = offsets.get(known);
      if (offset !== undefined) return positionOf(lines, offset);
    }
    return positionOf(lines, offsets.get('') ?? 0);
  };
}

/** Notes where each part begins, under the paths that readers use; a value of a key is noted where its key stands. */
function note(node: ParsedNode | null, path: string, offsets: Map<string, number>): void {
  if (node && !offsets.has(path)) offsets.set(path, node.range[0]);
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    for (const { key: name, value } of node.items) {
      if (!isScalar(name)) continue;
      const inner = path === '' ? String(name.value) : `${path}.${String(name.value)}`;
      offsets.set(inner, name.range[0]);
      note(value, inner, offsets);
    }
  }
  if (!isSeq<ParsedNode>(node)) return;
  for (const [index, one] of node.items.entries()) note(one, `${path}[${index}]`, offsets);
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
