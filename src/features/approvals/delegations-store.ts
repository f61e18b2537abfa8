import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import type { LocalDay } from '../calendar/index.js';
import type { Delegation } from './delegation.js';

type DelegationDocument = Omit<Delegation, 'managerId'> & { _id: string };

const collectionName = 'approval_delegations';

export const delegationIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { delegateId: 1 } }],
};

/** The present delegation of each manager; earlier ones stand in the audit log. */
export class DelegationsStore {
  readonly #delegations;

  constructor(db: Db) {
    this.#delegations = db.collection<DelegationDocument>(collectionName);
  }

  async save({ managerId, ...delegation }: Delegation, transaction: Transaction): Promise<void> {
    await this.#delegations.replaceOne({ _id: managerId }, delegation, {
      upsert: true,
      ...within(transaction),
    });
  }

  /** @returns false when there was none. */
  async remove(managerId: string, transaction: Transaction): Promise<boolean> {
    const { deletedCount } = await this.#delegations.deleteOne(
      { _id: managerId },
      within(transaction),
    );
    return deletedCount === 1;
  }

  async ofManager(managerId: string): Promise<Delegation | null> {
    const document = await this.#delegations.findOne({ _id: managerId });
    return document && fromDocument(document);
  }

  /** Those of the managers that are in force on `day`, by manager. */
  async ofManagers(
    managerIds: readonly string[],
    day: LocalDay,
  ): Promise<ReadonlyMap<string, Delegation>> {
    const documents = await this.#delegations
      .find({ _id: { $in: [...managerIds] }, lastDay: { $gte: day } })
      .toArray();
    return new Map(
      documents.map(fromDocument).map((delegation) => [delegation.managerId, delegation]),
    );
  }

  async toDelegate(delegateId: string): Promise<readonly Delegation[]> {
    return (await this.#delegations.find({ delegateId }).toArray()).map(fromDocument);
  }
}

function fromDocument({ _id, ...delegation }: DelegationDocument): Delegation {
  return { managerId: _id, ...delegation };
}
