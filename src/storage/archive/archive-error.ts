import { OperationalError } from '../../shared/errors.js';

/** Why data cannot be written to an archive, or an archive not be imported. */
export class ArchiveError extends OperationalError {}
