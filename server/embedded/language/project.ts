import { Long } from 'bson';
import { failAt } from '../errors.js';
import { collatorOf } from './collation.js';
import { compilerOf, evaluateLet, isExpressionOperator } from './expression/compile.js';
import type { Compiler, ExpressionOptions, Frame } from './expression/types.js';
import type { Filter, FilterOptions } from './match.js';
import { type ArrayCut, arrayCutOf, positionalCut } from './project/arrays.js';
import { addToPlan, dropFields, emptyPlan, type FieldPlan, keepFields } from './project/tree.js';
import { type Document, isDocument, isNumber, isTruthy } from './values.js';

/** A compiled projection; a find tells which record the document is. */
export type Projection = (document: Document, record?: number) => Document;

/** What a projection is for: finds know array operators (`$slice`, `$elemMatch`, `$`), stages do not. */
interface Context {
  find: boolean;
  compiler: Compiler;
  filter: Filter | undefined;
  collation: Document | undefined;
}

/** One entry of a projection with its path in full. */
type Entry =
  | { path: string; kind: 'keep' | 'drop' }
  | { path: string; kind: 'compute'; expression: unknown }
  | { path: string; kind: 'meta'; expression: Document }
  | { path: string; kind: 'cut'; cut: ArrayCut };

/** Compiles the projection of a find. A positional `$` asks the filter for the place. */
export function compileProjection(projection: Document, filter?: Filter, options: FilterOptions = {}): Projection {
  const { collation, now } = options;
  const variables = evaluateLet(options.variables, now);
  const compiler = compilerOf({ now, variables, collator: collatorOf(collation) });
  return compile(projection, { find: true, compiler, filter, collation });
}

/** Compiles the specification of a `$project` stage. */
export function compileProjectStage(projection: Document, options: ExpressionOptions = {}): Projection {
  if (Object.keys(projection).length === 0)
    failAt(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  return compile(projection, { find: false, compiler: compilerOf(options), filter: undefined, collation: undefined });
}

function compile(projection: Document, context: Context): Projection {
  const entries = entriesOf(projection, '', context);
  checkCuts(entries);
  if (entries.length === 0) return (document) => document;
  const keeps = isInclusion(entries);
  const plan = emptyPlan();
  const cuts: ArrayCut[] = [];
  for (const entry of entries) {
    const leaf = leafOf(entry, keeps, context);
    if (entry.kind === 'cut') cuts.push(entry.cut);
    if (leaf) addToPlan(plan, entry.path, leaf);
  }
  if (keeps && !plan.fields.has('_id')) plan.fields.set('_id', { kind: 'keep' });
  const frame: Frame = { root: undefined, slots: [] };
  const told = entries.filter((entry) => entry.kind === 'meta' && entry.expression.$meta === 'recordId');
  return (document, record) => {
    frame.root = document;
    const projected = keeps ? keepFields(plan, document, frame) : dropFields(plan, document);
    const cut = cuts.reduce((result, one) => one.apply(result, document), projected);
    if (told.length === 0 || record === undefined) return cut;
    return { ...cut, ...Object.fromEntries(told.map(({ path }) => [path, Long.fromNumber(record)])) };
  };
}

function entriesOf(spec: Document, prefix: string, context: Context): Entry[] {
  return Object.keys(spec).flatMap((name): Entry[] => {
    const value = spec[name];
    const path = prefix + name;
    checkPath(path, context);
    if (context.find && path.endsWith('.$'))
      return [{ path: path.slice(0, -2), kind: 'cut', cut: positionalCut(path, value, context.filter) }];
    if (isNumber(value) || typeof value === 'boolean') return [{ path, kind: isTruthy(value) ? 'keep' : 'drop' }];
    if (isDocument(value)) return entriesOfDocument(value, path, context);
    return [{ path, kind: 'compute', expression: value }];
  });
}

function entriesOfDocument(value: Document, path: string, context: Context): Entry[] {
  const names = Object.keys(value);
  if (names.length === 0) failAt(51270, `An empty sub-projection is not a valid value. Found empty object at path`);
  if (context.find) {
    const cut = arrayCutOf(path, value, context.collation);
    if (cut) return [{ path, kind: 'cut', cut }];
  }
  const [operator] = names;
  if (operator?.startsWith('$')) {
    if (context.find && names.length === 1 && operator === '$meta') return [{ path, kind: 'meta', expression: value }];
    if (names.length === 1 && !isExpressionOperator(operator)) failAt(31325, `Unknown expression ${operator}`);
    return [{ path, kind: 'compute', expression: value }];
  }
  return entriesOf(value, `${path}.`, context);
}

function checkPath(path: string, context: Context): void {
  if (path === '') failAt(40352, 'FieldPath cannot be constructed with empty string');
  const parts = path.split('.');
  if (path.endsWith('.')) failAt(40353, "FieldPath must not end with a '.'.");
  if (parts.includes('')) failAt(15998, 'FieldPath field names may not be empty strings.');
  parts.forEach((part, i) => {
    if (part === '$' && context.find && i === parts.length - 1 && i > 0) return;
    if (part.startsWith('$') && !['$id', '$ref', '$db'].includes(part)) {
      if (context.find && part === '$')
        failAt(
          31394,
          "As of 4.4, positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, remove the parts following the '$' and the results will be equivalent.",
        );
      failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
  });
}

/** At most one positional `$`, and none beside `$elemMatch`. */
function checkCuts(entries: readonly Entry[]): void {
  const kinds = entries.flatMap((entry) => (entry.kind === 'cut' ? [entry.cut.kind] : []));
  const positional = kinds.indexOf('positional');
  if (positional < 0) return;
  if (kinds.lastIndexOf('positional') !== positional) {
    failAt(31276, 'Cannot specify more than one positional projection per query.');
  }
  const elemMatch = kinds.indexOf('elemMatch');
  if (elemMatch >= 0) {
    failAt(elemMatch < positional ? 31256 : 31255, 'Cannot specify positional operator and $elemMatch.');
  }
}

/** The first entry beside `_id` says whether fields are kept or dropped; `_id` alone decides for itself. */
function isInclusion(entries: readonly Entry[]): boolean {
  for (const entry of entries) {
    if (entry.path === '_id' && (entry.kind === 'keep' || entry.kind === 'drop')) continue;
    if (entry.kind === 'meta' || (entry.kind === 'cut' && entry.cut.kind !== 'positional')) continue;
    return entry.kind !== 'drop';
  }
  return entries.some((entry) => (entry.kind === 'cut' ? entry.cut.kind === 'elemMatch' : entry.kind === 'keep'));
}

function leafOf(entry: Entry, keeps: boolean, context: Context): FieldPlan | undefined {
  switch (entry.kind) {
    case 'keep':
      if (keeps) return { kind: 'keep' };
      return entry.path === '_id'
        ? undefined
        : failAt(31253, `Cannot do inclusion on field ${entry.path} in exclusion projection`);
    case 'drop':
      if (!keeps) return { kind: 'drop' };
      return entry.path === '_id'
        ? { kind: 'drop' }
        : failAt(31254, `Cannot do exclusion on field ${entry.path} in inclusion projection`);
    case 'compute':
      if (!keeps) failAt(31252, 'Cannot use expression other than $meta in exclusion projection');
      return { kind: 'compute', evaluate: context.compiler.compile(entry.expression) };
    case 'meta':
      // Beside fields that are kept or dropped, it says nothing of them; what there is not to tell is refused.
      context.compiler.compile(entry.expression);
      return undefined;
    case 'cut':
      return leafOfCut(entry.cut, keeps);
  }
}

function leafOfCut(cut: ArrayCut, keeps: boolean): FieldPlan | undefined {
  if (cut.kind === 'slice') return keeps ? { kind: 'keep' } : undefined;
  // What $elemMatch finds is added after the fields that are kept.
  if (cut.kind === 'elemMatch') return keeps ? { kind: 'drop' } : undefined;
  return keeps ? { kind: 'keep' } : failAt(31395, 'positional projection cannot be used with exclusion');
}
