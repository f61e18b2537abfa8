import { stat } from 'node:fs/promises';
import type { CollectionStart, CollectionSummary } from './format.js';
import { type OnProgress, Progress } from './progress.js';
import { readArchive } from './read-archive.js';

/** What a whole and undamaged archive holds. */
export interface ArchiveContent {
  readonly file: string;
  readonly exportedAt: string;
  readonly database: string;
  readonly collections: readonly CollectionStart[];
  readonly summaries: readonly CollectionSummary[];
}

/** How many documents an archive holds. */
export function documentsIn({ summaries }: ArchiveContent): number {
  return summaries.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Reads a whole archive and writes nothing. Progress is in bytes.
 * @throws ArchiveError when the file is foreign, cut off or changed
 */
export async function checkArchive(file: string, onProgress: OnProgress): Promise<ArchiveContent> {
  const progress = new Progress((await stat(file)).size, onProgress);
  let exportedAt = '';
  let database = '';
  const collections: CollectionStart[] = [];
  const summaries: CollectionSummary[] = [];
  for await (const part of readArchive(file, (bytes) => progress.add(bytes))) {
    if (part.kind === 'header') ({ exportedAt, database } = part.header);
    else if (part.kind === 'start') collections.push(part.start);
    else if (part.kind === 'end') summaries.push(part.summary);
  }
  progress.finish();
  return { file, exportedAt, database, collections, summaries };
}
