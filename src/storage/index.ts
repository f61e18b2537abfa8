export { type ArchiveContent, checkArchive } from './archive/check.js';
export { exportArchive } from './archive/export.js';
export { archiveSuffix, type CollectionSummary } from './archive/format.js';
export { checkTarget, importArchive } from './archive/import.js';
export { refuseUnfinishedImport } from './archive/unfinished-import.js';
export { writeNewFile } from './archive/write-new-file.js';
export { connectWhenReady, type DatabasePatience } from './connect-when-ready.js';
/** The handle to a database, for those who pass it on without querying it. */
export type { Db } from 'mongodb';
export { connectDatabase, type Database } from './database.js';
export { isDuplicateKey } from './errors.js';
export { type CollectionIndexes, ensureIndexes } from './indexes.js';
export { Lookup } from './lookup.js';
export { type InTransaction, type Transaction, within } from './transaction.js';
export { writeOf } from './write.js';
