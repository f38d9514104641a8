import { testStore } from '../support/store.js';
import { storeContract } from './contract/contract.js';

storeContract('the embedded store', async () => (await testStore()).uri);

const other = process.env.MONGODB_TEST_URI;
if (other) storeContract(other, async () => other);
