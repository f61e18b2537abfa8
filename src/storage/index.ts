export {
  connectDatabase,
  type Database,
  isDuplicateKey,
  TransactionsUnsupportedError,
} from './database.js';
export { type CollectionIndexes, ensureIndexes } from './indexes.js';
export { type InTransaction, type Transaction, within } from './transaction.js';
