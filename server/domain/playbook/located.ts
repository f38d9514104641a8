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
import { type Fault, type Reader, read } from '../input/reader.js';
import { PLAYBOOK_LIMITS } from './definition.js';
import { tooDeepAt } from './nesting.js';

/** A place in a text; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A fault with its place in the text. */
export type LocatedFault = Fault & Position;

/** Where the part of a path stands in the text; what is missing stands where it is missed. */
export type Locate = (path: string) => Position;

export type ReadLocated<T> = { ok: true; value: T; locate: Locate } | { ok: false; faults: readonly LocatedFault[] };

/** Reads a document from YAML or JSON by a reader. Every fault comes with its line and column. */
export function readLocated<T>(source: string, reader: Reader<T>): ReadLocated<T> {
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
  const answer = read(document.toJS(), reader);
  if (answer.ok) return { ok: true, value: answer.value, locate };
  return {
    ok: false,
    faults: answer.faults.slice(0, PLAYBOOK_LIMITS.faults).map((one) => ({ ...one, ...locate(one.path) })),
  };
}

/** Aliases and keys that are no texts could make a small text a huge document; nobody writes one with them. */
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
