import { Int32 } from 'bson';
import type { Document } from '../bson/types.js';
import { countByKeys } from '../planner/count.js';
import { type Execution, explained, type Purpose } from '../planner/explain.js';
import { prepareRead, type Read, type ReadSpec, readRows } from '../query.js';
import { nameOf, targetOf } from './arguments.js';
import type { Context } from './context.js';

/** How the query of a command is answered. */
export async function explainRead(context: Context, spec: ReadSpec, withExecution: boolean): Promise<Document> {
  const { engine, now, command } = context;
  const { collection, namespace } = targetOf(context);
  const read = prepareRead(engine, collection, spec, now);
  const purpose = purposeOf(command);
  const execution = withExecution ? await execute(context, read, purpose === 'count') : null;
  return {
    explainVersion: '1',
    ...explained(namespace, spec, read, execution, purpose),
    command,
    serverInfo: { host: 'embedded', port: new Int32(0), version: '7.0.14', gitVersion: 'embedded' },
    ok: 1,
  };
}

function purposeOf(command: Document): Purpose {
  const name = nameOf(command);
  if (name === 'findAndModify') return command.remove === true ? 'delete' : 'update';
  return name === 'count' || name === 'update' || name === 'delete' ? name : 'read';
}

async function execute(context: Context, read: Read, isCount: boolean): Promise<Execution> {
  const { engine, pace } = context;
  const { collection } = targetOf(context);
  const start = performance.now();
  const counted = isCount && collection ? countByKeys(engine.environment.entries, collection, read) : undefined;
  if (counted !== undefined) return { returned: counted, millis: performance.now() - start };
  let returned = 0;
  for (const row of readRows(engine, collection, read)) {
    if (row !== null) returned++;
    if (pace.isOver()) await pace.rest();
  }
  return { returned, millis: performance.now() - start };
}
