import { existsSync } from 'node:fs';
import type { Clock } from '../shared/clock.js';
import {
  archiveSuffix,
  type CollectionSummary,
  type Database,
  exportArchive,
} from '../storage/index.js';
import { type Output, progressBar, table } from './output.js';

/**
 * `crewchief export`: all data of the database in one new file.
 * @returns the exit code: 2 when the file may not be written.
 */
export async function exportFile(
  { db }: Pick<Database, 'db'>,
  file: string,
  options: { readonly alone: boolean; readonly force: boolean; readonly json: boolean },
  clock: Clock,
  output: Output,
): Promise<number> {
  if (!file.endsWith(archiveSuffix)) {
    output.err(`${file} must end in ${archiveSuffix}.\n`);
    return 2;
  }
  if (existsSync(file) && !options.force) {
    output.err(`${file} exists. Add --force to replace it.\n`);
    return 2;
  }
  const collections = await exportArchive(db, {
    file,
    exportedAt: clock.now(),
    alone: options.alone,
    onProgress: progressBar('export', output),
  });
  output.out(
    options.json
      ? `${JSON.stringify({ file, collections }, null, 2)}\n`
      : `${summaryTable(collections)}Exported to ${file}. It holds personal data: keep it as safe as the database.\n`,
  );
  return 0;
}

/** Count and hash of each collection, as two exports of the same data show them alike. */
export function summaryTable(collections: readonly CollectionSummary[]): string {
  return table([
    ['collection', 'documents', 'SHA-256'],
    ...collections.map(({ collection, count, sha256 }) => [collection, String(count), sha256]),
  ]);
}
