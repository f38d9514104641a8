import { type Document, isDocument } from '../bson/types.js';
import { CommandError, ERROR } from '../errors.js';
import { compileFilter } from '../language/match.js';
import type { Collection } from '../storage/catalog.js';
import { booleanField } from './arguments.js';
import { failingDetails } from './failing.js';

/** Checks a document before it is stored, and knows what was there before. */
export type Validator = (after: Document, before: Document | undefined) => void;

/** The check that a collection's `validator` asks for; none if the command bypasses it. */
export function validatorOf(collection: Collection, command: Document): Validator | undefined {
  const { validator, validationAction, validationLevel } = collection.options;
  if (!isDocument(validator) || Object.keys(validator).length === 0) return undefined;
  if (validationAction === 'warn' || validationLevel === 'off') return undefined;
  if (booleanField(command, 'bypassDocumentValidation')) return undefined;
  const filter = compileFilter(validator);
  return (after, before) => {
    if (filter.matches(after)) return;
    if (validationLevel === 'moderate' && before && !filter.matches(before)) return;
    throw new CommandError(ERROR.DocumentValidationFailure, 'DocumentValidationFailure', 'Document failed validation', {
      errInfo: { failingDocumentId: after._id, details: failingDetails(validator, after) },
    });
  };
}
