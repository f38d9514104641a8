import { fail } from '../../errors.js';
import { compareValues, equalValues } from '../compare.js';
import { remainderOfDecimals } from '../decimal.js';
import { keyOf } from '../keys.js';
import { toDecimal, toDouble, wholeNumberOf } from '../numbers.js';
import { compileRegex } from '../regex.js';
import { type Document, fieldOf, hasField, isDocument, isNumber, typeNumber } from '../values.js';
import type { Predicate } from './node.js';
import { typesOf } from './types.js';

type Check = (value: unknown) => boolean;
type Keyword = (operand: unknown, schema: Document) => Check | undefined;

const ALWAYS: Check = () => true;

/** Compiles a `$jsonSchema` (draft 4 with `bsonType`) to a predicate on documents. */
export function compileSchema(schema: Document): Predicate {
  const check = compile(schema);
  return (document) => check(document);
}

function compile(schema: Document): Check {
  const checks: Check[] = [];
  for (const name of Object.keys(schema)) {
    const keyword = KEYWORDS[name];
    if (!keyword || !Object.hasOwn(KEYWORDS, name)) {
      if (UNSUPPORTED.has(name)) fail('FailedToParse', `$jsonSchema keyword '${name}' is not currently supported`);
      fail('FailedToParse', `Unknown $jsonSchema keyword: ${name}`);
    }
    const check = keyword(schema[name], schema);
    if (check) checks.push(check);
  }
  return (value) => checks.every((check) => check(value));
}

const UNSUPPORTED = new Set(['$ref', '$schema', 'default', 'definitions', 'format', 'id']);

const TYPES_OF_JSON: Readonly<Record<string, string>> = { boolean: 'bool' };

function schemaOf(name: string, operand: unknown): Check {
  if (!isDocument(operand)) fail('TypeMismatch', `$jsonSchema keyword '${name}' must be an object`);
  return compile(operand);
}

function schemasOf(name: string, operand: unknown): Check[] {
  if (!Array.isArray(operand)) fail('TypeMismatch', `$jsonSchema keyword '${name}' must be an array`);
  if (operand.length === 0) fail('BadValue', `$jsonSchema keyword '${name}' must be a non-empty array`);
  return operand.map((item) => {
    if (!isDocument(item)) fail('TypeMismatch', `$jsonSchema keyword '${name}' must be an array of objects`);
    return compile(item);
  });
}

function numberOf(name: string, operand: unknown) {
  return isNumber(operand) ? operand : fail('TypeMismatch', `$jsonSchema keyword '${name}' must be a number`);
}

function countOf(name: string, operand: unknown): number {
  const count = wholeNumberOf(numberOf(name, operand));
  if (count === undefined) fail('FailedToParse', `Expected an integer: ${name}: ${String(operand)}`);
  if (count < 0n) fail('FailedToParse', `Expected a non-negative number in: ${name}: ${String(operand)}`);
  return Number(count);
}

function namesOf(name: string, operand: unknown): string[] {
  if (!Array.isArray(operand)) fail('TypeMismatch', `$jsonSchema keyword '${name}' must be an array`);
  if (operand.length === 0) fail('FailedToParse', `$jsonSchema keyword '${name}' cannot be an empty array`);
  return operand.map((item) => {
    if (typeof item !== 'string') fail('TypeMismatch', `$jsonSchema keyword '${name}' must be an array of strings`);
    return item;
  });
}

function bound(name: 'minimum' | 'maximum', operand: unknown, schema: Document): Check {
  const limit = numberOf(name, operand);
  const exclusive = fieldOf(schema, name === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum') === true;
  const sign = name === 'minimum' ? 1 : -1;
  return (value) => {
    if (!isNumber(value)) return true;
    const order = compareValues(value, limit) * sign;
    return exclusive ? order > 0 : order >= 0;
  };
}

function exclusiveness(name: string, other: string): Keyword {
  return (operand, schema) => {
    if (typeof operand !== 'boolean') fail('TypeMismatch', `$jsonSchema keyword '${name}' must be a boolean`);
    if (!hasField(schema, other))
      fail('FailedToParse', `$jsonSchema keyword '${other}' must be a present if ${name} is present`);
    return undefined;
  };
}

const lengthOf = (text: string): number => [...text].length;

const sized = (name: string, operand: unknown, size: (value: unknown) => number | undefined, sign: 1 | -1): Check => {
  const count = countOf(name, operand);
  return (value) => {
    const found = size(value);
    return found === undefined || (found - count) * sign >= 0;
  };
};

const textLength = (value: unknown) => (typeof value === 'string' ? lengthOf(value) : undefined);
const arrayLength = (value: unknown) => (Array.isArray(value) ? value.length : undefined);
const fieldCount = (value: unknown) => (isDocument(value) ? Object.keys(value).length : undefined);

function typeCheck(name: 'type' | 'bsonType', operand: unknown): Check {
  const list = Array.isArray(operand) ? operand : [operand];
  const named = list.map((item) => {
    if (typeof item !== 'string')
      return fail('TypeMismatch', `$jsonSchema keyword '${name}' must be either a string or an array of strings`);
    if (name === 'type' && item === 'integer')
      fail('FailedToParse', "$jsonSchema type 'integer' is not currently supported.");
    return name === 'type' ? (TYPES_OF_JSON[item] ?? item) : item;
  });
  const types = typesOf(named, `$jsonSchema keyword '${name}'`);
  return (value) => types.has(typeNumber(value));
}

function properties(operand: unknown): Check {
  if (!isDocument(operand)) fail('TypeMismatch', "$jsonSchema keyword 'properties' must be an object");
  const checks = Object.keys(operand).map((name): [string, Check] => [name, schemaOf('properties', operand[name])]);
  return (value) =>
    !isDocument(value) || checks.every(([name, check]) => !hasField(value, name) || check(fieldOf(value, name)));
}

function patternProperties(operand: unknown): [RegExp, Check][] {
  if (operand === undefined) return [];
  if (!isDocument(operand)) fail('TypeMismatch', "$jsonSchema keyword 'patternProperties' must be an object");
  return Object.keys(operand).map((name) => [compileRegex(name, ''), schemaOf('patternProperties', operand[name])]);
}

function additionalProperties(operand: unknown, schema: Document): Check {
  const others = booleanOrSchema('additionalProperties', operand);
  const named = fieldOf(schema, 'properties');
  const patterns = patternProperties(fieldOf(schema, 'patternProperties'));
  const isNamed = (name: string) =>
    (isDocument(named) && hasField(named, name)) || patterns.some(([pattern]) => pattern.test(name));
  return (value) => !isDocument(value) || Object.keys(value).every((name) => isNamed(name) || others(value[name]));
}

function booleanOrSchema(name: string, operand: unknown): Check {
  if (typeof operand === 'boolean') return () => operand;
  if (!isDocument(operand))
    fail(
      'TypeMismatch',
      `$jsonSchema keyword '${name}' must be either an object or a boolean, but got a value of another type`,
    );
  return compile(operand);
}

function items(operand: unknown): Check {
  if (Array.isArray(operand)) {
    const checks = operand.map((item) => schemaOf('items', item));
    return (value) => !Array.isArray(value) || checks.every((check, i) => i >= value.length || check(value[i]));
  }
  const check = schemaOf('items', operand);
  return (value) => !Array.isArray(value) || value.every(check);
}

function additionalItems(operand: unknown, schema: Document): Check {
  const check = booleanOrSchema('additionalItems', operand);
  const first = fieldOf(schema, 'items');
  if (!Array.isArray(first)) return ALWAYS;
  return (value) => !Array.isArray(value) || value.slice(first.length).every(check);
}

function dependencies(operand: unknown): Check {
  if (!isDocument(operand)) fail('TypeMismatch', "$jsonSchema keyword 'dependencies' must be an object");
  const checks = Object.keys(operand).map((name): [string, Check] => {
    const needed = operand[name];
    if (!Array.isArray(needed)) return [name, schemaOf('dependencies', needed)];
    const names = namesOf('dependencies', needed);
    return [name, (value) => isDocument(value) && names.every((other) => hasField(value, other))];
  });
  return (value) => !isDocument(value) || checks.every(([name, check]) => !hasField(value, name) || check(value));
}

function described(name: string): Keyword {
  return (operand) =>
    typeof operand === 'string' ? undefined : fail('TypeMismatch', `$jsonSchema keyword '${name}' must be a string`);
}

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  bsonType: (operand) => typeCheck('bsonType', operand),
  type: (operand) => typeCheck('type', operand),
  enum: (operand) => {
    if (!Array.isArray(operand)) fail('TypeMismatch', "$jsonSchema keyword 'enum' must be an array");
    if (operand.length === 0) fail('FailedToParse', "$jsonSchema keyword 'enum' cannot be an empty array");
    return (value) => operand.some((item) => equalValues(item, value));
  },
  multipleOf: (operand) => {
    const divisor = toDecimal(numberOf('multipleOf', operand));
    if (toDouble(numberOf('multipleOf', operand)) <= 0)
      fail('FailedToParse', "$jsonSchema keyword 'multipleOf' must have a positive value");
    return (value) => {
      if (!isNumber(value)) return true;
      const rest = remainderOfDecimals(toDecimal(value), divisor);
      return rest.kind === 'finite' && rest.digits === 0n;
    };
  },
  minimum: (operand, schema) => bound('minimum', operand, schema),
  maximum: (operand, schema) => bound('maximum', operand, schema),
  exclusiveMinimum: exclusiveness('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: exclusiveness('exclusiveMaximum', 'maximum'),
  minLength: (operand) => sized('minLength', operand, textLength, 1),
  maxLength: (operand) => sized('maxLength', operand, textLength, -1),
  pattern: (operand) => {
    if (typeof operand !== 'string') fail('TypeMismatch', "$jsonSchema keyword 'pattern' must be a string");
    const regex = compileRegex(operand, '');
    return (value) => typeof value !== 'string' || regex.test(value);
  },
  minItems: (operand) => sized('minItems', operand, arrayLength, 1),
  maxItems: (operand) => sized('maxItems', operand, arrayLength, -1),
  uniqueItems: (operand) => {
    if (typeof operand !== 'boolean') fail('TypeMismatch', "$jsonSchema keyword 'uniqueItems' must be a boolean");
    return operand
      ? (value) => !Array.isArray(value) || new Set(value.map((item) => keyOf(item))).size === value.length
      : undefined;
  },
  items,
  additionalItems,
  minProperties: (operand) => sized('minProperties', operand, fieldCount, 1),
  maxProperties: (operand) => sized('maxProperties', operand, fieldCount, -1),
  required: (operand) => {
    const names = namesOf('required', operand);
    return (value) => !isDocument(value) || names.every((name) => hasField(value, name));
  },
  properties,
  patternProperties: (operand) => {
    const patterns = patternProperties(operand);
    return (value) =>
      !isDocument(value) ||
      Object.keys(value).every((name) =>
        patterns.every(([pattern, check]) => !pattern.test(name) || check(value[name])),
      );
  },
  additionalProperties,
  dependencies,
  allOf: (operand) => {
    const checks = schemasOf('allOf', operand);
    return (value) => checks.every((check) => check(value));
  },
  anyOf: (operand) => {
    const checks = schemasOf('anyOf', operand);
    return (value) => checks.some((check) => check(value));
  },
  oneOf: (operand) => {
    const checks = schemasOf('oneOf', operand);
    return (value) => checks.filter((check) => check(value)).length === 1;
  },
  not: (operand) => {
    const check = schemaOf('not', operand);
    return (value) => !check(value);
  },
  title: described('title'),
  description: described('description'),
};
