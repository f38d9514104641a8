import { Long } from 'bson';
import { failAt } from '../../errors.js';
import { compilerOf } from '../expression/compile.js';
import type { Frame } from '../expression/types.js';
import { keyOf } from '../keys.js';
import { compileFilter } from '../match.js';
import { wholeNumberOf } from '../numbers.js';
import { valueAt } from '../paths.js';
import { show } from '../show.js';
import { type Document, isDocument, isNumber, typeName } from '../values.js';
import { collectionOf, environmentOf } from './foreign.js';
import { memoryOf } from './memory.js';
import type { PipelineEnvironment, Stage, StageContext } from './types.js';
import { setAt } from './unwind.js';

/** `$graphLookup`: follows a field from document to document. */
export function graphLookup(operand: unknown, context: StageContext): Stage {
  const environment = environmentOf(context, '$graphLookup');
  if (!isDocument(operand))
    failAt(40327, `the $graphLookup specification must be an object, but found ${typeName(operand)}`);
  const known = [
    'from',
    'startWith',
    'connectFromField',
    'connectToField',
    'as',
    'maxDepth',
    'depthField',
    'restrictSearchWithMatch',
  ];
  for (const name of Object.keys(operand))
    if (!known.includes(name)) failAt(40104, `Unknown argument to $graphLookup: ${name}`);
  const {
    connectFromField: connectFrom,
    connectToField: connectTo,
    as,
    maxDepth,
    depthField,
    restrictSearchWithMatch: restrict = {},
  } = operand;
  if (
    !Object.hasOwn(operand, 'startWith') ||
    operand.from === undefined ||
    typeof connectFrom !== 'string' ||
    typeof connectTo !== 'string' ||
    typeof as !== 'string'
  ) {
    return failAt(
      40105,
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  }
  if (maxDepth !== undefined && !isNumber(maxDepth))
    failAt(40100, `maxDepth must be numeric, found type: ${typeName(maxDepth)}`);
  const depth =
    maxDepth === undefined
      ? Number.POSITIVE_INFINITY
      : Number(wholeNumberOf(maxDepth) ?? failAt(40102, 'maxDepth could not be represented as a long long'));
  if (depth < 0) failAt(40101, `maxDepth requires a nonnegative argument, found: ${show(maxDepth)}`);
  if (depthField !== undefined && typeof depthField !== 'string')
    failAt(40103, `expected string as argument for depthField, found: ${show(depthField)}`);
  if (!isDocument(restrict)) failAt(40185, `restrictSearchWithMatch must be an object, found: ${typeName(restrict)}`);
  const from = collectionOf(operand.from, '$graphLookup');
  compileFilter(restrict, { collation: environment.collation });
  const start = compilerOf(context).compile(operand.startWith);
  const search: GraphSearch = { from, connectFrom: connectFrom.split('.'), connectTo, depth, depthField, restrict };
  return function* (input) {
    const frame: Frame = { root: undefined, slots: [] };
    for (const document of input) {
      frame.root = document;
      const found = searched(start(frame), search, environment, context);
      yield setAt(document, as.split('.'), found);
    }
  };
}

interface GraphSearch {
  from: string;
  connectFrom: readonly string[];
  connectTo: string;
  depth: number;
  depthField: string | undefined;
  restrict: Document;
}

function searched(
  startWith: unknown,
  search: GraphSearch,
  environment: PipelineEnvironment,
  context: StageContext,
): Document[] {
  const memory = memoryOf(context, '$graphLookup');
  const found = new Map<string, Document>();
  const asked = new Set<string>();
  const valuesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
  let frontier = valuesOf(startWith);
  for (let depth = 0; depth <= search.depth; depth++) {
    const fresh = frontier.filter((value) => {
      const key = keyOf(value, context.collator);
      return !asked.has(key) && asked.add(key);
    });
    if (fresh.length === 0) break;
    frontier = [];
    const reached = { [search.connectTo]: { $in: fresh } };
    const filter = Object.keys(search.restrict).length === 0 ? reached : { $and: [reached, search.restrict] };
    for (const document of environment.read(search.from, { filter })) {
      const key = keyOf(document._id);
      if (found.has(key)) continue;
      memory.hold(document);
      found.set(
        key,
        search.depthField === undefined
          ? document
          : setAt(document, search.depthField.split('.'), Long.fromNumber(depth)),
      );
      for (const value of valuesOf(valueAt(document, search.connectFrom))) frontier.push(value);
    }
  }
  return [...found.values()];
}
