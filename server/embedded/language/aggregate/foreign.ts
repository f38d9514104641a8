import { fail } from '../../errors.js';
import { show } from '../show.js';
import { isDocument, typeName } from '../values.js';
import type { PipelineEnvironment, StageContext } from './types.js';

/** The store that a stage reads other collections from; updates have none. */
export function environmentOf(context: StageContext, name: string): PipelineEnvironment {
  return context.environment ?? fail('InvalidOptions', `${name} is not allowed to be used within an update`);
}

/** The collection that a stage reads. */
export function collectionOf(value: unknown, name: string): string {
  if (isDocument(value))
    fail('FailedToParse', `${name} 'from' field must be a string, but found object; other databases are not supported`);
  return typeof value === 'string'
    ? value
    : fail('FailedToParse', `${name} argument 'from: ${show(value)}' must be a string, is type ${typeName(value)}`);
}
