import { OperationalError, toError } from '../shared/errors.js';

export function dataFolderFault(thrown: unknown, dataFolder: string): OperationalError {
  const reason = toError(thrown).message;
  return new OperationalError(
    `The data folder ${dataFolder} cannot be used: ${reason}. Mend that, or set CREWCHIEF_DATA to another folder.`,
    { cause: thrown },
  );
}
