import type { Collection, Document, Filter, WithId } from 'mongodb';
import { Batcher } from '../shared/batcher.js';

/** As many as come back in the first reply. */
const keysAtOnce = 100;

/**
 * Finds documents by a unique string field. Look-ups made at the same time share one query, which
 * begins after all of them, so that none sees less than a query of its own would.
 */
export class Lookup<Schema extends Document> {
  readonly #batcher;

  constructor(collection: Collection<Schema>, field: keyof Schema & string) {
    this.#batcher = new Batcher<string, WithId<Schema> | null>(async (keys) => {
      const filter = { [field]: { $in: [...new Set(keys)], $type: 'string' } };
      const found = await collection.find(filter as Filter<Schema>).toArray();
      const byKey = new Map<unknown, WithId<Schema>>(
        found.map((document) => [document[field], document]),
      );
      return keys.map((key) => byKey.get(key) ?? null);
    }, keysAtOnce);
  }

  find(key: string): Promise<WithId<Schema> | null> {
    return this.#batcher.add(key);
  }
}
