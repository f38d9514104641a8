// Writes client/api/schema.ts from the OpenAPI document of a desk that is opened for it, the demo's mailbox included.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { register } from 'tsx/esm/api';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
register();
const { openTestDesk } = await import('../test/support/desk.ts');
const desk = await openTestDesk(undefined, { DEMO: 'on' });
const { body } = await desk.call(null, 'GET', '/openapi.json');
// A standing clock is moved by tests only.
for (const path of Object.keys(body.paths)) if (path.startsWith('/dev/')) delete body.paths[path];
writeFileSync(
  join(root, 'client/api/schema.ts'),
  astToString(await openapiTypescript(body, { defaultNonNullable: false })),
);
await desk.close();
process.exit(0);
