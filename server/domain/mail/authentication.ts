import { domainOf } from './address.js';

/**
 * Whether the sender's address is proved: the mail server in front of the desk says so by DMARC (RFC 7489), which
 * demands that the domain in `From` is the one that SPF or DKIM vouched for. Its word is the topmost
 * `Authentication-Results` (RFC 8601) that bears its name; without such a server (`null`) nothing is proved, for
 * anybody can write that header.
 */
export function senderIsProved(results: readonly string[], from: string, trustedServer: string | null): boolean {
  if (trustedServer === null) return false;
  const topmost = results.map(parseResults).find(({ server }) => server === trustedServer.toLowerCase());
  const dmarc = topmost?.methods.filter(({ method }) => method === 'dmarc') ?? [];
  const [only] = dmarc;
  return dmarc.length === 1 && only?.result === 'pass' && only.headerFrom === domainOf(from);
}

interface Results {
  server: string;
  methods: { method: string; result: string; headerFrom: string | null }[];
}

function parseResults(header: string): Results {
  const [head = '', ...parts] = withoutComments(header).toLowerCase().split(';');
  return {
    server: head.trim().split(/\s+/)[0] ?? '',
    methods: parts.flatMap((part) => {
      const [, method, result] = /^\s*([a-z0-9-]+)(?:\/\d+)?\s*=\s*([a-z]+)(?=\s|$)/.exec(part) ?? [];
      const [, headerFrom] = /\sheader\.from\s*=\s*"?([^\s";]+)"?/.exec(part) ?? [];
      return method !== undefined && result !== undefined ? [{ method, result, headerFrom: headerFrom ?? null }] : [];
    }),
  };
}

/** Comments nest; what stands in a quoted text is none, and what it quotes can neither begin nor end a part. */
function withoutComments(header: string): string {
  let depth = 0;
  let quoted = false;
  let kept = '';
  for (let i = 0; i < header.length; i++) {
    const character = header.charAt(i);
    if (character === '\\') i++;
    else if (depth === 0 && character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth++;
    else if (!quoted && character === ')' && depth > 0) depth--;
    else if (depth === 0) kept += quoted && /[;=\s]/.test(character) ? '_' : character;
  }
  return kept;
}
