import type { Document } from '../bson/types.js';
import { fail } from '../errors.js';
import { compileFilter } from '../language/match.js';
import { compileProjection } from '../language/project.js';
import { compileUpdate } from '../language/update.js';
import { ownCollation, type ReadSpec } from '../query.js';
import { booleanField, checkFields, collationField, documentField, documentsField, targetOf } from './arguments.js';
import type { Context, Handler } from './context.js';
import { changeRow, upsertOne } from './modify.js';
import { firstRow, removeRow } from './rows.js';
import { updateField } from './update.js';
import { checkWriteConcern } from './write.js';

const FIELDS =
  'query sort remove update new fields upsert bypassDocumentValidation arrayFilters hint collation let maxTimeMS'.split(
    ' ',
  );

export const findAndModify: Handler = async (context) => {
  const { engine, command } = context;
  checkFields(command, FIELDS);
  checkWriteConcern(command);
  const { name, collection } = targetOf(context);
  const isRemove = booleanField(command, 'remove');
  checkCombination(command, isRemove);
  const spec: ReadSpec = {
    filter: documentField(command, 'query') ?? {},
    sort: documentField(command, 'sort'),
    hint: command.hint,
    collation: collationField(command) ?? ownCollation(collection),
    variables: documentField(command, 'let'),
    upsert: booleanField(command, 'upsert'),
  };
  const project = projectionOf(context, spec);
  const { lastErrorObject, value } = await engine.writes.run(() =>
    isRemove ? findAndRemove(context, name, spec) : findAndUpdate(context, name, spec),
  );
  return { lastErrorObject, value: value && project(value), ok: 1 };
};

interface Outcome {
  lastErrorObject: Document;
  value: Document | null;
}

function checkCombination(command: Document, isRemove: boolean): void {
  const hasUpdate = command.update !== undefined;
  if (isRemove && hasUpdate) fail('FailedToParse', 'Cannot specify both an update and remove=true');
  if (!isRemove && !hasUpdate) fail('FailedToParse', 'Either an update or remove=true must be specified');
  if (isRemove && booleanField(command, 'upsert'))
    fail('FailedToParse', 'Cannot specify both upsert=true and remove=true');
  if (isRemove && booleanField(command, 'new')) {
    fail('FailedToParse', "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  }
}

function findAndRemove(context: Context, name: string, spec: ReadSpec): Outcome {
  const collection = context.engine.catalog.find(context.database, name);
  const found = firstRow(context, collection, spec);
  if (!found || !collection) return { lastErrorObject: { n: 0 }, value: null };
  removeRow(context, collection, found.row);
  return { lastErrorObject: { n: 1 }, value: found.row.document };
}

function findAndUpdate(context: Context, name: string, spec: ReadSpec): Outcome {
  const { command, engine, database, now } = context;
  const update = compileUpdate(updateField(command.update), {
    arrayFilters: documentsField(command, 'arrayFilters'),
    collation: spec.collation,
    now,
    variables: spec.variables,
  });
  const wantsNew = booleanField(command, 'new');
  const collection = engine.catalog.find(database, name);
  const found = firstRow(context, collection, spec);
  if (found && collection) {
    const { before, after } = changeRow(context, collection, found.row, found.filter, update);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: wantsNew ? after : before };
  }
  if (!spec.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const after = upsertOne(context, name, spec.filter, update);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: after._id },
    value: wantsNew ? after : null,
  };
}

/** What is shown of the document; compiled first, so that nothing is changed where it is refused. */
function projectionOf({ command, now }: Context, spec: ReadSpec): (document: Document) => Document {
  const fields = documentField(command, 'fields');
  if (!fields || Object.keys(fields).length === 0) return (document) => document;
  const options = { collation: spec.collation, now, variables: spec.variables };
  return compileProjection(fields, compileFilter(spec.filter, { ...options, upsert: spec.upsert }), options);
}
