import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within, writeOf } from '../../storage/index.js';
import type { Suggestion, SuggestionState } from './suggestion.js';

type SuggestionDocument = Omit<Suggestion, 'id'> & { readonly _id: string };

const collectionName = 'rebalancings';

export const rebalancingIndexes: CollectionIndexes = {
  collection: collectionName,
  indexes: [{ key: { teamId: 1, 'horizon.from': -1 } }],
};

/** Thrown when a suggestion is no longer in the state that something was decided on. */
export class SuggestionChangedError extends Error {
  constructor(id: string) {
    super(`The suggestion ${id} has been applied or reverted meanwhile`);
    this.name = 'SuggestionChangedError';
  }
}

export class RebalancingStore {
  readonly #suggestions;

  constructor(db: Db) {
    this.#suggestions = db.collection<SuggestionDocument>(collectionName);
  }

  async insert({ id, ...suggestion }: Suggestion, transaction: Transaction): Promise<void> {
    await this.#suggestions.insertOne({ _id: id, ...suggestion }, within(transaction));
  }

  async find(id: string): Promise<Suggestion | null> {
    const document = await this.#suggestions.findOne({ _id: id });
    if (!document) return null;
    const { _id, ...suggestion } = document;
    return { id: _id, ...suggestion };
  }

  /** @throws SuggestionChangedError when its state is no longer `from`. */
  settle(
    id: string,
    from: SuggestionState['kind'],
    state: SuggestionState,
    transaction: Transaction,
  ): Promise<void> {
    return transaction.write([
      writeOf(
        this.#suggestions,
        { updateOne: { filter: { _id: id, 'state.kind': from }, update: { $set: { state } } } },
        () => new SuggestionChangedError(id),
      ),
    ]);
  }
}
