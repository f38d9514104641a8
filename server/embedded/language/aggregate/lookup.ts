import { BSONRegExp } from 'bson';
import { fail, failAt } from '../../errors.js';
import { compilerOf } from '../expression/compile.js';
import { checkUserVariable } from '../expression/control.js';
import type { Evaluate, Frame } from '../expression/types.js';
import { keyOf } from '../keys.js';
import { isIndex, pathOf, visitPath } from '../paths.js';
import { show } from '../show.js';
import { type Document, fieldOf, isDocument, typeName } from '../values.js';
import { collectionOf, constantFilter, environmentOf } from './foreign.js';
import { graphLookup } from './graph.js';
import type { CompilePipeline, PipelineEnvironment, Stage, StageContext, StageTable } from './types.js';
import { setAt } from './unwind.js';

interface Join {
  from: string | undefined;
  as: readonly string[];
  local: readonly string[] | undefined;
  foreign: string | undefined;
  lets: Document;
  stages: readonly unknown[] | undefined;
}

function joinOf(operand: unknown): Join {
  if (!isDocument(operand))
    failAt(40319, `the $lookup specification must be an Object, but found ${typeName(operand)}`);
  for (const name of Object.keys(operand)) {
    if (!['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'].includes(name))
      fail('FailedToParse', `unknown argument to $lookup: ${name}`);
  }
  const { from, localField, foreignField, as, pipeline } = operand;
  if (typeof as !== 'string') {
    fail(
      'FailedToParse',
      as === undefined
        ? "must specify 'as' field for a $lookup"
        : `$lookup argument 'as: ${show(as)}' must be a string, is type ${typeName(as)}`,
    );
  }
  if (pipeline !== undefined && !Array.isArray(pipeline))
    fail('TypeMismatch', "'pipeline' option must be specified as an array");
  for (const [name, value] of Object.entries({ localField, foreignField })) {
    if (value !== undefined && typeof value !== 'string')
      fail('FailedToParse', `$lookup argument '${name}: ${show(value)}' must be a string, is type ${typeName(value)}`);
  }
  if ((localField === undefined) !== (foreignField === undefined)) {
    fail('FailedToParse', "$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  if (!pipeline && localField === undefined) {
    fail('FailedToParse', "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  }
  if (from === undefined && !startsWithDocuments(pipeline))
    fail('FailedToParse', "must specify 'from' field for a $lookup");
  const lets = operand.let ?? {};
  if (!isDocument(lets))
    fail('FailedToParse', `$lookup argument 'let: ${show(lets)}' must be an object, is type ${typeName(lets)}`);
  return {
    from: from === undefined ? undefined : collectionOf(from, '$lookup'),
    as: as.split('.'),
    local: typeof localField === 'string' ? localField.split('.') : undefined,
    foreign: typeof foreignField === 'string' ? foreignField : undefined,
    lets,
    stages: pipeline,
  };
}

const startsWithDocuments = (stages: unknown): boolean =>
  Array.isArray(stages) && isDocument(stages[0]) && Object.hasOwn(stages[0], '$documents');

/** The stages that read other collections; they compile pipelines of their own. */
export function lookups(compilePipeline: CompilePipeline): StageTable {
  function lookup(operand: unknown, context: StageContext): Stage {
    const join = joinOf(operand);
    const environment = environmentOf(context, '$lookup');
    // The sub-pipeline is compiled once; each document puts its own values into this object.
    const variables: Document = { ...context.variables };
    const lets = Object.keys(join.lets).map((name): [string, Evaluate] => {
      checkUserVariable(name);
      variables[name] = undefined;
      return [name, compilerOf(context).compile(join.lets[name])];
    });
    const run = join.stages && compilePipeline(join.stages, { ...context, variables, nested: '$lookup' });
    const { from } = join;
    const first = join.stages && constantFilter(join.stages[0]);
    const read = (filter: Document): Iterable<Document> =>
      from === undefined ? [{}] : environment.read(from, { filter: first ? { $and: [filter, first] } : filter });
    const candidates = candidatesOf(join, read, environment);
    const frame: Frame = { root: undefined, slots: [] };
    return function* (input) {
      const find = candidates();
      for (const document of input) {
        frame.root = document;
        for (const [name, evaluate] of lets) variables[name] = evaluate(frame);
        const found = find(document);
        const joined = run ? [...run(found)] : [...found];
        yield setAt(document, join.as, joined);
      }
    };
  }

  function unionWith(operand: unknown, context: StageContext): Stage {
    const environment = environmentOf(context, '$unionWith');
    const spec: Document =
      typeof operand === 'string'
        ? { coll: operand }
        : isDocument(operand)
          ? operand
          : fail(
              'FailedToParse',
              `the $unionWith stage specification must be an object or string, but found ${typeName(operand)}`,
            );
    for (const name of Object.keys(spec))
      if (name !== 'coll' && name !== 'pipeline') failAt(40415, `BSON field '$unionWith.${name}' is an unknown field.`);
    const { coll, pipeline = [] } = spec;
    if (!Array.isArray(pipeline))
      fail('TypeMismatch', "BSON field '$unionWith.pipeline' is the wrong type, expected type 'array'");
    if (coll !== undefined && typeof coll !== 'string')
      fail(
        'TypeMismatch',
        `BSON field '$unionWith.coll' is the wrong type '${typeName(coll)}', expected type 'string'`,
      );
    if (coll === undefined && !startsWithDocuments(pipeline))
      failAt(40414, "BSON field '$unionWith.coll' is missing but a required field");
    const run = compilePipeline(pipeline, { ...context, nested: '$unionWith' });
    return function* (input) {
      yield* input;
      yield* run(typeof coll === 'string' ? environment.read(coll, { filter: constantFilter(pipeline[0]) ?? {} }) : []);
    };
  }

  return { $lookup: lookup, $unionWith: unionWith, $graphLookup: graphLookup };
}

/** How the documents of the other collection are found for one of ours. */
function candidatesOf(
  join: Join,
  read: (filter: Document) => Iterable<Document>,
  environment: PipelineEnvironment,
): () => (document: Document) => Iterable<Document> {
  const { local, foreign, from } = join;
  if (!local || foreign === undefined) {
    return () => {
      let all: Document[] | undefined;
      return () => {
        all ??= [...read({})];
        return all;
      };
    };
  }
  if (from !== undefined && environment.indexed?.(from, foreign)) {
    return () => (document) => read(equalToLocal(foreign, localValues(document, local)));
  }
  return () => {
    let byKey: Map<string, Document[]> | undefined;
    let order: Map<Document, number> | undefined;
    return (document) => {
      if (!byKey) {
        const all = [...read({})];
        order = new Map(all.map((one, i) => [one, i]));
        byKey = hashed(all, foreign);
      }
      return matchesOf(localValues(document, local), byKey, order ?? new Map());
    };
  };
}

/** What the other field is to equal: the values that the local path has, null where it has none. */
function localValues(document: Document, parts: readonly string[]): unknown[] {
  const values: unknown[] = [];
  gatherValues(document, parts, 0, values);
  return values.length === 0 ? [null] : values;
}

/** Gathers through arrays, in which numbers of the path are places; at its end an array gives its elements. */
function gatherValues(document: Document, parts: readonly string[], from: number, values: unknown[]): void {
  let value = fieldOf(document, parts[from] ?? '');
  let i = from + 1;
  while (i < parts.length && Array.isArray(value) && isIndex(parts[i] ?? '')) value = value[Number(parts[i++])];
  if (i === parts.length) {
    if (Array.isArray(value)) values.push(...value);
    else if (value !== undefined) values.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) if (isDocument(item)) gatherValues(item, parts, i, values);
  } else if (isDocument(value)) gatherValues(value, parts, i, values);
}

function equalToLocal(foreign: string, values: readonly unknown[]): Document {
  const [only] = values;
  if (values.length === 1) return { [foreign]: { $eq: only } };
  return values.some((value) => value instanceof BSONRegExp)
    ? { $or: values.map((value) => ({ [foreign]: { $eq: value } })) }
    : { [foreign]: { $in: values } };
}

function hashed(documents: readonly Document[], foreign: string): Map<string, Document[]> {
  const byKey = new Map<string, Document[]>();
  const path = pathOf(foreign);
  for (const document of documents) {
    const keys = new Set<string>();
    visitPath(document, path, 'elements-too', (value) => {
      keys.add(keyOf(value ?? null));
      return false;
    });
    for (const key of keys) {
      const list = byKey.get(key);
      if (list) list.push(document);
      else byKey.set(key, [document]);
    }
  }
  return byKey;
}

function matchesOf(
  values: readonly unknown[],
  byKey: ReadonlyMap<string, Document[]>,
  order: ReadonlyMap<Document, number>,
): Document[] {
  const [only] = values;
  if (values.length === 1) return byKey.get(keyOf(only)) ?? [];
  const found = new Set(values.flatMap((value) => byKey.get(keyOf(value)) ?? []));
  return [...found].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
