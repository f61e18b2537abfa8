import { openEnvironment, readCollections, readDocuments } from './records.js';

/** A program that reads a whole data file, because reading a damaged one can end the process. */
const [folder = ''] = process.argv.slice(2);
try {
  const environment = openEnvironment(folder, true);
  let bytes = 0;
  for (const records of [readCollections(environment), readDocuments(environment)]) {
    for (const { value } of records) bytes += value.length;
  }
  process.stdout.write(`${bytes}`);
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
