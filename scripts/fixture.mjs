// `node scripts/fixture.mjs`: writes the data that a desk of the present schema version stores to `test/fixtures`.
import { register } from 'tsx/esm/api';

register();
const { writeFixture } = await import('../test/support/fixture.ts');
console.log(await writeFixture());
process.exit();
