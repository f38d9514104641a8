import type { Entrance } from './demo.js';

/** What a start with the demo prints: who to sign in as, and a line for each walk. */
export function guide(url: string, { people, keys }: Entrance, month: string): string[] {
  const as = (role: string, partner: string | null = null) =>
    people.find((one) => one.role === role && one.partner === partner)?.email ?? '';
  const key = keys.find(({ partner }) => partner === 'hansa-it')?.key ?? '';
  const admin = keys.find(({ scopes }) => scopes.includes('admin'))?.key ?? '';
  const ticket =
    '{"subject":"No outbound calls","priority":"high","requester":{"email":"it@hansa-logistics.example"},"deal":"D-1001","component":"voice-eu","court":"partner"}';
  return [
    '',
    `  Sign in at ${url}/ with the password "${people[0]?.password ?? ''}":`,
    `    lead ${as('lead')}, agent ${as('agent')}, finance ${as('finance')}, admin ${as('admin')}`,
    `    partner ${as('partner-admin', 'hansa-it')}, customer ${as('contact')}`,
    '',
    `  1 Log        curl -s ${url}/api/v1/tickets -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${ticket}'`,
    `  2 See it     ${url}/  (the queue, live)   ${url}/support  (a customer's form)`,
    `  3 Handling   ${url}/partner  (approvals)   two partners, two playbooks: log the same ticket for D-1001 and D-3001`,
    `  4 Outage     ${url}/outages  (report, update, end)   ${url}/status  (what everybody sees)`,
    `  5 Credits    curl -s ${url}/api/v1/credit-runs -H 'Authorization: Bearer ${admin}' -H 'Content-Type: application/json' -d '{"month":"${month}","dryRun":true}'`,
    `  6 Mail       ${url}/mailbox`,
    '',
  ];
}
