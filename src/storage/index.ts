export { connectWhenReady, type DatabasePatience } from './connect-when-ready.js';
/** The handle to a database, for those who pass it on without querying it. */
export type { Db } from 'mongodb';
export {
  connectDatabase,
  type Database,
  TransactionsUnsupportedError,
} from './database.js';
export { isDuplicateKey } from './errors.js';
export { type CollectionIndexes, ensureIndexes } from './indexes.js';
export { Lookup } from './lookup.js';
export { type InTransaction, type Transaction, within } from './transaction.js';
export { type Write, writeOf } from './write.js';
