import type { Db } from 'mongodb';
import { ArchiveError } from './archive-error.js';

/** Holds one document from the beginning of an import to its verified end; never exported. */
export const unfinishedImports = 'unfinished_imports';

interface UnfinishedImport {
  readonly _id: 'current';
  readonly file: string;
}

function marks(db: Db) {
  return db.collection<UnfinishedImport>(unfinishedImports);
}

/** The file of the import that began and did not end, or null. */
export async function unfinishedImport(db: Db): Promise<string | null> {
  return (await marks(db).findOne({ _id: 'current' }))?.file ?? null;
}

export async function markUnfinished(db: Db, file: string): Promise<void> {
  await marks(db).updateOne({ _id: 'current' }, { $set: { file } }, { upsert: true });
}

export async function markFinished(db: Db): Promise<void> {
  await marks(db).drop();
}

/** @throws ArchiveError when an import into the database began and did not end. */
export async function refuseUnfinishedImport(db: Db): Promise<void> {
  const file = await unfinishedImport(db);
  if (file === null) return;
  throw new ArchiveError(
    `The database ${db.databaseName} is half imported from ${file}. Complete it with: crewchief import ${file} --apply`,
  );
}
