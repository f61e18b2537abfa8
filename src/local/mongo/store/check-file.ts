import { allSealed, hasFormat, openEnvironment, unseal } from './records.js';

/** A program that reads a whole data file, because reading a damaged one can end the process. */
const [folder = ''] = process.argv.slice(2);
try {
  const environment = openEnvironment(folder, { readOnly: true });
  hasFormat(environment);
  for (const range of allSealed) {
    for (const { key, value } of environment.getRange(range)) unseal(key, value);
  }
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
