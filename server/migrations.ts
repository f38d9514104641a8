import { playbookRuns } from './migrations/2-playbook-runs.js';
import { cites } from './migrations/3-cites.js';
import { queues } from './migrations/4-queues.js';
import { searchWords } from './migrations/5-search-words.js';
import { threadsFound } from './migrations/6-threads-found.js';
import type { Migration } from './platform/database/migrations.js';

/** The steps from each schema version of the stored data to the next. Version 1 is the first there was. */
export const migrations: readonly Migration[] = [playbookRuns, cites, queues, searchWords, threadsFound];
