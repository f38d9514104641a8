import { BSONRegExp } from 'bson';
import { fail, failAt } from '../../errors.js';
import { collatorOf } from '../collation.js';
import { truthOf } from '../expression/compile.js';
import { toDouble } from '../numbers.js';
import { pathOf } from '../paths.js';
import { type Document, isDocument, isNumber } from '../values.js';
import { equalTo, matchedBy } from './compare.js';
import { type FilterContext, type FilterOptions, isOperators } from './context.js';
import { bind, both, type Predicate, whole } from './node.js';
import { operatorConditions } from './operators.js';
import { compileSchema } from './schema.js';

/** Compiles a filter to a predicate. */
export function parseFilter(filter: Document, options: FilterOptions): Predicate {
  return parseClauses(filter, {
    collator: collatorOf(options.collation),
    options,
    nested: false,
    clauses: parseClauses,
  });
}

/** Compiles the clauses of a filter, all of which must hold. */
function parseClauses(filter: Document, context: FilterContext): Predicate {
  const clauses: Predicate[] = [];
  for (const name of Object.keys(filter)) {
    const operand = filter[name];
    if (!name.startsWith('$')) clauses.push(fieldClause(name, operand, context));
    else {
      const clause = topLevelClause(name, operand, context);
      if (clause) clauses.push(clause);
    }
  }
  return both(clauses);
}

function fieldClause(name: string, operand: unknown, context: FilterContext): Predicate {
  const path = pathOf(name);
  if (isOperators(operand)) {
    return both(operatorConditions(name, operand, context).map((condition) => bind(path, condition)));
  }
  if (operand instanceof BSONRegExp) {
    return bind(path, { kind: 'leaf', arrays: 'elements-too', test: matchedBy(operand.pattern, operand.options) });
  }
  return bind(path, { kind: 'leaf', arrays: 'elements-too', test: equalTo(operand, context.collator) });
}

function topLevelClause(name: string, operand: unknown, context: FilterContext): Predicate | undefined {
  switch (name) {
    case '$and':
      return both(parseList(name, operand, context));
    case '$or': {
      const parts = parseList(name, operand, context);
      // A single arm is no choice: it may say the place of an element, as of any other condition.
      const [only] = parts;
      if (only && parts.length === 1) return only;
      return (document) => parts.some((part) => part(document, null));
    }
    case '$nor': {
      const parts = parseList(name, operand, context);
      return (document) => !parts.some((part) => part(document, null));
    }
    case '$comment':
      return undefined;
    case '$expr':
      return exprClause(operand, context);
    case '$jsonSchema':
      if (!isDocument(operand)) fail('TypeMismatch', '$jsonSchema must be an object');
      return compileSchema(operand);
    case '$sampleRate':
      return sampleClause(operand);
    case '$alwaysTrue':
    case '$alwaysFalse':
      return constantClause(name, operand);
    case '$ref':
    case '$id':
    case '$db':
      return bind(pathOf(name), whole(equalTo(operand, context.collator)));
    default:
      return refuseTopLevel(name, context);
  }
}

function refuseTopLevel(name: string, context: FilterContext): never {
  if (name === '$where') {
    if (context.nested) fail('BadValue', '$where can only be applied to the top-level document');
    fail('BadValue', 'no globalScriptEngine in $where parsing');
  }
  if (name === '$text') {
    if (context.nested) fail('BadValue', '$text can only be applied to the top-level document');
    fail('IndexNotFound', 'text index required for $text query');
  }
  const hint = ' If you are trying to negate an entire expression, use $nor.';
  if (name === '$not') fail('BadValue', `unknown top level operator: $not.${hint}`);
  return fail(
    'BadValue',
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

function parseList(name: string, operand: unknown, context: FilterContext): Predicate[] {
  if (!Array.isArray(operand)) fail('BadValue', `${name} must be an array`);
  if (operand.length === 0) fail('BadValue', '$and/$or/$nor must be a nonempty array');
  return operand.map((entry) => {
    if (!isDocument(entry)) fail('BadValue', '$or/$and/$nor entries need to be full objects');
    return parseClauses(entry, context);
  });
}

function exprClause(operand: unknown, context: FilterContext): Predicate {
  if (context.nested) fail('BadValue', '$expr can only be applied to the top-level document');
  const { now, variables, upsert } = context.options;
  if (upsert) fail('QueryFeatureNotAllowed', '$expr is not allowed in the query predicate for an upsert');
  const truth = truthOf(operand, { now, variables, collator: context.collator });
  return (document) => truth(document);
}

function sampleClause(operand: unknown): Predicate {
  if (!isNumber(operand)) fail('BadValue', 'argument to $sampleRate must be a numeric type');
  const rate = toDouble(operand);
  if (!(rate >= 0 && rate <= 1)) fail('BadValue', 'numeric argument to $sampleRate must be in [0, 1]');
  return () => Math.random() < rate;
}

function constantClause(name: string, operand: unknown): Predicate {
  if (!isNumber(operand)) fail('FailedToParse', `Expected a number in: ${name}`);
  if (toDouble(operand) !== 1) failAt(9, `${name} must be an integer value of 1`);
  return () => name === '$alwaysTrue';
}
