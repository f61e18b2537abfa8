import type { Db } from 'mongodb';
import { ArchiveError } from './archive-error.js';
import { type ArchiveContent, documentsIn } from './check.js';
import { summarise } from './documents.js';
import { type OnProgress, Progress } from './progress.js';

/**
 * Reads the collections of an archive from a database, and compares count and hash of each.
 * @throws ArchiveError naming the first collection that differs
 */
export async function compareWithArchive(
  db: Db,
  content: ArchiveContent,
  onProgress: OnProgress,
): Promise<void> {
  const progress = new Progress(documentsIn(content), onProgress);
  const remedy = 'Import again while nothing else uses the database.';
  for (const expected of content.summaries) {
    const { collection, count, sha256 } = await summarise(db, expected.collection, () =>
      progress.add(),
    );
    if (count !== expected.count) {
      throw new ArchiveError(
        `${collection} now has ${count} documents, and ${content.file} has ${expected.count}. ${remedy}`,
      );
    }
    if (sha256 !== expected.sha256) {
      throw new ArchiveError(
        `The documents of ${collection} differ from those of ${content.file}. ${remedy}`,
      );
    }
  }
  progress.finish();
}
