import type { ClientSession, Db } from 'mongodb';
import { describeCollections } from './catalog.js';
import { LineDigest } from './digest.js';
import { documentLines } from './documents.js';
import {
  archiveFormat,
  archiveVersion,
  type CollectionStart,
  type CollectionSummary,
  type ControlLine,
  formatControl,
} from './format.js';
import { type OnProgress, Progress } from './progress.js';
import { withSnapshot } from './snapshot.js';
import { refuseUnfinishedImport } from './unfinished-import.js';
import { writeNewFile } from './write-new-file.js';

export interface ExportRequest {
  readonly file: string;
  readonly exportedAt: Date;
  /** Nobody else uses the database: no instant needs to be held, however long reading takes. */
  readonly alone: boolean;
  readonly onProgress: OnProgress;
}

/**
 * Writes all collections of a database to a new archive file, which replaces `file` when it is whole
 * and on disk. Unless `alone`, the documents are those of one instant, also while the bot runs;
 * collections and indexes must not be created or dropped meanwhile.
 * @throws ArchiveError when the data cannot be kept in an archive, or is half imported.
 */
export async function exportArchive(
  db: Db,
  { file, exportedAt, alone, onProgress }: ExportRequest,
): Promise<readonly CollectionSummary[]> {
  await refuseUnfinishedImport(db);
  const write = async (session: ClientSession) => {
    const collections = await describeCollections(db);
    const progress = new Progress(await estimatedDocuments(db, collections), onProgress);
    const summaries: CollectionSummary[] = [];
    const lines = archiveLines({
      db,
      session,
      exportedAt,
      collections,
      onDocument: () => progress.add(),
      onCollection: (summary) => summaries.push(summary),
    });
    await writeNewFile(file, lines);
    progress.finish();
    return summaries;
  };
  return alone ? db.client.withSession(write) : withSnapshot(db, write);
}

async function estimatedDocuments(
  db: Db,
  collections: readonly CollectionStart[],
): Promise<number> {
  const counts = await Promise.all(
    collections.map(({ collection }) => db.collection(collection).estimatedDocumentCount()),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** An archive line by line; documents are read as their lines are asked for. */
async function* archiveLines({
  db,
  session,
  exportedAt,
  collections,
  onDocument,
  onCollection,
}: {
  readonly db: Db;
  readonly session: ClientSession;
  readonly exportedAt: Date;
  readonly collections: readonly CollectionStart[];
  readonly onDocument: () => void;
  readonly onCollection: (summary: CollectionSummary) => void;
}): AsyncGenerator<string> {
  const all = new LineDigest();
  const hashed = (line: string) => {
    all.add(line);
    return line;
  };
  const control = (line: ControlLine) => hashed(formatControl(line));
  yield control({
    format: archiveFormat,
    version: archiveVersion,
    exportedAt: exportedAt.toISOString(),
    database: db.databaseName,
  });
  for (const start of collections) {
    yield control(start);
    const documents = new LineDigest();
    for await (const line of documentLines(db, start.collection, session)) {
      documents.add(line);
      yield hashed(line);
      onDocument();
    }
    const { count, sha256 } = documents;
    yield control({ endOf: start.collection, count, sha256 });
    onCollection({ collection: start.collection, count, sha256 });
  }
  yield formatControl({ whole: true, collections: collections.length, sha256: all.sha256 });
}
