import type { Entries } from '../entry.js';
import { APPROVALS } from './approvals.js';
import { CREDITS } from './credits.js';
import { OPERATIONS } from './operations.js';
import { OUTAGES } from './outages.js';
import { PARTIES } from './parties.js';
import { PEOPLE_ROUTES } from './people.js';
import { PLAYBOOKS } from './playbooks.js';
import { TICKETS } from './tickets.js';
import { VIEWS } from './views.js';

/** Every route of the desk: what it is about, and what those are answered who may do it. Signing out comes last. */
export const ROUTES: Entries = {
  ...TICKETS,
  ...VIEWS,
  ...APPROVALS,
  ...PARTIES,
  ...PLAYBOOKS,
  ...OUTAGES,
  ...CREDITS,
  ...OPERATIONS,
  ...PEOPLE_ROUTES,
};
