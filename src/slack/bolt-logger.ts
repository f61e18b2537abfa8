import bolt from '@slack/bolt';
import type { Logger } from '../shared/logger.js';

/** Bolt's log lines in our logger. What Bolt calls information is detail to an operator. */
export function boltLogger(logger: Logger): bolt.Logger {
  const text = (parts: unknown[]) => parts.map(String).join(' ');
  return {
    debug: (...parts: unknown[]) => {
      if (logger.isLevelEnabled('trace')) logger.trace(text(parts));
    },
    info: (...parts: unknown[]) => logger.debug(text(parts)),
    warn: (...parts: unknown[]) => logger.warn(text(parts)),
    error: (...parts: unknown[]) => logger.error(text(parts)),
    setLevel: () => undefined,
    getLevel: () => bolt.LogLevel.INFO,
    setName: () => undefined,
  };
}
