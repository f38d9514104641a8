import type { Document } from '../bson/types.js';
import type { Engine } from '../engine.js';
import { fail } from '../errors.js';
import type { Collection } from '../storage/catalog.js';

/** Refuses names that no database may have. */
export function checkDatabaseName(name: string): void {
  if (name === '' || name.length > 63 || /[/\\. "$*<>:|?\0]/.test(name)) {
    fail('InvalidNamespace', `Invalid database name: '${name}'`);
  }
}

/** The collection, made if there is none; within a transaction. */
export function ensureCollection(engine: Engine, database: string, name: string, options: Document = {}): Collection {
  return engine.catalog.find(database, name) ?? engine.catalog.create(database, name, options);
}
