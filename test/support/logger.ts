import { createLogger, type Logger } from '../../src/shared/logger.js';

export const silentLogger = createLogger('silent');

/** A logger, and its warnings and errors from the first one on. */
export function keepingLogger(): { readonly logger: Logger; readonly logged: object[] } {
  const logged: object[] = [];
  const write = (line: string) => void logged.push(JSON.parse(line) as object);
  return { logger: createLogger('warn', { write }), logged };
}
