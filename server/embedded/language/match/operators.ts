import { BSONRegExp } from 'bson';
import { fail, failAt } from '../../errors.js';
import { fitsLong, isWhole, toDouble, toInteger } from '../numbers.js';
import { type Document, fieldOf, isDocument, isNumber, isTruthy } from '../values.js';
import { type BitTest, bitsCondition } from './bits.js';
import { comparedBy, equalTo, equalToAny, matchedBy } from './compare.js';
import { type FilterContext, isOperators } from './context.js';
import { type Condition, each, type Found, not, testOf, whole } from './node.js';
import { typeCondition } from './types.js';

/** Compiles the operators of one field. */
export function operatorConditions(field: string, operators: Document, context: FilterContext): Condition[] {
  return Object.keys(operators).flatMap((operator) => {
    const condition = operatorCondition(field, operator, operators, context);
    return condition ? [condition] : [];
  });
}

/** Compiles one operator on a field; undefined for what only goes with another (`$options`). */
function operatorCondition(
  field: string,
  operator: string,
  siblings: Document,
  context: FilterContext,
): Condition | undefined {
  const operand = siblings[operator];
  switch (operator) {
    case '$eq':
      return operand instanceof BSONRegExp ? each(equalTo(operand)) : each(equalTo(operand, context.collator));
    case '$ne':
      if (operand instanceof BSONRegExp) fail('BadValue', "Can't have regex as arg to $ne.");
      return not(each(equalTo(operand, context.collator)));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (operand instanceof BSONRegExp)
        fail('BadValue', `Can't have RegEx as arg to predicate over field '${field}'.`);
      return each(comparedBy(operator, operand, context.collator));
    case '$in':
    case '$nin':
      return inCondition(operator, operand, context);
    case '$not':
      return notCondition(field, operand, context);
    case '$exists':
      return isTruthy(operand) ? whole((_, exists) => exists) : not(whole((_, exists) => exists));
    case '$type':
      return typeCondition(operand);
    case '$mod':
      return modCondition(operand);
    case '$regex':
      return regexCondition(siblings);
    case '$options':
      return Object.hasOwn(siblings, '$regex') ? undefined : fail('BadValue', '$options needs a $regex');
    case '$all':
      return allCondition(field, operand, context);
    case '$elemMatch':
      return elemMatchCondition(field, operand, context);
    case '$size':
      return sizeCondition(operand);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return bitsCondition(operator satisfies BitTest, operand);
    default:
      return refuseOperator(operator);
  }
}

const GEOGRAPHIC = new Set(['$near', '$nearSphere', '$geoNear', '$geoWithin', '$geoIntersects', '$within']);

function refuseOperator(operator: string): never {
  if (operator === '$near' || operator === '$nearSphere' || operator === '$geoNear') {
    fail('NoQueryExecutionPlans', 'unable to find index for $geoNear query');
  }
  if (GEOGRAPHIC.has(operator)) fail('BadValue', `${operator} is not supported by the embedded store`);
  if (operator === '$expr') fail('BadValue', '$expr can only be applied to the top-level document');
  return fail('BadValue', `unknown operator: ${operator}`);
}

function inCondition(operator: '$in' | '$nin', operand: unknown, context: FilterContext): Condition {
  if (!Array.isArray(operand)) fail('BadValue', `${operator} needs an array`);
  const condition = operand.length === 0 ? never : each(equalToAny(operand, context.collator));
  return operator === '$in' ? condition : not(condition);
}

const never: Condition = { kind: 'never' };

function notCondition(field: string, operand: unknown, context: FilterContext): Condition {
  if (operand instanceof BSONRegExp) return not(each(matchedBy(operand.pattern, operand.options)));
  if (!isDocument(operand)) fail('BadValue', '$not needs a regex or a document');
  if (Object.keys(operand).length === 0) fail('BadValue', '$not cannot be empty');
  for (const name of Object.keys(operand)) {
    if (!name.startsWith('$')) fail('BadValue', `unknown operator: ${name}`);
  }
  return not({ kind: 'all', of: operatorConditions(field, operand, context) });
}

function modCondition(operand: unknown): Condition {
  if (!Array.isArray(operand)) fail('BadValue', 'malformed mod, needs to be an array');
  if (operand.length < 2) fail('BadValue', 'malformed mod, not enough elements');
  if (operand.length > 2) fail('BadValue', 'malformed mod, too many elements');
  const divisor = modPart(operand[0], 'divisor');
  const remainder = modPart(operand[1], 'remainder');
  if (divisor === 0n) fail('BadValue', 'divisor cannot be 0');
  return each((value) => {
    if (!isNumber(value) || !Number.isFinite(toDouble(value))) return false;
    const dividend = toInteger(value);
    return fitsLong(dividend) && dividend % divisor === remainder;
  });
}

function modPart(value: unknown, name: string): bigint {
  if (!isNumber(value)) fail('BadValue', `malformed mod, ${name} not a number`);
  if (!Number.isFinite(toDouble(value)))
    fail(
      'BadValue',
      `malformed mod, ${name} value is invalid :: caused by :: Unable to coerce NaN/Inf to integral type`,
    );
  const integer = toInteger(value);
  if (!fitsLong(integer))
    fail(
      'BadValue',
      `malformed mod, ${name} value is invalid :: caused by :: Out of bounds coercing to integral value`,
    );
  return integer;
}

function regexCondition(siblings: Document): Condition {
  const regex = fieldOf(siblings, '$regex');
  const options = fieldOf(siblings, '$options');
  if (options !== undefined && typeof options !== 'string') fail('BadValue', '$options has to be a string');
  if (regex instanceof BSONRegExp) {
    if (regex.options !== '' && options !== undefined) failAt(51075, 'options set in both $regex and $options');
    return each(matchedBy(regex.pattern, options ?? regex.options));
  }
  if (typeof regex !== 'string') fail('BadValue', '$regex has to be a string');
  return each(matchedBy(regex, options ?? ''));
}

function allCondition(field: string, operand: unknown, context: FilterContext): Condition {
  if (!Array.isArray(operand)) fail('BadValue', '$all needs an array');
  if (operand.length === 0) return never;
  const [first] = operand;
  if (isDocument(first) && Object.keys(first)[0] === '$elemMatch') {
    const of = operand.map((item) => {
      if (!isDocument(item)) return fail('BadValue', '$all/$elemMatch has to be consistent');
      if (Object.keys(item)[0] !== '$elemMatch') fail('BadValue', '$all/$elemMatch has to be consistent');
      return elemMatchCondition(field, item.$elemMatch, context);
    });
    return { kind: 'all', of };
  }
  const of = operand.map((item) => {
    if (isOperators(item)) fail('BadValue', 'no $ expressions in $all');
    if (item instanceof BSONRegExp) return each(matchedBy(item.pattern, item.options));
    return each(equalTo(item, context.collator));
  });
  return { kind: 'all', of };
}

const CLAUSES_OF_DOCUMENTS = new Set(['$and', '$or', '$nor', '$where', '$expr', '$jsonSchema', '$text']);

/** `$elemMatch`: one element fits, by conditions on itself or, being a document, on its fields. */
function elemMatchCondition(field: string, operand: unknown, context: FilterContext): Condition {
  if (!isDocument(operand)) fail('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (first?.startsWith('$') && !CLAUSES_OF_DOCUMENTS.has(first) && isOperators(operand)) {
    const test = testOf({ kind: 'all', of: operatorConditions(field, operand, context) });
    return whole(
      (value, _, found) => Array.isArray(value) && anyElement(value, (item) => test(item, true, null), found),
    );
  }
  const predicate = context.clauses(operand, { ...context, nested: true });
  return whole((value, _, found) => {
    if (!Array.isArray(value)) return false;
    return anyElement(
      value,
      (item) => {
        if (isDocument(item)) return predicate(item, null);
        return Array.isArray(item) && predicate({ ...item }, null);
      },
      found,
    );
  });
}

function anyElement(array: readonly unknown[], fits: (item: unknown) => boolean, found: Found | null): boolean {
  const place = array.findIndex(fits);
  if (place >= 0 && found) found.place = place;
  return place >= 0;
}

function sizeCondition(operand: unknown): Condition {
  if (!isNumber(operand)) {
    fail('BadValue', `Failed to parse $size. Expected a number in: $size: ${String(operand)}`);
  }
  if (!isWhole(operand)) fail('BadValue', `Failed to parse $size. Expected an integer: $size: ${String(operand)}`);
  const size = toDouble(operand);
  if (size < 0) fail('BadValue', `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return whole((value) => Array.isArray(value) && value.length === size);
}
