import { Double, Int32 } from 'bson';
import { fail, failAt } from '../../errors.js';
import { compareValues } from '../compare.js';
import { toDouble } from '../numbers.js';
import { isDocument, isNullish, isNumber, isTruthy } from '../values.js';
import {
  argumentsOf,
  binary,
  type Compiler,
  type Evaluate,
  fixed,
  missing,
  named,
  type OperatorTable,
  unary,
} from './types.js';

const comparison = (holds: (order: number) => boolean) =>
  binary((a, b, _, compiler) => holds(compareForExpression(a, b, compiler)));

/** The order of two values in expressions, where a missing one comes before null. */
function compareForExpression(a: unknown, b: unknown, compiler: Compiler): number {
  return compareValues(a, b, compiler.collator);
}

/** Choice, logic, comparison and variables. */
export const CONTROL: OperatorTable = {
  $and: (operand, compiler) => {
    const parts = argumentsOf(operand).map((item) => compiler.compile(item));
    return (frame) => parts.every((part) => isTruthy(part(frame)));
  },
  $or: (operand, compiler) => {
    const parts = argumentsOf(operand).map((item) => compiler.compile(item));
    return (frame) => parts.some((part) => isTruthy(part(frame)));
  },
  $not: unary((value) => !isTruthy(value)),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: binary((a, b, _, compiler) => new Int32(Math.sign(compareForExpression(a, b, compiler)))),
  $cond: condition,
  $ifNull: (operand, compiler) => {
    const parts = argumentsOf(operand).map((item) => compiler.compile(item));
    if (parts.length < 2) failAt(1257300, `$ifNull needs at least two arguments, had: ${parts.length}`);
    return (frame) => {
      let value: unknown;
      for (const part of parts) {
        value = part(frame);
        if (!isNullish(value)) return value;
      }
      return value;
    };
  },
  $switch: choice,
  $let: binding,
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $expr: (operand, compiler) => compiler.compile(operand),
  $rand: (operand) => {
    if (
      !(isDocument(operand) && Object.keys(operand).length === 0) &&
      !(Array.isArray(operand) && operand.length === 0)
    ) {
      if (!isDocument(operand) && !Array.isArray(operand))
        failAt(10065, 'invalid parameter: expected an object ($rand)');
      failAt(3040501, '$rand does not currently accept arguments');
    }
    return () => new Double(Math.random());
  },
  $sampleRate: (operand) => {
    if (!isNumber(operand)) fail('BadValue', 'argument to $sampleRate must be a numeric type');
    const rate = toDouble(operand);
    return () => Math.random() < rate;
  },
  $meta: (operand) => {
    if (operand === 'textScore') failAt(40218, 'query requires text score metadata, but it is not available');
    if (operand === 'indexKey' || operand === 'recordId' || operand === 'sortKey') return missing;
    return failAt(17308, `Unsupported argument to $meta: ${String(operand)}`);
  },
  $function: noScripts,
  $accumulator: noScripts,
  $_internalJsEmit: noScripts,
};

function noScripts(): Evaluate {
  return failAt(31264, 'Cannot run server-side javascript without the javascript engine enabled');
}

function condition(operand: unknown, compiler: Compiler): Evaluate {
  let parts: Evaluate[];
  if (isDocument(operand)) {
    const fields = named(operand, '$cond', ['if', 'then', 'else'], [], {
      notObject: 17080,
      unknown: 17083,
      missing: new Map([
        ['if', 17080],
        ['then', 17081],
        ['else', 17082],
      ]),
    });
    parts = [fields.if, fields.then, fields.else].map((item) => compiler.compile(item));
  } else parts = fixed(operand, compiler, '$cond', 3);
  const [test = missing, yes = missing, no = missing] = parts;
  return (frame) => (isTruthy(test(frame)) ? yes(frame) : no(frame));
}

function choice(operand: unknown, compiler: Compiler): Evaluate {
  if (!isDocument(operand)) failAt(40060, `$switch requires an object as an argument, found: ${typeof operand}`);
  const branches: [Evaluate, Evaluate][] = [];
  let otherwise: Evaluate | undefined;
  for (const name of Object.keys(operand)) {
    if (name === 'default') otherwise = compiler.compile(operand.default);
    else if (name !== 'branches') failAt(40067, `$switch found an unknown argument: ${name}`);
    else {
      const list = operand.branches;
      if (!Array.isArray(list)) failAt(40061, "$switch expected an array for 'branches'");
      for (const branch of list) branches.push(branchOf(branch, compiler));
    }
  }
  if (branches.length === 0) failAt(40068, '$switch requires at least one branch.');
  return (frame) => {
    for (const [test, result] of branches) if (isTruthy(test(frame))) return result(frame);
    return otherwise
      ? otherwise(frame)
      : failAt(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  };
}

function branchOf(branch: unknown, compiler: Compiler): [Evaluate, Evaluate] {
  if (!isDocument(branch)) failAt(40062, '$switch expected each branch to be an object');
  for (const name of Object.keys(branch)) {
    if (name !== 'case' && name !== 'then') failAt(40063, `$switch found an unknown argument to a branch: ${name}`);
  }
  if (!Object.hasOwn(branch, 'case')) failAt(40064, "$switch requires each branch have a 'case' expression");
  if (!Object.hasOwn(branch, 'then')) failAt(40065, "$switch requires each branch have a 'then' expression.");
  return [compiler.compile(branch.case), compiler.compile(branch.then)];
}

function binding(operand: unknown, compiler: Compiler): Evaluate {
  const { vars, in: body } = named(operand, '$let', ['vars', 'in'], [], {
    notObject: 16874,
    unknown: 16875,
    missing: { vars: 16876, in: 16877 },
  });
  if (!isDocument(vars)) fail('BadValue', 'invalid parameter: expected an object (vars)');
  const names = Object.keys(vars);
  for (const name of names) checkUserVariable(name);
  const values = names.map((name) => compiler.compile(vars[name]));
  const { inner, slots } = compiler.within(names);
  const result = inner.compile(body);
  return (frame) => {
    const evaluated = values.map((value) => value(frame));
    slots.forEach((slot, i) => {
      frame.slots[slot] = evaluated[i];
    });
    return result(frame);
  };
}

/** A user's variable begins with a small letter; CURRENT alone of the system's can be set anew. */
export function checkUserVariable(name: string): void {
  if (name === 'CURRENT') return;
  if (name === '') fail('FailedToParse', 'empty variable names are not allowed');
  if (!/^[a-z\x80-\uffff]/.test(name)) {
    fail('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
  }
  if (/[^\w\x80-\uffff]/.test(name))
    fail('FailedToParse', `'${name}' contains an invalid character for a variable name`);
}
