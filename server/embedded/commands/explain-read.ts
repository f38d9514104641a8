import { Int32 } from 'bson';
import type { Document } from '../bson/types.js';
import { explained } from '../planner/explain.js';
import { prepareRead, type Read, type ReadSpec, readRows } from '../query.js';
import { targetOf } from './arguments.js';
import type { Context } from './context.js';

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
