import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import { type AllowList, isAllowedHost, isInNetworks, isPublic } from './addresses.js';

/** A request to somewhere that a user named. */
export interface OutboundRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
}

/** The answer as far as it was read. A redirect is an answer like any other: nothing follows it. */
export interface OutboundAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** At most `maxBytes`; what came after was not read. */
  text: string;
}

/** Why a request was not sent: its address is none that the desk may reach. Trying again does not help. */
export class OutboundRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'OutboundRefused';
  }
}

/** Resolves a name to all its addresses. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface OutboundOptions {
  allow: AllowList;
  resolve: Resolve;
  /** For the whole exchange, in milliseconds. */
  timeout: number;
  /** How much of an answer is read, in bytes. */
  maxBytes: number;
}

/** The names of the operating system: DNS and its hosts file. */
export const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) =>
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses))),
  );

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Says what is wrong with an address before anything is resolved, for forms where one is entered; `null` when it is
 * fine so far. Plain HTTP is for hosts that the operator allows by name.
 */
export function refusalOf(address: string, allow: AllowList): string | null {
  if (!URL.canParse(address)) return 'This is not a URL.';
  const url = new URL(address);
  const hostname = withoutBrackets(url.hostname.toLowerCase());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only https addresses can be called.';
  if (url.username !== '' || url.password !== '') return 'A URL with a user name or password in it is not called.';
  if (isAllowedHost(hostname, portOf(url), allow.hosts)) return null;
  if (ipaddr.isValid(hostname)) {
    if (isInNetworks(hostname, allow.networks)) return null;
    if (!isPublic(hostname)) return `${hostname} is not an address of the public internet.`;
  } else if (hostname === 'localhost' || hostname.endsWith('.localhost')) {
    return `${hostname} is not a host of the public internet.`;
  }
  return url.protocol === 'https:' ? null : 'Only https addresses can be called.';
}

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

/**
 * Calls addresses that users named without letting them reach inside: a name is resolved once, every address it has
 * must be public (or allowed), and the connection goes to one of those very addresses, so that a second answer of the
 * DNS changes nothing.
 */
export function outboundFetch({ allow, resolve, timeout, maxBytes }: OutboundOptions) {
  const checked = async (hostname: string): Promise<readonly LookupAddress[]> => {
    const addresses = await resolve(hostname);
    const refused = addresses.find(({ address }) => !isPublic(address) && !isInNetworks(address, allow.networks));
    if (refused) throw new OutboundRefused(`${hostname} leads to ${refused.address}, which is not public.`);
    if (addresses.length === 0) throw new OutboundRefused(`${hostname} has no address.`);
    return addresses;
  };

  const agentOf = (free: boolean): Agent =>
    new Agent({
      connect: { lookup: free ? asLookup(resolve) : asLookup(checked), timeout },
      headersTimeout: timeout,
      bodyTimeout: timeout,
      keepAliveTimeout: 1000,
    });

  return async (outgoing: OutboundRequest): Promise<OutboundAnswer> => {
    const refusal = refusalOf(outgoing.url, allow);
    if (refusal !== null) throw new OutboundRefused(refusal);
    const url = new URL(outgoing.url);
    const agent = agentOf(isAllowedHost(withoutBrackets(url.hostname), portOf(url), allow.hosts));
    try {
      const answer = await request(url, {
        method: outgoing.method,
        headers: { ...outgoing.headers },
        body: outgoing.body,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeout),
      });
      return {
        status: answer.statusCode,
        headers: flat(answer.headers),
        text: await beginningOf(answer.body, maxBytes),
      };
    } finally {
      await agent.destroy();
    }
  };
}

/** How to call an address that a user named. */
export type OutboundFetch = ReturnType<typeof outboundFetch>;

/** Wraps a resolver as the `lookup` of a socket; the socket connects to what this gives and to nothing else. */
function asLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (addresses) => {
        const family = options.family === 4 || options.family === 6 ? options.family : 0;
        const fitting = addresses.filter((address) => family === 0 || address.family === family);
        const [first] = fitting;
        if (!first) done(new OutboundRefused(`${hostname} has no address.`), '', 0);
        else if (options.all === true) done(null, [...fitting]);
        else done(null, first.address, first.family);
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), '', 0),
    );
  };
}

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

/** Reads the first bytes of a body and leaves the rest: who answers without end holds nobody up. */
async function beginningOf(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}
