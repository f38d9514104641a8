import ipaddr from 'ipaddr.js';

/** What an operator lets the desk reach although it is not public: a host with or without port, or a network. */
export interface AllowList {
  /** `hooks.internal` (any port) or `127.0.0.1:8080`, in lower case. */
  hosts: readonly string[];
  /** Networks in CIDR form: `10.1.0.0/16`, `fd00::/8`. */
  networks: readonly string[];
}

/** Reads `OUTBOUND_ALLOW`: hosts, hosts with port and networks, separated by commas. */
export function parseAllowList(setting: string): AllowList {
  const entries = setting
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const networks = entries.filter((entry) => entry.includes('/'));
  for (const network of networks) {
    if (!ipaddr.isValidCIDR(network)) throw new Error(`Not a network: ${network}`);
  }
  return { hosts: entries.filter((entry) => !entry.includes('/')), networks };
}

/** Metadata services that clouds put on addresses of the public range (Azure's). */
const PUBLIC_BUT_INTERNAL = new Set(['168.63.129.16']);

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is of the public internet: not private, loopback, link-local (metadata services), shared,
 * multicast, reserved, documentation, nor a form of IPv6 that carries an IPv4 address within it.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(GLOBAL_UNICAST_V6);
  return !PUBLIC_BUT_INTERNAL.has(parsed.toString());
}

/** Whether an address lies in one of the networks that the operator allows. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/** Whether the operator allows a host by name, on any port or on this one. */
export const isAllowedHost = (hostname: string, port: string, hosts: readonly string[]): boolean =>
  hosts.includes(hostname) || hosts.includes(`${hostname}:${port}`);
