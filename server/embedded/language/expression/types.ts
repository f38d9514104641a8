import { failAt } from '../../errors.js';
import type { Collator } from '../collation.js';
import { type Document, isDocument } from '../values.js';

/** What an expression is evaluated on: the document, and the variables by their slots. */
export interface Frame {
  root: unknown;
  slots: unknown[];
}

/** A compiled expression. Undefined is a missing value. */
export type Evaluate = (frame: Frame) => unknown;

/** What expressions need of the world. */
export interface ExpressionOptions {
  now?: Date | undefined;
  /** Variables of the command's `let`, already evaluated. */
  variables?: Document | undefined;
  collator?: Collator | undefined;
}

/** Compiles the parts of an expression, knowing which variables are in scope. */
export interface Compiler {
  readonly collator: Collator | undefined;
  readonly now: Date;
  compile(expression: unknown): Evaluate;
  /** A compiler inside which further variables stand, and their slots. */
  within(names: readonly string[]): { inner: Compiler; slots: readonly number[] };
}

/** Compiles the operand of one operator. */
export type OperatorCompiler = (operand: unknown, compiler: Compiler, name: string) => Evaluate;

/** Operators by their names. */
export type OperatorTable = Readonly<Record<string, OperatorCompiler>>;

/** The arguments of an operator: the elements of an array, or the one thing that stands there. */
export function argumentsOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

/** Exactly so many arguments, compiled. */
export function fixed(operand: unknown, compiler: Compiler, name: string, count: number): Evaluate[] {
  const list = argumentsOf(operand);
  if (list.length !== count) {
    failAt(16020, `Expression ${name} takes exactly ${count} arguments. ${list.length} were passed in.`);
  }
  return list.map((item) => compiler.compile(item));
}

/** Between so many and so many arguments, compiled. */
export function ranged(operand: unknown, compiler: Compiler, name: string, least: number, most: number): Evaluate[] {
  const list = argumentsOf(operand);
  if (list.length < least || list.length > most) {
    failAt(
      28667,
      `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${list.length} were passed in.`,
    );
  }
  return list.map((item) => compiler.compile(item));
}

/** An operator of one argument. */
export function unary(run: (value: unknown, name: string) => unknown): OperatorCompiler {
  return (operand, compiler, name) => {
    const [argument = missing] = fixed(operand, compiler, name, 1);
    return (frame) => run(argument(frame), name);
  };
}

/** An operator of two arguments. */
export function binary(run: (a: unknown, b: unknown, name: string, compiler: Compiler) => unknown): OperatorCompiler {
  return (operand, compiler, name) => {
    const [first = missing, second = missing] = fixed(operand, compiler, name, 2);
    return (frame) => run(first(frame), second(frame), name, compiler);
  };
}

/** An operator of any number of arguments, all evaluated. */
export function variadic(
  run: (values: readonly unknown[], name: string, compiler: Compiler) => unknown,
): OperatorCompiler {
  return (operand, compiler, name) => {
    const list = argumentsOf(operand).map((item) => compiler.compile(item));
    return (frame) =>
      run(
        list.map((evaluate) => evaluate(frame)),
        name,
        compiler,
      );
  };
}

/** An operator of any number of arguments that may answer before it has evaluated them all. */
export function stepwise(
  run: (parts: readonly Evaluate[], frame: Frame, name: string, compiler: Compiler) => unknown,
): OperatorCompiler {
  return (operand, compiler, name) => {
    const parts = argumentsOf(operand).map((item) => compiler.compile(item));
    return (frame) => run(parts, frame, name, compiler);
  };
}

/** Evaluates to a missing value. */
export const missing: Evaluate = () => undefined;

/** The codes with which an operator of named arguments refuses. */
export interface NamedCodes {
  notObject: number;
  unknown: number;
  missing: Readonly<Record<string, number>> | ReadonlyMap<string, number>;
}

/** The named arguments of an operator: those that must be there and those that may. */
export function named(
  operand: unknown,
  name: string,
  required: readonly string[],
  optional: readonly string[],
  codes: NamedCodes,
): Document {
  if (!isDocument(operand)) failAt(codes.notObject, `${name} only supports an object as its argument`);
  for (const field of Object.keys(operand)) {
    if (!required.includes(field) && !optional.includes(field)) {
      failAt(codes.unknown, `Unrecognized parameter to ${name}: ${field}`);
    }
  }
  for (const field of required) {
    if (!Object.hasOwn(operand, field)) failAt(codeOfMissing(codes, field), `Missing '${field}' parameter to ${name}`);
  }
  return operand;
}

function codeOfMissing({ missing: byField, unknown }: NamedCodes, field: string): number {
  return (byField instanceof Map ? byField.get(field) : new Map(Object.entries(byField)).get(field)) ?? unknown;
}

/** Compiles a named argument where it is given. */
export function optionally(operand: Document, field: string, compiler: Compiler): Evaluate | undefined {
  return Object.hasOwn(operand, field) ? compiler.compile(operand[field]) : undefined;
}
