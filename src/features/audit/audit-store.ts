import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within, writeOf } from '../../storage/index.js';
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
  insert(entry: AuditEntry, transaction: Transaction): Promise<void> {
    return this.insertAll([entry], transaction);
  }

  /** @throws AlreadyHandledError when an intent has an entry; the transaction must then abort. */
  insertAll(entries: readonly AuditEntry[], transaction: Transaction): Promise<void> {
    return transaction.write(
      entries.map(({ id, ...entry }) =>
        writeOf(
          this.#entries,
          { insertOne: { document: { _id: id, ...entry } } },
          () => new AlreadyHandledError(id),
        ),
      ),
    );
  }

  async find(id: string, transaction?: Transaction): Promise<AuditEntry | null> {
    const document = await this.#entries.findOne({ _id: id }, within(transaction));
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
