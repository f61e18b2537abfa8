import { Binary } from 'bson';
import type { Document } from '../bson/decode.js';
import { describeValue, isDocument, numericValue } from '../bson/values.js';
import { CommandError, unsupported } from '../errors.js';

const sessionIdBytes = 16;
const ending = new Set(['commitTransaction', 'abortTransaction']);

/**
 * Refuses, with MongoDB's InvalidOptions, fields that contradict each other about a command's place in
 * a transaction: only its first command has a read concern, only its end a write concern.
 */
export function checkTransactionArguments(name: string, command: Document): void {
  const { lsid, txnNumber, autocommit, startTransaction, readConcern, writeConcern } = command;
  const isNumbered = txnNumber !== undefined && lsid !== undefined;
  const isInTransaction = isNumbered && autocommit === false;
  const isOutside = autocommit === undefined && (isNumbered || txnNumber === undefined);
  const starts = isInTransaction && startTransaction === true;
  if (!(isInTransaction || isOutside) || (startTransaction !== undefined && !starts)) {
    refuse('lsid, txnNumber, autocommit and startTransaction contradict each other');
  }
  if (isOutside) return;
  if (!starts && isDocument(readConcern) && Object.keys(readConcern).length > 0) {
    refuse('Only the first command in a transaction may specify a readConcern');
  }
  if (writeConcern !== undefined && !ending.has(name)) {
    refuse('writeConcern is not allowed within a multi-statement transaction');
  }
}

function refuse(message: string): never {
  throw new CommandError('InvalidOptions', message);
}

/** A session and the number of its transaction or retryable write. */
export interface NumberedSession {
  readonly id: string;
  readonly txnNumber: number;
}

/** The numbered session of a command; undefined when it has none. Throws InvalidUUID. */
export function sessionOf({ lsid, txnNumber }: Document): NumberedSession | undefined {
  if (!isDocument(lsid) || !(lsid['id'] instanceof Binary)) return undefined;
  if (lsid['id'].length() !== sessionIdBytes) {
    throw new CommandError(207, 'uuid must be a 16-byte binary field'); // InvalidUUID
  }
  if (txnNumber === undefined) return undefined;
  const number = numericValue(txnNumber) ?? Number.NaN;
  if (!Number.isSafeInteger(number)) {
    throw unsupported('InvalidOptions', `the txnNumber ${describeValue(txnNumber)}`);
  }
  return { id: lsid['id'].toString('hex'), txnNumber: number };
}
