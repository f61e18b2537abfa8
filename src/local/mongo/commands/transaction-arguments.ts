import type { Document } from '../bson/decode.js';
import { isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';

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
