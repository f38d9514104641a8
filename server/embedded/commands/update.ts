import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { decodeDocument } from '../bson.js';
import { fail } from '../errors.js';
import { compileUpdate, type Update } from '../language/update.js';
import { ownCollation, type ReadSpec } from '../query.js';
import {
  booleanField,
  checkFields,
  collationField,
  documentField,
  documentsField,
  missingField,
  nameOf,
  targetOf,
} from './arguments.js';
import type { Context, Handler } from './context.js';
import { eachMatch } from './many.js';
import { changeRow, upsertOne } from './modify.js';
import { firstRow, removeRow } from './rows.js';
import {
  checkBatch,
  checkWriteConcern,
  runStatements,
  type Statement,
  type WriteOutcome,
  writeReply,
} from './write.js';

/** The statements of a write command, which may have come beside it. */
function statementsOf({ command, raw }: Context, field: string): Document[] {
  const statements =
    raw.get(field)?.map((bytes) => decodeDocument(Buffer.from(bytes))) ?? documentsField(command, field);
  if (!statements) return missingField(`${nameOf(command)}.${field}`);
  checkBatch(statements.length);
  return statements;
}

/** What an update is given as: a document or a pipeline. */
export function updateField(value: unknown): Document | Document[] {
  if (isDocument(value)) return value;
  if (!Array.isArray(value)) return fail('FailedToParse', 'Update argument must be either an object or an array');
  return value.map((stage) =>
    isDocument(stage) ? stage : fail('TypeMismatch', "Each element of the 'pipeline' array must be an object"),
  );
}

const UPDATE_FIELDS = [
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'upsertSupplied',
  'collation',
  'arrayFilters',
  'hint',
  'sampleId',
];

/** Refuses a statement that is none; MongoDB does so before it begins with the first. */
function checkStatement(
  statement: Document,
  known: readonly string[],
  required: readonly string[],
  kind: string,
): void {
  for (const field of Object.keys(statement)) {
    if (!known.includes(field)) fail('Location40415', `BSON field '${kind}.${field}' is an unknown field.`);
  }
  for (const field of required) {
    if (statement[field] === undefined) missingField(`${kind}.${field}`);
  }
  documentField(statement, 'q', kind);
  collationField(statement, kind);
}

export const update: Handler = async (context) => {
  const { command } = context;
  checkFields(command, ['updates', 'ordered', 'bypassDocumentValidation', 'let']);
  checkWriteConcern(command);
  const { name } = targetOf(context);
  const statements = statementsOf(context, 'updates');
  for (const statement of statements) checkUpdate(statement);
  const outcome = await runStatements(
    context,
    statements.map((statement) =>
      (booleanField(statement, 'multi') ? updateMany : updateOne)(context, name, statement),
    ),
  );
  return writeReply(outcome, true);
};

function checkUpdate(statement: Document): void {
  const kind = 'update.updates';
  checkStatement(statement, UPDATE_FIELDS, ['q', 'u'], kind);
  updateField(statement.u);
  documentsField(statement, 'arrayFilters', kind);
  documentField(statement, 'c', kind);
  booleanField(statement, 'multi', false, kind);
  booleanField(statement, 'upsert', false, kind);
}

interface Parsed {
  spec: ReadSpec;
  update: Update;
  upsert: boolean;
}

function parse({ engine, database, command, now }: Context, name: string, statement: Document): Parsed {
  const constants = documentField(statement, 'c');
  if (constants && !Array.isArray(statement.u))
    fail('Location51198', 'Constant values may only be specified for pipeline updates');
  const variables = { ...documentField(command, 'let'), ...constants };
  const collation = collationField(statement) ?? ownCollation(engine.catalog.find(database, name));
  const arrayFilters = documentsField(statement, 'arrayFilters');
  const update = compileUpdate(updateField(statement.u), { arrayFilters, collation, now, variables });
  if (update.replacement && booleanField(statement, 'multi')) {
    fail('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  const upsert = booleanField(statement, 'upsert');
  const filter = documentField(statement, 'q') ?? {};
  return { spec: { filter, hint: statement.hint, collation, variables, upsert }, update, upsert };
}

function updateOne(context: Context, name: string, statement: Document): Statement {
  return {
    inTransaction(outcome, index) {
      const { spec, update, upsert } = parse(context, name, statement);
      const collection = context.engine.catalog.find(context.database, name);
      const found = firstRow(context, collection, spec);
      if (found && collection) {
        const { modified } = changeRow(context, collection, found.row, found.filter, update);
        outcome.n++;
        if (modified) outcome.modified++;
      } else if (upsert) noteUpsert(context, name, spec, update, outcome, index);
    },
  };
}

function noteUpsert(
  context: Context,
  name: string,
  spec: ReadSpec,
  update: Update,
  outcome: WriteOutcome,
  index: number,
): void {
  const { _id } = upsertOne(context, name, spec.filter, update);
  outcome.n++;
  outcome.upserted.push({ index, _id });
}

function updateMany(context: Context, name: string, statement: Document): Statement {
  return {
    async inParts(outcome, index) {
      const { spec, update, upsert } = parse(context, name, statement);
      const matched = await eachMatch(context, name, spec, (collection, row, filter) => {
        const { modified } = changeRow(context, collection, row, filter, update);
        return () => {
          outcome.n++;
          if (modified) outcome.modified++;
        };
      });
      if (matched > 0 || !upsert) return;
      const before = { ...outcome, upserted: [...outcome.upserted] };
      await context.engine.writes.run(() => {
        Object.assign(outcome, before, { upserted: [...before.upserted] });
        noteUpsert(context, name, spec, update, outcome, index);
      });
    },
  };
}

export const deleteCommand: Handler = async (context) => {
  const { command } = context;
  checkFields(command, ['deletes', 'ordered', 'let']);
  checkWriteConcern(command);
  const { name } = targetOf(context);
  const statements = statementsOf(context, 'deletes');
  for (const statement of statements)
    checkStatement(statement, ['q', 'limit', 'collation', 'hint', 'sampleId'], ['q', 'limit'], 'delete.deletes');
  const outcome = await runStatements(
    context,
    statements.map((statement) => deletion(context, name, statement)),
  );
  return writeReply(outcome, false);
};

function deletion(context: Context, name: string, statement: Document): Statement {
  const limit = numberOf(statement.limit) ?? 0;
  if (limit !== 0 && limit !== 1) {
    fail('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  const spec: ReadSpec = {
    filter: documentField(statement, 'q') ?? {},
    hint: statement.hint,
    collation: collationField(statement),
    variables: documentField(context.command, 'let'),
  };
  if (limit === 0) {
    return {
      async inParts(outcome) {
        await eachMatch(context, name, spec, (collection, row) => {
          removeRow(context, collection, row);
          return () => {
            outcome.n++;
          };
        });
      },
    };
  }
  return {
    inTransaction(outcome) {
      const collection = context.engine.catalog.find(context.database, name);
      const found = firstRow(context, collection, spec);
      if (!found || !collection) return;
      removeRow(context, collection, found.row);
      outcome.n++;
    },
  };
}
