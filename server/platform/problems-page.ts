import { PROBLEMS, type ProblemCode } from './problems.js';

/** What a program does about each problem. */
const ADVICE: Readonly<Record<ProblemCode, string>> = {
  unreadable: 'Send JSON that parses, and cursors as they were given.',
  'not-signed-in': 'Send `Authorization: Bearer KEY` with a key that is neither revoked nor over, or sign in.',
  'sign-in-failed': 'Whether the address is known is not said. Ask for a link to choose a new password.',
  'not-allowed': 'The detail names the rule. Another role or scope is needed.',
  'not-your-court': 'Wait until it is your turn, or ask a lead.',
  'contact-authority': 'Write to the partner, who writes to its customer.',
  'cross-site': 'A signed-in browser sends `X-Requested-With: tandem-desk` with what changes something.',
  'not-found': 'It was never there, or it is not yours: the answer is the same.',
  exists: 'Read what is there; `errors` names the field where one must be unique.',
  'wrong-state': 'Read it again: `detail` says how it stands.',
  'already-claimed': 'Read it again: somebody has it.',
  'no-capacity': 'Whoever is to have the ticket has as much work as they can: give it to somebody else.',
  'came-meanwhile': 'Read what came after the version in `seen`, then send it again.',
  'lost-race': 'Read it again and decide anew.',
  'key-running': 'Wait for `Retry-After`, then send the same again.',
  'in-use': 'Free what depends on it first.',
  expired: 'Ask for a new one.',
  stale: 'Read it again: `version` is the present one.',
  'too-large': 'Send less at once.',
  'media-type': 'Send the content type that the description names.',
  invalid: '`errors` names every fault with its path.',
  'key-reused': 'Take a new key for another request.',
  'too-wide': 'Add filters.',
  'version-required': 'Send `If-Match`, or `version` in the body.',
  'too-many': 'Wait for `Retry-After`.',
  'store-full': 'The operator must make room; nothing was stored.',
  busy: 'Wait for `Retry-After`, then send the same again.',
  draining: 'Send it again: another process takes it.',
};

const all = () =>
  (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => ({ code, ...PROBLEMS[code], advice: ADVICE[code] }));

/** The docs page of every "no" of the API, from the table that answers them. */
export function problemsPage(): string {
  return [
    '# Problems',
    '',
    'This page is made from the table in `server/platform/problems.ts`; do not edit it. `npm run docs` writes it anew,',
    '`npm test` compares it. Every refusal is `application/problem+json` (RFC 9457) with a `code` that is never reused;',
    '`type` leads to the same page on the desk, at `/api/problems`.',
    '',
    '| code | status | title | what to do |',
    '| --- | --- | --- | --- |',
    ...all().map(({ code, status, title, advice }) => `| \`${code}\` | ${status} | ${title} | ${advice} |`),
    '',
  ].join('\n');
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const inWords = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** The same for browsers, each problem where its `type` points. */
export function problemsHtml(): string {
  const parts = all().map(
    ({ code, status, title, advice }) =>
      `<section id="${code}"><h2>${escaped(title)}</h2><p><code>${code}</code>, status ${status}</p><p>${inWords(advice)}</p></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tandem Desk: problems</title>
</head>
<body>
<main>
<h1>Problems</h1>
<p>Every refusal of the API by its code. See also <a href="/api/docs">the API</a>.</p>
${parts.join('\n')}
</main>
</body>
</html>
`;
}
