import type { Db, IndexDescription } from 'mongodb';

/** The indexes that one store needs on one collection. */
export interface CollectionIndexes {
  readonly collection: string;
  readonly indexes: readonly IndexDescription[];
}

/** Creates every index that is missing. Creating an existing one again changes nothing. */
export async function ensureIndexes(db: Db, all: readonly CollectionIndexes[]): Promise<void> {
  await Promise.all(
    all
      .filter(({ indexes }) => indexes.length > 0)
      .map(({ collection, indexes }) => db.collection(collection).createIndexes([...indexes])),
  );
}
