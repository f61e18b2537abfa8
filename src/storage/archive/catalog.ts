import type { CollectionInfo, Db } from 'mongodb';
import { ArchiveError } from './archive-error.js';
import type { CollectionStart } from './format.js';
import { unfinishedImports } from './unfinished-import.js';

/** Names of all collections with data of the bot, sorted. */
export async function collectionNames(db: Db): Promise<readonly string[]> {
  return (await collections(db)).map(({ name }) => name);
}

/**
 * All collections with their indexes other than that on `_id`.
 * @throws ArchiveError when one is more than a plain collection, which an archive does not keep.
 */
export async function describeCollections(db: Db): Promise<readonly CollectionStart[]> {
  const found = await collections(db);
  const special = found.find(
    ({ type, options = {} }) => type !== 'collection' || Object.keys(options).length > 0,
  );
  if (special) {
    throw new ArchiveError(
      `${special.name} cannot be exported: an archive keeps plain collections only, and this is a ${special.type} with the options ${JSON.stringify(special.options)}.`,
    );
  }
  return Promise.all(
    found.map(async ({ name }) => ({ collection: name, indexes: await indexesOf(db, name) })),
  );
}

async function collections(db: Db): Promise<readonly CollectionInfo[]> {
  const all = (await db.listCollections().toArray()) as CollectionInfo[];
  return all
    .filter(({ name }) => name !== unfinishedImports && !name.startsWith('system.'))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

async function indexesOf(db: Db, collection: string): Promise<CollectionStart['indexes']> {
  const indexes = await db.collection(collection).listIndexes().toArray();
  return indexes
    .filter(({ name }) => name !== '_id_')
    .map(({ name = '', ...definition }) => ({ name, ...definition }));
}
