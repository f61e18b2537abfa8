import type { Db } from 'mongodb';
import { type CollectionIndexes, type Transaction, within } from '../../storage/index.js';
import { defaultPreferences, type Preferences } from './preferences.js';

type PreferencesDocument = Preferences & { _id: string };

const collectionName = 'notification_preferences';

export const preferencesIndexes: CollectionIndexes = { collection: collectionName, indexes: [] };

export class PreferencesStore {
  readonly #preferences;

  constructor(db: Db) {
    this.#preferences = db.collection<PreferencesDocument>(collectionName);
  }

  async of(memberId: string, transaction?: Transaction): Promise<Preferences> {
    const document = await this.#preferences.findOne({ _id: memberId }, within(transaction));
    if (!document) return defaultPreferences;
    const { _id, ...preferences } = document;
    return preferences;
  }

  async save(memberId: string, preferences: Preferences, transaction: Transaction): Promise<void> {
    await this.#preferences.replaceOne({ _id: memberId }, preferences, {
      upsert: true,
      ...within(transaction),
    });
  }
}
