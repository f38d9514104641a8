import { readFileSync } from 'node:fs';
import type { Entries, Entry } from '../entry.js';
import type { Reader } from '../readers.js';

const STALE = { 'if-match': '"0"' };
const WRITTEN = { ...STALE, 'content-type': 'application/yaml' };
const textOf = (owner: string) => readFileSync(`templates/playbooks/${owner}/escalation.yaml`, 'utf8');
const ofHansa = (after = ''): NonNullable<Entry['path']> => {
  return (id) => `/partners/${id}/playbooks${after}`;
};
/** A partner's admin signs, or who is named as approver, which no reader here is. */
const signs = ({ role }: Reader) => (role === 'partner-agent' ? 403 : 412);

/** Playbooks as agreements: the provider's exist for the provider alone, a partner's for it and the provider. */
export const PLAYBOOKS: Entries = {
  'POST /playbooks/simulate': {
    body: { playbook: textOf('hansa-it'), partner: 'hansa-it', scenario: {} },
    allowed: ({ side }) => (side === 'foreign-partner' ? 404 : 422),
  },
  'GET /playbooks': { object: 'provider playbook', path: () => '/playbooks', allowed: 200 },
  'GET /playbooks/:name': { object: 'provider playbook', path: (id) => `/playbooks/${id}`, allowed: 200 },
  'GET /playbooks/:name/versions': {
    ...{ object: 'provider playbook', path: (id) => `/playbooks/${id}/versions`, allowed: 200 },
  },
  'PUT /playbooks/:name': {
    ...{ object: 'provider playbook', path: (id) => `/playbooks/${id}`, allowed: 412 },
    ...{ body: textOf('provider'), headers: WRITTEN },
  },
  'DELETE /playbooks/:name': {
    ...{ object: 'provider playbook', path: (id) => `/playbooks/${id}`, headers: STALE, allowed: 412 },
  },
  'GET /partners/:id/playbooks': { object: 'partner', path: ofHansa(), allowed: 200 },
  'GET /partners/:id/playbooks/:name': { object: 'partner', path: ofHansa('/escalation'), allowed: 200 },
  'GET /partners/:id/playbooks/:name/versions': {
    ...{ object: 'partner', path: ofHansa('/escalation/versions'), allowed: 200 },
  },
  'PUT /partners/:id/playbooks/:name': {
    ...{ object: 'partner', path: ofHansa('/escalation'), allowed: signs },
    ...{ body: textOf('hansa-it'), headers: WRITTEN },
  },
  'DELETE /partners/:id/playbooks/:name': {
    ...{ object: 'partner', path: ofHansa('/escalation'), headers: STALE, allowed: signs },
  },
};
