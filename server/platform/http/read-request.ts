import type { Request } from 'express';
import type { z } from 'zod';
import { formatPath } from '../../domain/input/path.js';
import type { Fault } from '../../domain/input/reader.js';
import type { Expected } from '../log/command.js';
import { invalid, Problem } from '../problems.js';
import type { RequestFacts, Route } from './route.js';

/** What a request says, checked. */
export interface ReadRequest {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** Reads all parts of a request by the route's schemas; every fault of every part is named at once. */
export function readRequest(route: Route, request: Request): ReadRequest {
  const faults: Fault[] = [];
  const part = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    faults.push(...faultsOf(result.error));
    return undefined;
  };
  if (route.body && !route.rawLimit) refuseOtherTypes(request, ['application/json']);
  if (route.rawTypes) refuseOtherTypes(request, route.rawTypes);
  const params = route.params?.safeParse(request.params);
  if (params && !params.success) throw new Problem('not-found');
  const read = {
    params: params?.data,
    query: part(route.query, request.query),
    body: route.rawLimit ? undefined : part(route.body, bodyOf(route, request)),
  };
  if (faults.length > 0) throw invalid(faults);
  return read;
}

/** Every issue of a schema as a fault with its path; each unknown key by itself. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => ({ path: formatPath([...issue.path, name]), message: 'is not a known key' }));
    }
    return [{ path: formatPath(issue.path), message: sentence(issue.message) }];
  });
}

const sentence = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

function refuseOtherTypes(request: Request, types: readonly string[]): void {
  const sent = request.get('content-type');
  const empty =
    request.get('content-length') === '0' || (!request.get('content-length') && !request.get('transfer-encoding'));
  if (!empty && !request.is([...types]))
    throw new Problem('media-type', `Send ${types.join(' or ')}, not ${sent ?? 'nothing'}.`);
}

/** The body without the `version` that says what the caller had read, where the route takes one. */
function bodyOf(route: Route, request: Request): unknown {
  const body: unknown = request.body ?? {};
  if (!route.versioned || typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { version: _, ...rest } = body as Record<string, unknown>;
  return rest;
}

/** Which version the caller says they had read: by `If-Match`, else by the body's `version`. */
export function readExpected(route: Route, request: Request): Expected | undefined {
  if (!route.versioned) return undefined;
  const header = request.get('if-match');
  if (header !== undefined) {
    const match = /^(?:W\/)?"(\d+)"$/.exec(header.trim());
    if (!match) throw new Problem('stale', 'If-Match names no version of this.');
    return { version: Number(match[1]), by: 'if-match' };
  }
  const body: unknown = request.body;
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
  if (version === undefined && route.versioned === 'once-there') return undefined;
  if (version === undefined) throw new Problem('version-required', 'Send If-Match, or `version` in the body.');
  if (typeof version !== 'number' || !Number.isInteger(version)) {
    throw invalid([{ path: 'version', message: 'must be a whole number' }]);
  }
  return { version, by: 'body' };
}

export function factsOf(request: Request, signal: AbortSignal): RequestFacts {
  return {
    address: request.ip ?? 'unknown',
    header: (name) => request.get(name),
    cookies: readCookies(request.get('cookie')),
    raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    signal,
  };
}

/** Cookies by name; the first of a name counts. */
export function readCookies(header: string | undefined): Record<string, string | undefined> {
  const cookies: Record<string, string | undefined> = {};
  for (const pair of (header ?? '').split(';')) {
    const cut = pair.indexOf('=');
    const name = pair.slice(0, cut).trim();
    if (cut > 0 && !Object.hasOwn(cookies, name)) cookies[name] = pair.slice(cut + 1).trim();
  }
  return cookies;
}
