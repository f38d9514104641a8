import type { Document } from './bson/types.js';

/** MongoDB's error codes by name, as far as this store can answer them. */
export const ERROR = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  IllegalOperation: 20,
  InvalidBSON: 22,
  LockBusy: 24,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  DocumentValidationFailure: 121,
  QueryPlanKilled: 175,
  CannotBackfillArray: 171,
  InvalidIndexSpecificationOption: 197,
  InvalidUUID: 207,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CommandNotSupportedOnView: 166,
  NoQueryExecutionPlans: 291,
  DuplicateKey: 11000,
  Interrupted: 11601,
  BSONObjectTooLarge: 10334,
  OutOfDiskSpace: 14031,
} as const;

export type ErrorName = keyof typeof ERROR;

/** An answer of `ok: 0`: a code, its name and a message as MongoDB gives them, and further fields of the answer. */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    readonly codeName: string,
    message: string,
    readonly data: Document = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

/** Refuses a command with one of MongoDB's named errors. */
export function fail(name: ErrorName, message: string, data: Document = {}): never {
  throw new CommandError(ERROR[name], name, message, data);
}

/** Refuses with a bare number, as MongoDB does for many faults of aggregations ("Location40323"). */
export function failAt(code: number, message: string): never {
  throw new CommandError(code, `Location${code}`, message);
}
