import { booleanField, checkFields, documentsField, missingField, targetOf } from './arguments.js';
import { keepWithinBounds } from './capped.js';
import { ensureCollection } from './collection.js';
import type { Context, Handler } from './context.js';
import { prepareInsert } from './prepare.js';
import { validatorOf } from './validation.js';
import { checkBatch, checkWriteConcern, runStatements, type Statement, writeReply } from './write.js';

export const insert: Handler = async (context) => {
  const { command, raw } = context;
  checkFields(command, ['documents', 'ordered', 'bypassDocumentValidation']);
  checkWriteConcern(command);
  const { name } = targetOf(context);
  const documents = raw.get('documents');
  if (!documents) {
    documentsField(command, 'documents');
    return missingField('insert.documents');
  }
  booleanField(command, 'ordered');
  checkBatch(documents.length);
  const outcome = await runStatements(
    context,
    documents.map((bytes) => insertion(context, name, bytes)),
  );
  return writeReply(outcome, false);
};

function insertion(context: Context, name: string, bytes: Buffer): Statement {
  const { engine, database, command } = context;
  return {
    inTransaction(outcome) {
      const prepared = prepareInsert(bytes);
      const collection = ensureCollection(engine, database, name);
      validatorOf(collection, command)?.(prepared.document, undefined);
      engine.documents.insert(collection, prepared.bytes, prepared.document);
      keepWithinBounds(context, collection);
      outcome.n++;
    },
  };
}
