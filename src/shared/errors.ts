import { isNativeError } from 'node:util/types';

/** A fault that whoever runs the bot can mend: the message says what it is and what to do. */
export class OperationalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Any thrown value as an `Error`, so that a log line always has a message and a stack. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error || isNativeError(thrown) ? thrown : new Error(String(thrown));
}

/** The code of a fault that the system or the network reported, such as `EADDRINUSE`. */
export function systemErrorCode(thrown: unknown): string | null {
  const { code } = toError(thrown) as { readonly code?: unknown };
  return typeof code === 'string' ? code : null;
}
