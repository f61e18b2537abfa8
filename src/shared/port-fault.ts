import { OperationalError, systemErrorCode } from './errors.js';

/** What is to be done when `port` cannot be listened on; null when `thrown` is another fault. */
export function portFault(thrown: unknown, port: number): OperationalError | null {
  const remedy = remedyFor(systemErrorCode(thrown), port);
  return remedy === null ? null : new OperationalError(remedy, { cause: thrown });
}

function remedyFor(code: string | null, port: number): string | null {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Set PORT, or stop that program.`;
  if (code === 'EACCES')
    return `This user may not listen on port ${port}. Set PORT to a number above 1023.`;
  return null;
}
