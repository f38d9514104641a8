import { numberOf } from '../bson/numbers.js';
import { type Document, isDocument } from '../bson/types.js';
import { fail } from '../errors.js';
import type { ReadSpec } from '../query.js';
import { explainAggregate } from './aggregate.js';
import {
  checkFields,
  collationField,
  countField,
  documentField,
  documentsField,
  nameOf,
  wordField,
} from './arguments.js';
import type { Context, Handler } from './context.js';
import { explainRead } from './explain-read.js';
import { findSpec } from './read.js';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'] as const;

/** Says how a command would be answered, and, unless only the plan is asked for, what it takes. */
export const explain: Handler = async (context) => {
  const { command } = context;
  checkFields(command, ['verbosity']);
  const inner = command.explain;
  if (!isDocument(inner))
    return fail('TypeMismatch', "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const verbosity = wordField(command, 'verbosity', VERBOSITIES) ?? 'allPlansExecution';
  const about: Context = { ...context, command: inner };
  const withExecution = verbosity !== 'queryPlanner';
  const reply = await (nameOf(inner) === 'aggregate'
    ? explainAggregate(about, withExecution)
    : explainRead(about, specOf(inner), withExecution));
  if (verbosity === 'allPlansExecution') addAllPlans(reply);
  return reply;
};

/** What the plans that were not chosen did; there are none. */
function addAllPlans({ stages, executionStats }: Document): void {
  if (isDocument(executionStats)) executionStats.allPlansExecution = [];
  const [first] = Array.isArray(stages) ? stages : [];
  if (isDocument(first) && isDocument(first.$cursor)) addAllPlans(first.$cursor);
}

const UNEXPLAINED = new Set([
  'insert',
  'create',
  'drop',
  'createIndexes',
  'dropIndexes',
  'listIndexes',
  'ping',
  'hello',
]);

/** The query within a command. */
function specOf(command: Document): ReadSpec {
  const [name] = Object.keys(command);
  switch (name) {
    case 'find':
      return findSpec(command);
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return {
        filter: documentField(command, 'query') ?? {},
        sort: documentField(command, 'sort'),
        skip: countField(command, 'skip') ?? 0,
        limit: name === 'findAndModify' ? 1 : (countField(command, 'limit') ?? 0),
        hint: command.hint,
        collation: collationField(command),
      };
    case 'update':
    case 'delete': {
      const [statement] = documentsField(command, name === 'update' ? 'updates' : 'deletes') ?? [];
      const isOne = name === 'update' ? statement?.multi !== true : numberOf(statement?.limit) === 1;
      return {
        filter: (statement && documentField(statement, 'q')) ?? {},
        hint: statement?.hint,
        limit: isOne ? 1 : 0,
      };
    }
    default:
      if (name !== undefined && UNEXPLAINED.has(name)) return fail('IllegalOperation', `Cannot explain cmd: ${name}`);
      return fail('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  }
}
