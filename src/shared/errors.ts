import { isNativeError } from 'node:util/types';

/** Any thrown value as an `Error`, so that a log line always has a message and a stack. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error || isNativeError(thrown) ? thrown : new Error(String(thrown));
}
