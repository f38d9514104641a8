import { Int32 } from 'bson';
import { type Document, isDocument } from '../bson/types.js';
import { fail } from '../errors.js';
import { explained } from '../planner/explain.js';
import { prepareRead, type Read, type ReadSpec, readRows } from '../query.js';
import { checkFields, collationField, countField, documentField, documentsField, targetOf } from './arguments.js';
import type { Context, Handler } from './context.js';
import { findSpec } from './read.js';

/** Says how a command would be answered, and, unless only the plan is asked for, what it takes. */
export const explain: Handler = async (context) => {
  const { command } = context;
  checkFields(command, ['verbosity']);
  const inner = command.explain;
  if (!isDocument(inner))
    return fail('TypeMismatch', "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const verbosity = command.verbosity ?? 'allPlansExecution';
  const about: Context = { ...context, command: inner };
  return explainRead(about, specOf(inner), verbosity !== 'queryPlanner');
};

/** How the query of a command is answered. */
export async function explainRead(context: Context, spec: ReadSpec, withExecution: boolean): Promise<Document> {
  const { engine, now, command } = context;
  const { collection, namespace } = targetOf(context);
  const read = prepareRead(engine, collection, spec, now);
  const execution = withExecution ? await execute(context, read) : null;
  return {
    explainVersion: '1',
    ...explained(namespace, spec, read, execution),
    command,
    serverInfo: { host: 'embedded', port: new Int32(0), version: '7.0.14', gitVersion: 'embedded' },
    ok: 1,
  };
}

async function execute(context: Context, read: Read): Promise<{ returned: number; millis: number }> {
  const { engine, pace } = context;
  const { collection } = targetOf(context);
  const start = performance.now();
  let returned = 0;
  for (const row of readRows(engine, collection, read)) {
    if (row !== null) returned++;
    if (pace.isOver()) await pace.rest();
  }
  return { returned, millis: performance.now() - start };
}

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
      return { filter: (statement && documentField(statement, 'q')) ?? {}, hint: statement?.hint };
    }
    default:
      return fail('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  }
}
