import { fail } from '../errors.js';
import { compileStages } from './aggregate/pipeline.js';
import { collatorOf } from './collation.js';
import { equalValues, identicalValues } from './compare.js';
import { evaluateLet } from './expression/compile.js';
import { show } from './show.js';
import { applyTree } from './update/apply.js';
import { arrayFiltersOf } from './update/filters.js';
import type { ApplyContext } from './update/node.js';
import { parseOperators } from './update/parse.js';
import { copyOf, type Document, hasField, isDocument, setField, withoutFields } from './values.js';

export { seedUpsert } from './update/seed.js';

/** What an update needs beside itself. */
export interface UpdateOptions {
  arrayFilters?: Document[] | undefined;
  collation?: Document | undefined;
  now?: Date | undefined;
  /** The variables of the command's `let` and of the update's `c`, as they were given. */
  variables?: Document | undefined;
}

/** A compiled update. */
export interface Update {
  /** The updated document; the same object where nothing changed. Never changes what it is given. */
  apply(document: Document, moment: { position?: number | undefined; insert: boolean }): Document;
  /** Whether it replaces the document as a whole. */
  replacement: boolean;
}

/** Compiles an update: operators, a replacement or a pipeline. */
export function compileUpdate(update: Document | Document[], options: UpdateOptions = {}): Update {
  if (Array.isArray(update)) return pipelineUpdate(update, options);
  const first = Object.keys(update)[0];
  return first?.startsWith('$') ? operatorUpdate(update, options) : replacementUpdate(update, options);
}

function operatorUpdate(update: Document, options: UpdateOptions): Update {
  const filters = arrayFiltersOf(options.arrayFilters ?? [], options.collation);
  const used = new Set<string>();
  const tree = parseOperators(update, {
    collator: collatorOf(options.collation),
    collation: options.collation,
    filters: new Set(filters.keys()),
    used,
  });
  for (const identifier of filters.keys()) {
    if (!used.has(identifier)) {
      fail(
        'FailedToParse',
        `The array filter for identifier '${identifier}' was not used in the update ${show(update)}`,
      );
    }
  }
  const now = options.now ?? new Date();
  return {
    replacement: false,
    apply(document, { position, insert }) {
      const context: ApplyContext = { root: document, position, insert, now };
      const updated = applyTree(tree, document, filters, context);
      if (updated === document) return document;
      keepsId(document, updated, '_id');
      return insert ? withIdFirst(updated) : updated;
    },
  };
}

/** The `_id` stays as it is, and is none of the types that cannot be one. */
function keepsId(before: Document, after: Document, path: string): void {
  if (before._id === after._id && hasField(before, '_id') === hasField(after, '_id')) return;
  if (hasField(before, '_id') && !(hasField(after, '_id') && equalValues(before._id, after._id))) {
    fail('ImmutableField', `Performing an update on the path '${path}' would modify the immutable field '_id'`);
  }
  const id = after._id;
  if (Array.isArray(id)) fail('InvalidIdField', "The '_id' value cannot be of type array");
}

function withIdFirst(document: Document): Document {
  if (!hasField(document, '_id') || Object.keys(document)[0] === '_id') return document;
  return { _id: document._id, ...withoutFields(document, (name) => name === '_id') };
}

function replacementUpdate(update: Document, options: UpdateOptions): Update {
  if (options.arrayFilters?.length) fail('FailedToParse', 'Cannot specify arrayFilters and a replacement update');
  for (const name of Object.keys(update)) {
    if (name.startsWith('$')) {
      fail(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return { replacement: true, apply: (document) => replaced(document, update) };
}

/** The replacement under the `_id` of what it replaces. */
function replaced(document: Document, replacement: Document): Document {
  if (hasField(document, '_id') && hasField(replacement, '_id') && !equalValues(document._id, replacement._id)) {
    fail(
      'ImmutableField',
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${show(replacement._id)}`,
    );
  }
  if (Array.isArray(replacement._id)) fail('InvalidIdField', "The '_id' value cannot be of type array");
  const id = hasField(document, '_id') ? document : replacement;
  const result: Document = hasField(id, '_id') ? { _id: id._id } : {};
  for (const name of Object.keys(replacement)) if (name !== '_id') setField(result, name, replacement[name]);
  return identicalValues(document, result) ? document : result;
}

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

function pipelineUpdate(stages: Document[], options: UpdateOptions): Update {
  if (options.arrayFilters?.length)
    fail('FailedToParse', 'arrayFilters may not be specified for pipeline-syle updates');
  for (const stage of stages) {
    const name = isDocument(stage) ? (Object.keys(stage)[0] ?? '') : '';
    if (name.startsWith('$') && !UPDATE_STAGES.has(name)) {
      fail('InvalidOptions', `${name} is not allowed to be used within an update`);
    }
  }
  const run = compileStages(stages, {
    now: options.now,
    variables: evaluateLet(options.variables, options.now),
    collator: collatorOf(options.collation),
  });
  return {
    replacement: false,
    apply(document, { insert }) {
      const [result] = [...run([document])];
      if (!isDocument(result)) return document;
      const kept =
        hasField(document, '_id') && !hasField(result, '_id') ? { _id: document._id, ...copyOf(result) } : result;
      if (identicalValues(document, kept)) return document;
      keepsId(document, kept, '_id');
      return insert ? withIdFirst(kept) : kept;
    },
  };
}
