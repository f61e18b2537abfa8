import { MongoError, MongoServerError } from 'mongodb';

const duplicateKeyCode = 11000;

/** Whether `error` is MongoDB's refusal of a second document with the same unique key. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === duplicateKeyCode;
}

/** Whether `error` is about the server or the way to it, not about what was to be written. */
export function isServerFault(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  return (
    !(error instanceof MongoServerError) ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('UnknownTransactionCommitResult')
  );
}
