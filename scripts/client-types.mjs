// `client-types.mjs URL`: writes client/api/schema.ts from the OpenAPI document of a running desk.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [url] = process.argv.slice(2);
if (!url) {
  console.error('Say where a desk runs: node scripts/client-types.mjs http://127.0.0.1:3000');
  process.exit(2);
}
const document = await fetch(new URL('/api/v1/openapi.json', url)).then((answer) => answer.json());
writeFileSync(
  join(root, 'client/api/schema.ts'),
  astToString(await openapiTypescript(document, { defaultNonNullable: false })),
);
