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

function refuseType(command: Document, field: string, value: Value, expected: string): never {
  return fail(
    'TypeMismatch',
    `BSON field '${nameOf(command)}.${field}' is the wrong type '${typeName(value)}', expected type '${expected}'`,
  );
}

/** A document among the fields of a command. */
export function documentField(command: Document, field: string): Document | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  return isDocument(value) ? value : refuseType(command, field, value, 'object');
}

/** A list of documents among the fields of a command. */
export function documentsField(command: Document, field: string): Document[] | undefined {
  const value = command[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return refuseType(command, field, value, 'array');
  return value.map((element, at) =>
    isDocument(element) ? element : refuseType(command, `${field}.${at}`, element, 'object'),
  );
}

export function booleanField(command: Document, field: string, fallback = false): boolean {
  const value = command[field];
  if (value === undefined || value === null) return fallback;
  if (typeof value === 'boolean') return value;
  const number = numberOf(value);
  return number === undefined ? refuseType(command, field, value, "[bool, long, int, decimal, double']") : number !== 0;
}

/** A whole number of 0 or more. */
export function countField(command: Document, field: string): number | undefined {
  const value = command[field];
  if (value === undefined || value === null) return undefined;
  const number = numberOf(value);
  if (number === undefined) {
    return refuseType(command, field, value, "[long, int, decimal, double']");
  }
  if (number < 0) fail('Location51024', `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return Math.floor(number);
}

/** What is asked for by `collation`, unless it is the plain one. */
export function collationField(command: Document): Document | undefined {
  const collation = documentField(command, 'collation');
  return collation && Object.keys(collation).length > 0 ? collation : undefined;
}
