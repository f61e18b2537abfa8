import { openEnvironment, readCollections, readDocuments } from './records.js';

/** A program that reads a whole data file, because reading a damaged one can end the process. */
const [folder = ''] = process.argv.slice(2);
try {
  const environment = openEnvironment(folder, true);
  for (const records of [readCollections(environment), readDocuments(environment)]) {
    for (const { value } of records) value.readInt32LE(0);
  }
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
