import { fail, failAt } from '../../errors.js';
import { valueAt } from '../paths.js';
import { show } from '../show.js';
import { type Document, fieldOf, isDocument, isTruthy, setField } from '../values.js';
import { ARITHMETIC } from './arithmetic.js';
import { ARRAYS } from './arrays.js';
import { COLLECTIONS } from './collections.js';
import { CONTROL, checkUserVariable } from './control.js';
import { CONVERSIONS } from './convert.js';
import { DATE_STEPS } from './date-steps.js';
import { DATES } from './dates.js';
import { OBJECTS } from './objects.js';
import { REGEXES } from './regexes.js';
import { SETS } from './sets.js';
import { STATISTICS } from './statistics.js';
import { STRINGS } from './strings.js';
import type { Compiler, Evaluate, ExpressionOptions, Frame, OperatorCompiler } from './types.js';

const OPERATORS: ReadonlyMap<string, OperatorCompiler> = new Map(
  [
    ARITHMETIC,
    ARRAYS,
    COLLECTIONS,
    CONTROL,
    CONVERSIONS,
    DATES,
    DATE_STEPS,
    OBJECTS,
    SETS,
    STATISTICS,
    STRINGS,
    REGEXES,
  ].flatMap((table) => Object.entries(table)),
);

/** Compiles an expression to a function of a document. */
export function compileExpression(
  expression: unknown,
  options: ExpressionOptions = {},
): (document: unknown) => unknown {
  const evaluate = compilerOf(options).compile(expression);
  const frame: Frame = { root: undefined, slots: [] };
  return (document) => {
    frame.root = document;
    return evaluate(frame);
  };
}

/** Compiles an expression to whether it is true of a document. */
export function truthOf(expression: unknown, options: ExpressionOptions = {}): (document: Document) => boolean {
  const evaluate = compileExpression(expression, options);
  return (document) => isTruthy(evaluate(document));
}

/** The values of a command's `let`: expressions that know no document. */
export function evaluateLet(variables: Document | undefined, now?: Date): Document | undefined {
  if (!variables) return undefined;
  const values: Document = {};
  for (const name of Object.keys(variables)) {
    checkUserVariable(name);
    setField(values, name, compileExpression(variables[name], { now })({}));
  }
  return values;
}

/** Whether a name is that of an operator of expressions. */
export const isExpressionOperator = (name: string): boolean => OPERATORS.has(name);

/** A compiler with no variables but MongoDB's own and those of the command. */
export function compilerOf(options: ExpressionOptions = {}): Compiler {
  return compilerWith(options, new Map());
}

function compilerWith(options: ExpressionOptions, names: ReadonlyMap<string, number>): Compiler {
  const now = options.now ?? new Date();
  const compiler: Compiler = {
    collator: options.collator,
    now,
    compile: (expression) => compileWith(expression, compiler, (name) => variable(name, options, names, now)),
    within(added) {
      const inner = new Map(names);
      // Each binding on the way down has a slot of its own, whatever its name.
      let next = Math.max(-1, ...names.values()) + 1;
      const slots = added.map((name) => {
        inner.set(name, next);
        return next++;
      });
      return { inner: compilerWith(options, inner), slots };
    },
  };
  return compiler;
}

type Variables = (name: string) => Evaluate;

function compileWith(expression: unknown, compiler: Compiler, variables: Variables): Evaluate {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return variablePath(expression.slice(2), variables);
    if (expression.startsWith('$')) return fieldPath(expression.slice(1), variables);
    return () => expression;
  }
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compiler.compile(item));
    return (frame) => items.map((item) => item(frame) ?? null);
  }
  if (isDocument(expression)) return compileDocument(expression, compiler);
  return () => expression;
}

function compileDocument(expression: Document, compiler: Compiler): Evaluate {
  const names = Object.keys(expression);
  const name = names.find((field) => field.startsWith('$'));
  if (name === undefined) return objectOf(expression, names, compiler);
  if (names.length !== 1) {
    failAt(
      15983,
      `an expression specification must contain exactly one field, the name of the expression. Found ${names.length} fields in ${show(expression)}`,
    );
  }
  const operator = OPERATORS.get(name);
  if (!operator) fail('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  return operator(expression[name], compiler, name);
}

function objectOf(expression: Document, names: readonly string[], compiler: Compiler): Evaluate {
  const fields = names.map((field): [string, Evaluate] => {
    if (field.includes('.'))
      failAt(16412, "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
    return [field, compiler.compile(expression[field])];
  });
  return (frame) => {
    const result: Document = {};
    for (const [field, evaluate] of fields) {
      const value = evaluate(frame);
      if (value !== undefined) setField(result, field, value);
    }
    return result;
  };
}

function checkedParts(path: string): string[] {
  if (path === '') failAt(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) failAt(40353, "FieldPath must not end with a '.'.");
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') failAt(15998, 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$') && !['$ref', '$id', '$db'].includes(part)) {
      failAt(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
    if (part.includes('\0')) failAt(16411, "FieldPath field names may not contain '\\0'.");
  }
  return parts;
}

function fieldPath(path: string, variables: Variables): Evaluate {
  if (path === '') failAt(16872, "'$' by itself is not a valid FieldPath");
  const parts = checkedParts(path);
  const current = variables('CURRENT');
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return (frame) => {
      const source = current(frame);
      if (isDocument(source)) return fieldOf(source, only);
      return valueAt(source, parts);
    };
  }
  return (frame) => valueAt(current(frame), parts);
}

function variablePath(path: string, variables: Variables): Evaluate {
  if (path === '') failAt(16869, 'empty variable names are not allowed');
  const [name = '', ...parts] = path.split('.');
  const source = variables(name);
  if (parts.length === 0) return source;
  checkedParts(parts.join('.'));
  return (frame) => valueAt(source(frame), parts);
}

function variable(name: string, options: ExpressionOptions, names: ReadonlyMap<string, number>, now: Date): Evaluate {
  const slot = names.get(name);
  if (slot !== undefined) return (frame) => frame.slots[slot];
  if (name === 'ROOT' || name === 'CURRENT') return (frame) => frame.root;
  if (name === 'NOW') return () => now;
  if (name === 'REMOVE') return () => undefined;
  if (name === 'CLUSTER_TIME')
    failAt(51144, 'System variable $$CLUSTER_TIME is only available on clusters and replica sets');
  const given = options.variables;
  if (given && Object.hasOwn(given, name)) {
    // Read anew each time: $lookup puts the values of each document there.
    return () => given[name];
  }
  checkVariableName(name);
  return failAt(17276, `Use of undefined variable: ${name}`);
}

/** Refuses names that no variable can have. */
function checkVariableName(name: string): void {
  if (name === '') fail('FailedToParse', 'empty variable names are not allowed');
  if (/^[\x20-\x7f]$/.test(name[0] ?? '') && !/^[a-zA-Z]/.test(name)) {
    fail('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
  }
  if (/[^\w\x80-\uffff]/.test(name))
    fail('FailedToParse', `'${name}' contains an invalid character for a variable name`);
}
