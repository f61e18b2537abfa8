import type { Db } from 'mongodb';
import {
  type CollectionIndexes,
  isDuplicateKey,
  type Transaction,
  within,
} from '../../storage/index.js';
import { AlreadyHandledError, type AuditEntry } from './audit.js';

type AuditDocument = Omit<AuditEntry, 'id'> & { _id: string };

const collectionName = 'audit_log';

export const auditIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { subject: 1, at: 1 } }, { key: { at: 1 } }],
};

export class AuditStore {
  readonly #entries;

  constructor(db: Db) {
    this.#entries = db.collection<AuditDocument>(collectionName);
  }

  /** @throws AlreadyHandledError when the intent has an entry; the transaction must then abort. */
  async insert({ id, ...entry }: AuditEntry, transaction: Transaction): Promise<void> {
    try {
      await this.#entries.insertOne({ _id: id, ...entry }, within(transaction));
    } catch (error) {
      if (isDuplicateKey(error)) throw new AlreadyHandledError(id);
      throw error;
    }
  }

  /** Writes many entries at once, whose ids must be new. */
  async insertAll(entries: readonly AuditEntry[], transaction: Transaction): Promise<void> {
    if (entries.length === 0) return;
    const documents = entries.map(({ id, ...entry }) => ({ _id: id, ...entry }));
    await this.#entries.insertMany(documents, within(transaction));
  }

  async find(id: string): Promise<AuditEntry | null> {
    const document = await this.#entries.findOne({ _id: id });
    return document && fromDocument(document);
  }

  /** The latest entries about `subject`, oldest first, but for the actions left out. */
  async about(
    subject: string,
    limit: number,
    leftOut: readonly string[] = [],
  ): Promise<readonly AuditEntry[]> {
    const filter = leftOut.length === 0 ? { subject } : { subject, action: { $nin: leftOut } };
    const latest = await this.#entries.find(filter).sort({ at: -1 }).limit(limit).toArray();
    return latest.map(fromDocument).toReversed();
  }
}

function fromDocument({ _id, ...entry }: AuditDocument): AuditEntry {
  return { id: _id, ...entry };
}
