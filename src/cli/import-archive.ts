import { existsSync } from 'node:fs';
import {
  type ArchiveContent,
  checkArchive,
  checkTarget,
  type Database,
  importArchive,
} from '../storage/index.js';
import { summaryTable } from './export.js';
import { type Output, progressBar } from './output.js';

/**
 * `crewchief import` of an archive: fills an empty database with what was exported. Without `apply` it
 * only checks the file and the database.
 * @returns the exit code: 2 when there is no such file.
 * @throws ArchiveError when the file is damaged, the database not empty, or what was written differs
 */
export async function importArchiveFile(
  { db }: Pick<Database, 'db'>,
  file: string,
  { apply, json }: { readonly apply: boolean; readonly json: boolean },
  output: Output,
): Promise<number> {
  if (!existsSync(file)) {
    output.err(`${file} does not exist.\n`);
    return 2;
  }
  const content = await checkArchive(file, progressBar('check', output));
  if (apply) {
    await importArchive(db, content, progressBar('write', output), progressBar('compare', output));
  } else {
    await checkTarget(db);
  }
  output.out(json ? report(content, apply) : words(content, apply));
  return 0;
}

function report({ file, summaries }: ArchiveContent, applied: boolean): string {
  return `${JSON.stringify({ file, applied, collections: summaries }, null, 2)}\n`;
}

function words({ exportedAt, summaries }: ArchiveContent, applied: boolean): string {
  const ending = applied
    ? 'Imported, read back and found equal.\n'
    : 'Dry run: the file is whole and the database empty. Nothing was written. Add --apply to import.\n';
  return `Exported at ${exportedAt}\n${summaryTable(summaries)}${ending}`;
}
