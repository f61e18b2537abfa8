import type { Document } from '../bson/decode.js';
import { isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';

const ending = new Set(['commitTransaction', 'abortTransaction']);
const readLevels: ReadonlySet<unknown> = new Set([undefined, 'local', 'majority', 'snapshot']);

/**
 * Refuses, with MongoDB's InvalidOptions, fields that contradict each other about a command's place in
 * a transaction: only its first command has a read concern, only its end a write concern.
 */
export function checkTransactionArguments(name: string, command: Document): void {
  const { lsid, txnNumber, autocommit, startTransaction, readConcern, writeConcern } = command;
  if (txnNumber !== undefined && lsid === undefined) {
    refuse('Transaction number requires a session ID to also be specified');
  }
  if (autocommit === undefined) {
    if (startTransaction !== undefined) {
      refuse("'startTransaction' field requires 'autocommit' field to also be specified");
    }
    return;
  }
  if (autocommit !== false) refuse("'autocommit' field must be false when it is specified");
  if (txnNumber === undefined) {
    refuse("'autocommit' field requires a transaction number to also be specified");
  }
  if (startTransaction !== undefined && startTransaction !== true) {
    refuse("'startTransaction' field must be true when it is specified");
  }
  if (startTransaction !== true && isDocument(readConcern) && Object.keys(readConcern).length > 0) {
    refuse('Only the first command in a transaction may specify a readConcern');
  }
  if (isDocument(readConcern) && !readLevels.has(readConcern['level'])) {
    refuse("The readConcern level of a transaction must be 'local', 'majority' or 'snapshot'");
  }
  if (writeConcern !== undefined && !ending.has(name)) {
    refuse('writeConcern is not allowed within a multi-statement transaction');
  }
}

function refuse(message: string): never {
  throw new CommandError('InvalidOptions', message);
}
