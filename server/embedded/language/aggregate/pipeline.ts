import { fail, failAt } from '../../errors.js';
import { type Document, isDocument, typeName } from '../values.js';
import { FILLS } from './fill.js';
import { GROUPS } from './group.js';
import { lookups } from './lookup.js';
import { memoryOf } from './memory.js';
import { SIMPLE } from './simple.js';
import type { Stage, StageCompiler, StageContext } from './types.js';
import { WINDOWS } from './window.js';

const STAGES: ReadonlyMap<string, StageCompiler> = new Map(
  [SIMPLE, GROUPS, WINDOWS, FILLS, lookups(compileStages), { $facet: facet }].flatMap((table) => Object.entries(table)),
);

/** Stages that begin a pipeline and need no collection, or tell about one. */
const SOURCES = new Set([
  '$documents',
  '$collStats',
  '$indexStats',
  '$currentOp',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
  '$changeStream',
  '$geoNear',
  '$search',
  '$queryStats',
]);

/** Compiles stages to one that runs them all, each on what the one before answers. */
export function compileStages(stages: readonly unknown[], context: StageContext): Stage {
  const compiled = stages.map((stage, i) => compileStage(stage, i, context));
  return (input) => compiled.reduce((documents, stage) => stage(documents), input);
}

/** The name and operand of a stage. */
export function stageOf(stage: unknown): [string, unknown] {
  if (!isDocument(stage)) return fail('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const names = Object.keys(stage);
  const [name] = names;
  if (names.length !== 1 || name === undefined)
    return failAt(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [name, stage[name]];
}

function compileStage(stage: unknown, place: number, context: StageContext): Stage {
  const [name, operand] = stageOf(stage);
  const compile = STAGES.get(name);
  if (SOURCES.has(name) && place > 0) failAt(40602, `${name} is only valid as the first stage in a pipeline.`);
  if (compile) {
    if (context.nested === '$facet' && FORBIDDEN_IN_FACETS.has(name))
      failAt(40600, `${name} is not allowed to be used within a $facet stage`);
    return compile(operand, context, name);
  }
  if (name === '$out' || name === '$merge') {
    if (context.nested === '$facet') failAt(40600, `${name} is not allowed to be used within a $facet stage`);
    if (context.nested) failAt(51047, `${name} is not allowed within a ${context.nested}'s sub-pipeline`);
    failAt(40601, `${name} can only be the final stage in the pipeline`);
  }
  if (name === '$listLocalSessions') return () => context.environment?.sessions?.() ?? [];
  if (name === '$currentOp' && context.environment?.collection !== null)
    fail('InvalidNamespace', '$currentOp must be run against the admin database with {aggregate: 1}');
  if (name === '$indexStats' || name === '$collStats') return sourceOf(name, operand, context);
  if (name === '$changeStream') failAt(40573, 'The $changeStream stage is only supported on replica sets');
  if (SOURCES.has(name)) fail('CommandNotSupported', `${name} is not supported by the embedded store`);
  return failAt(40324, `Unrecognized pipeline stage name: '${name}'`);
}

const FORBIDDEN_IN_FACETS = new Set([
  '$facet',
  '$geoNear',
  '$indexStats',
  '$collStats',
  '$documents',
  '$planCacheStats',
]);

function sourceOf(name: string, operand: unknown, { environment }: StageContext): Stage {
  if (!isDocument(operand)) fail('TypeMismatch', `${name} must take a nested object but found: ${typeName(operand)}`);
  if (name === '$indexStats' && Object.keys(operand).length > 0)
    failAt(28803, 'The $indexStats stage specification must be an empty object');
  return () =>
    name === '$indexStats' ? (environment?.indexStats?.() ?? []) : (environment?.collStats?.(operand) ?? []);
}

function facet(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand) || Object.keys(operand).length === 0) {
    failAt(40169, `the $facet specification must be a non-empty object, but found: ${typeName(operand)}`);
  }
  const arms = Object.keys(operand).map((name): [string, Stage] => {
    const stages = operand[name];
    if (name.startsWith('$'))
      failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    if (name.includes('.'))
      failAt(16412, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
    if (!Array.isArray(stages))
      failAt(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(stages)}`);
    return [name, compileStages(stages, { ...context, nested: '$facet' })];
  });
  return function* (input) {
    const memory = memoryOf(context, '$facet');
    const all: Document[] = [];
    for (const document of input) {
      memory.hold(document);
      all.push(document);
    }
    const result: Document = {};
    for (const [name, run] of arms) result[name] = [...run(all)];
    yield result;
  };
}
