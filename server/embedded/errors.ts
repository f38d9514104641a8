import type { Document } from './bson/types.js';

/** MongoDB's error codes by name, as far as this store can answer them. */
export const ERROR = {
  InternalError: 1,
  BadValue: 2,
  GraphContainsCycle: 5,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotBackfillArray: 34,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  CursorInUse: 12051,
  LockBusy: 46,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  NoReplicationEnabled: 76,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  DocumentValidationFailure: 121,
  CappedPositionLost: 136,
  NotAReplicaSet: 123,
  CommandFailed: 125,
  QueryPlanKilled: 175,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  InvalidUUID: 207,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  ViewDepthLimitExceeded: 165,
  CommandNotSupportedOnView: 166,
  OptionNotSupportedOnView: 167,
  NoQueryExecutionPlans: 291,
  CursorKilled: 237,
  QueryFeatureNotAllowed: 224,
  CannotConvertIndexToUnique: 359,
  APIVersionError: 322,
  APIStrictError: 323,
  UnsupportedOpQueryCommand: 352,
  DuplicateKey: 11000,
  Interrupted: 11601,
  BSONObjectTooLarge: 10334,
  OutOfDiskSpace: 14031,
  DataCorruptionDetected: 259,
} as const;

/** A name of the table, or "Location40323" for the many faults that MongoDB only numbers. */
export type ErrorName = keyof typeof ERROR | `Location${number}`;

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

const isNamed = (name: ErrorName): name is keyof typeof ERROR => Object.hasOwn(ERROR, name);

/** Refuses a command with one of MongoDB's errors. */
export function fail(name: ErrorName, message: string, data: Document = {}): never {
  throw new CommandError(isNamed(name) ? ERROR[name] : Number(name.slice('Location'.length)), name, message, data);
}

/** The same with a bare number. */
export function failAt(code: number, message: string): never {
  throw new CommandError(code, `Location${code}`, message);
}
