/** MongoDB's own error codes, by code name. */
const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConflict: 112,
  UnsatisfiableWriteConcern: 100,
  ConflictingOperationInProgress: 117,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  TransactionTooOld: 225,
  NotImplemented: 238,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const;

export type CodeName = keyof typeof codes;

const hint = 'the local store does not support it; set MONGODB_URI to use a MongoDB server';

/** An error that goes to the client as MongoDB would report it. */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly labels: readonly string[];

  /** @param code a code name, or a number that MongoDB reports as `Location<number>` */
  constructor(
    code: CodeName | number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    labels: readonly string[] = [],
  ) {
    super(message);
    this.code = typeof code === 'number' ? code : codes[code];
    this.codeName = typeof code === 'number' ? `Location${code}` : code;
    this.details = details;
    this.labels = labels;
  }

  /** The error's fields inside a reply or a write error. */
  toReply(): Record<string, unknown> {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: this.codeName,
      ...this.details,
      ...(this.labels.length > 0 ? { errorLabels: this.labels } : {}),
    };
  }
}

/** An error for what MongoDB has and this server refuses: MongoDB's code and the way out. */
export function unsupported(code: CodeName | number, message: string): CommandError {
  return new CommandError(code, `${message} (${hint})`);
}

/** Any thrown value as a `CommandError`; faults of the server itself become InternalError. */
export function toCommandError(thrown: unknown): CommandError {
  if (thrown instanceof CommandError) return thrown;
  if (thrown instanceof RangeError && thrown.message.includes('call stack')) {
    return new CommandError('Overflow', 'document exceeds the maximum nesting depth');
  }
  return new CommandError(
    'InternalError',
    thrown instanceof Error ? thrown.message : String(thrown),
  );
}
