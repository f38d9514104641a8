/** One fault of a request, by the path of the field that it is about; of a text also where it stands. */
export interface Fault {
  path: string;
  message: string;
  line?: number;
  column?: number;
}

/** An answer that the server meant to give (RFC 9457), or that no answer came (`status` 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly Fault[];
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    super(text(body.detail) ?? text(body.title) ?? '');
    this.name = 'ApiProblem';
    this.status = status;
    this.code = text(body.code) ?? '';
    this.faults = Array.isArray(body.errors) ? body.errors.filter(isFault) : [];
    this.body = body;
  }
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isFault = (value: unknown): value is Fault =>
  isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string';

/** What was answered instead of the thing asked for, as an `ApiProblem`. */
export const problemOf = (status: number, error: unknown) => new ApiProblem(status, isRecord(error) ? error : {});
