import { type Document, isDocument } from '../bson/types.js';
import { fail } from '../errors.js';
import { collatorOf, fullCollation } from '../language/collation.js';
import { compileFilter } from '../language/match.js';
import { booleanField, documentField, missingField, wordField } from './arguments.js';
import type { Context } from './context.js';

/** Whether change streams are to show documents before and after: kept for where there are change streams. */
export function imagesField(command: Document): boolean | undefined {
  const images = documentField(command, 'changeStreamPreAndPostImages');
  if (!images) return undefined;
  if (images.enabled === undefined) missingField('changeStreamPreAndPostImages.enabled');
  return booleanField(images, 'enabled', false, 'changeStreamPreAndPostImages');
}

/** What any collection may be made or changed with: a collation, and a validator and how it is held to. */
export function optionsOf({ command, database }: Context): Document {
  const collation = documentField(command, 'collation');
  const validator = documentField(command, 'validator');
  const validationLevel = wordField(command, 'validationLevel', ['off', 'strict', 'moderate']);
  const validationAction = wordField(command, 'validationAction', ['error', 'warn']);
  if (validator) checkValidator(validator, database);
  return {
    ...(collation && collatorOf(collation) && { collation: fullCollation(collation) }),
    ...(validator && { validator }),
    ...(validationLevel && { validationLevel }),
    ...(validationAction && { validationAction }),
  };
}

const NOT_IN_VALIDATORS = ['$text', '$where', '$near', '$nearSphere', '$geoNear'];

function checkValidator(validator: Document, database: string): void {
  if (['admin', 'local', 'config'].includes(database))
    fail('InvalidOptions', `Document validators are not allowed in the ${database} database.`);
  const refuse = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(refuse);
    if (!isDocument(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      if (NOT_IN_VALIDATORS.includes(name)) fail('BadValue', `${name} is not allowed in this context`);
      if (name !== '$expr' && name !== '$jsonSchema') refuse(inner);
    }
  };
  refuse(validator);
  compileFilter(validator);
}
