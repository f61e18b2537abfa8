import type { CollectionIndexes, Db } from '../../storage/index.js';
import { AuditStore, auditIndexes } from './audit-store.js';

export { AlreadyHandledError, type AuditEntry } from './audit.js';
export type Audit = AuditStore;

export function createAudit(db: Db): { audit: Audit; indexes: readonly CollectionIndexes[] } {
  return { audit: new AuditStore(db), indexes: [auditIndexes] };
}
