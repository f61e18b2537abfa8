export { connectWhenReady } from './connect-when-ready.js';
/** The handle to a database, for those who pass it on without querying it. */
export type { Db } from 'mongodb';
export {
  connectDatabase,
  type Database,
  isDuplicateKey,
  TransactionsUnsupportedError,
} from './database.js';
export { type CollectionIndexes, ensureIndexes } from './indexes.js';
export { type InTransaction, type Transaction, within } from './transaction.js';
