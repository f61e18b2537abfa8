import type { Db, Document, IndexDescription } from 'mongodb';
import { ArchiveError } from './archive-error.js';
import { collectionNames } from './catalog.js';
import { type ArchiveContent, documentsIn } from './check.js';
import { compareWithArchive } from './compare.js';
import { batchSize } from './documents.js';
import { type OnProgress, Progress } from './progress.js';
import { readArchive } from './read-archive.js';
import { markFinished, markUnfinished, unfinishedImport } from './unfinished-import.js';

const batchBytes = 8 * 1024 * 1024;

/**
 * Whether an archive may be imported: into a database whose collections hold no documents, or that an
 * earlier import left half filled.
 * @throws ArchiveError when the database holds anything else
 */
export async function checkTarget(db: Db): Promise<void> {
  if ((await unfinishedImport(db)) !== null) return;
  const names = await collectionNames(db);
  const first = await Promise.all(names.map((name) => db.collection(name).findOne()));
  const filled = names.filter((_, index) => first[index] !== null);
  if (filled.length === 0) return;
  throw new ArchiveError(
    `The database ${db.databaseName} already holds data, in ${filled.join(', ')}; the sample team counts as data. An archive goes into an empty database only: name another one in MONGODB_URI, or for the local store set CREWCHIEF_DATA to a new folder.`,
  );
}

/**
 * Fills an empty database from an archive that has been checked, reads everything back and compares
 * count and hash of each collection. While it runs, and after it was interrupted, a mark keeps the bot
 * from starting on the database; run again, it begins anew.
 *
 * The bot must not run on the database meanwhile. Indexes are built last, so that documents due to
 * expire are still there to be compared.
 * @throws ArchiveError when the database is not empty, or afterwards differs from the archive
 */
export async function importArchive(
  db: Db,
  content: ArchiveContent,
  onWritten: OnProgress,
  onCompared: OnProgress,
): Promise<void> {
  await checkTarget(db);
  await markUnfinished(db, content.file);
  await dropAll(db);
  await writeDocuments(db, content.file, new Progress(documentsIn(content), onWritten));
  await compareWithArchive(db, content, onCompared);
  for (const { collection, indexes } of content.collections) {
    if (indexes.length > 0) {
      await db.collection(collection).createIndexes([...indexes] as IndexDescription[]);
    }
  }
  await markFinished(db);
}

/** What an interrupted import left, or collections without documents. */
async function dropAll(db: Db): Promise<void> {
  for (const name of await collectionNames(db)) await db.collection(name).drop();
}

async function writeDocuments(db: Db, file: string, progress: Progress): Promise<void> {
  let collection = '';
  let batch: Document[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length > 0) await db.collection(collection).insertMany(batch);
    progress.add(batch.length);
    batch = [];
    bytes = 0;
  };
  for await (const part of readArchive(file, () => {})) {
    if (part.kind === 'start') {
      ({ collection } = part.start);
      await db.createCollection(collection);
    } else if (part.kind === 'document') {
      batch.push(part.document);
      bytes += part.bytes;
      if (batch.length === batchSize || bytes >= batchBytes) await flush();
    } else if (part.kind === 'end') {
      await flush();
    }
  }
  progress.finish();
}
