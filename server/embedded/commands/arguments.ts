import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument, type Value } from '../bson/types.js';
import { fail } from '../errors.js';
import type { Context, Target } from './context.js';

/** Fields that any command may have. */
const GENERIC = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$query',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  'stmtIds',
  'maxTimeMSOpOnly',
]);

/** Refuses fields that a command does not have. */
export function checkFields(command: Document, known: readonly string[]): void {
  const [name = ''] = Object.keys(command);
  for (const field of Object.keys(command)) {
    if (field !== name && !GENERIC.has(field) && !known.includes(field)) {
      fail('Location40415', `BSON field '${name}.${field}' is an unknown field.`);
    }
  }
}

/** The command's name: its first field. */
export const nameOf = (command: Document): string => Object.keys(command)[0] ?? '';

/** Which collection a command is about. */
export function targetOf({ engine, database, command }: Context): Target {
  const field = nameOf(command);
  const name = collectionName(database, command[field], field);
  return { name, namespace: `${database}.${name}`, collection: engine.catalog.find(database, name) };
}

/** A collection's name as it is given; refuses what is none. */
export function collectionName(database: string, value: Value, field: string): string {
  if (typeof value !== 'string') {
    fail('InvalidNamespace', `collection name has invalid type ${typeName(value)} (field ${field})`);
  }
  if (value === '') fail('InvalidNamespace', `Invalid namespace specified '${database}.'`);
  if (value.startsWith('system.') && value !== 'system.js' && value !== 'system.views') {
    fail('InvalidNamespace', `Invalid system namespace: ${database}.${value}`);
  }
  if (value.startsWith('.') || value.includes('\0') || value.includes('$')) {
    fail('InvalidNamespace', `Invalid collection name: ${value}`);
  }
  if (Buffer.byteLength(`${database}.${value}`) > 255) {
    fail('InvalidNamespace', `Fully qualified namespace is too long. Namespace: ${database}.${value} Max: 255`);
  }
  return value;
}

/** The names of types as MongoDB's messages have them. */
export function typeName(value: Value): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (isDocument(value)) return 'object';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'object' && '_bsontype' in value) {
    const names: Record<string, string> = { Int32: 'int', Double: 'double', Long: 'long', Decimal128: 'decimal' };
    return names[String(value._bsontype)] ?? String(value._bsontype);
  }
  return typeof value;
}

/** Refuses a command that lacks a field. */
export function missingField(field: string): never {
  return fail('Location40414', `BSON field '${field}' is missing but a required field`);
}

function refuseType(within: string, field: string, value: Value, expected: string): never {
  return fail(
    'TypeMismatch',
    `BSON field '${within}.${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** A document among the fields of a command. */
export function documentField(command: Document, field: string, within = nameOf(command)): Document | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  return isDocument(value) ? value : refuseType(within, field, value, 'object');
}

/** A list of documents among the fields of a command. */
export function documentsField(command: Document, field: string, within = nameOf(command)): Document[] | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return refuseType(within, field, value, 'array');
  return value.map((element, at) =>
    isDocument(element) ? element : refuseType(within, `${field}.${at}`, element, 'object'),
  );
}

export function booleanField(command: Document, field: string, fallback = false, within = nameOf(command)): boolean {
  const value = command[field];
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  return number === undefined ? refuseType(within, field, value, "[bool, long, int, decimal, double']") : number !== 0;
}

/** A text among the fields of a command, which must be there. */
export function textField(command: Document, field: string): string {
  const value = command[field];
  if (value === undefined || value === null) return missingField(`${nameOf(command)}.${field}`);
  return typeof value === 'string' ? value : refuseType(nameOf(command), field, value, 'string');
}

/** One of the words that a field may have. */
export function wordField<Word extends string>(
  command: Document,
  field: string,
  words: readonly Word[],
): Word | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return refuseType(nameOf(command), field, value, 'string');
  const word = words.find((one) => one === value);
  if (word !== undefined) return word;
  return fail('BadValue', `Enumeration value '${value}' for field '${nameOf(command)}.${field}' is not a valid value.`);
}

/** By what sizes are divided: a whole number of 1 or more. */
export function scaleField(command: Document): number {
  const { scale } = command;
  if (scale === undefined || scale === null) return 1;
  const number = numberOf(scale) ?? refuseType(nameOf(command), 'scale', scale, "[long, int, decimal, double']");
  if (number < 1) fail('Location51024', `BSON field 'scale' value must be >= 1, actual value '${number}'`);
  return Math.floor(number);
}

/** A whole number of 0 or more. */
export function countField(command: Document, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) {
    return refuseType(nameOf(command), field, value, "[long, int, decimal, double']");
  }
  if (number < 0) fail('Location51024', `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return Math.floor(number);
}

/** What is asked for by `collation`. */
export function collationField(command: Document, within = nameOf(command)): Document | undefined {
  const collation = documentField(command, 'collation', within);
  return collation && Object.keys(collation).length > 0 ? collation : undefined;
}
