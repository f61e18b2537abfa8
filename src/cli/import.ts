import { extname } from 'node:path';
import type { App } from '../app.js';
import { type FileFault, readPeopleFile } from '../features/people/index.js';
import { type Output, table } from './output.js';
import { readTextFile } from './read-text-file.js';

/**
 * `crewchief import`: people and teams from a CSV or JSON file. Without `apply` it only says what
 * would happen.
 * @returns the exit code: 1 when rows are refused, 2 when the file cannot be read.
 */
export async function importFile(
  { services }: Pick<App, 'services'>,
  path: string,
  options: { readonly apply: boolean; readonly json: boolean },
  output: Output,
): Promise<number> {
  const format = extname(path).slice(1).toLowerCase();
  if (format !== 'csv' && format !== 'json') {
    output.err(`${path} is neither .csv, .json, .ics nor .crewchief.\n`);
    return 2;
  }
  const content = await readTextFile(path, output);
  if (content === null) return 2;
  const read = readPeopleFile(content, format);
  if ('faults' in read) {
    output.out(options.json ? print({ refused: read.faults }) : refusals(read.faults));
    return 1;
  }
  const report = await services.importPeople(read.rows, { dryRun: !options.apply });
  if (options.json) {
    output.out(print(report));
  } else if (report.refused.length > 0) {
    output.out(refusals(report.refused));
  } else {
    const { added, changed, unchanged, newSkills } = report;
    const rows = [
      ...added.map((what) => ['add', what]),
      ...changed.map(({ what, changes }) => ['change', `${what}: ${changes.join(', ')}`]),
      ...newSkills.map(({ name, nearest }) => [
        'new skill',
        nearest === null ? name : `${name} (is ${nearest} meant?)`,
      ]),
    ];
    output.out(table(rows));
    output.out(`${added.length} to add, ${changed.length} to change, ${unchanged} as they are.\n`);
    output.out(
      options.apply ? 'Imported.\n' : 'Dry run: nothing was written. Add --apply to import.\n',
    );
  }
  return report.refused.length > 0 ? 1 : 0;
}

function refusals(faults: readonly FileFault[]): string {
  const rows = faults.map(({ line, field, problem }) => [
    line === null ? '' : `line ${line}`,
    field,
    problem,
  ]);
  return `${table(rows)}Nothing was imported.\n`;
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
