import type { Refusal } from '../domain/decision.js';
import type { Fault } from '../domain/input/reader.js';

/**
 * Every "no" of the API: code, status and title. Codes are a promise to outside programs and are never reused.
 * Refusals of the domain use the same codes.
 */
export const PROBLEMS = {
  unreadable: { status: 400, title: 'The request could not be read' },
  'not-signed-in': { status: 401, title: 'Sign in, or send an API key' },
  'sign-in-failed': { status: 401, title: 'E-mail address or password is not right' },
  'not-allowed': { status: 403, title: 'You may not do this' },
  'not-your-court': { status: 403, title: 'It is another party’s turn' },
  'contact-authority': { status: 403, title: 'The provider may not write to this customer' },
  'cross-site': { status: 403, title: 'The request came from another site' },
  'not-found': { status: 404, title: 'There is no such thing, or not for you' },
  exists: { status: 409, title: 'This exists already' },
  'wrong-state': { status: 409, title: 'Its present state does not allow this' },
  'already-claimed': { status: 409, title: 'Somebody else has this ticket' },
  'no-capacity': { status: 409, title: 'There is no room for more work' },
  'came-meanwhile': { status: 409, title: 'Somebody wrote meanwhile' },
  'lost-race': { status: 409, title: 'It was changed meanwhile' },
  'key-running': { status: 409, title: 'A request with this key is running' },
  'in-use': { status: 409, title: 'Other things depend on this' },
  expired: { status: 409, title: 'This has expired' },
  stale: { status: 412, title: 'It was changed since you read it' },
  'too-large': { status: 413, title: 'The request is too large' },
  'media-type': { status: 415, title: 'This content type is not taken' },
  invalid: { status: 422, title: 'The request is not valid' },
  'key-reused': { status: 422, title: 'The key was used for another request' },
  'too-wide': { status: 422, title: 'Too much to look through: narrow it down' },
  'version-required': { status: 428, title: 'Say which version you read' },
  'too-many': { status: 429, title: 'Too many requests' },
  'store-full': { status: 503, title: 'There is no room left to store this' },
  busy: { status: 503, title: 'Too busy just now' },
  draining: { status: 503, title: 'This process is about to stop' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemCode = keyof typeof PROBLEMS;

/** What a problem carries besides its code: `errors` name all faults, `retryAfter` is in seconds. */
export interface ProblemData {
  errors?: readonly Fault[];
  retryAfter?: number;
  [extension: string]: unknown;
}

/** An answer that was meant. Everything else that is thrown is a bug and answers a bland 500. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    detail?: string,
    readonly data: ProblemData = {},
  ) {
    super(detail ?? PROBLEMS[code].title);
    this.name = 'Problem';
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The body of RFC 9457, without `instance`, which only the request knows. */
  toJSON() {
    const { retryAfter, ...data } = this.data;
    return {
      ...data,
      type: `/api/problems#${this.code}`,
      ...PROBLEMS[this.code],
      detail: this.message,
      code: this.code,
    };
  }
}

const isKnown = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** Turns what a rule refused into what the caller is told. */
export function toProblem({ code, reason, data }: Refusal): Problem {
  if (!isKnown(code)) throw new Error(`No problem is registered for ${code}`);
  return new Problem(code, reason, data);
}

/** What was looked for; `null` where there is no such thing for the caller. */
export async function unlessMissing<T>(looked: Promise<T>): Promise<T | null> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return null;
    throw error;
  }
}

/** All that is wrong with a request, in one answer. */
export const invalid = (errors: readonly Fault[]): Problem =>
  new Problem('invalid', errors.map(({ path, message }) => `${path || 'the request'} ${message}`).join('; '), {
    errors,
  });
