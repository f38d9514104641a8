import { fail } from '../../errors.js';
import { show } from '../show.js';
import { type Document, isDocument, typeName } from '../values.js';
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

/** A leading `$match` without expressions, which the store may look up by an index. */
export function constantFilter(stage: unknown): Document | undefined {
  if (!isDocument(stage) || !isDocument(stage.$match)) return undefined;
  return mentions(stage.$match, '$expr') ? undefined : stage.$match;
}

function mentions(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, name));
  return isDocument(value) && Object.keys(value).some((key) => key === name || mentions(value[key], name));
}
