import { setTimeout as wait } from 'node:timers/promises';
import { MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { OperationalError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import { connectDatabase, type Database } from './database.js';

/** How often a server is tried, how long each time, and how long is waited in between. */
export interface DatabasePatience {
  readonly tries: number;
  readonly timeoutMs: number;
  readonly waitMs: number;
}

const aboutAMinute: DatabasePatience = { tries: 10, timeoutMs: 5_000, waitMs: 1_000 };

/**
 * Connects, by default waiting about a minute for a server that is away.
 * @throws OperationalError when the server stays away, or at once when it refuses.
 */
export async function connectWhenReady(
  uri: string,
  logger: Logger,
  { tries, timeoutMs, waitMs }: DatabasePatience = aboutAMinute,
): Promise<Database> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connectDatabase(uri, timeoutMs);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      const { message } = error;
      if (!isAway(error)) {
        throw new OperationalError(`MongoDB refuses: ${message}. Check MONGODB_URI.`, {
          cause: error,
        });
      }
      if (attempt === tries) {
        throw new OperationalError(
          `MongoDB cannot be reached: ${message}. Check MONGODB_URI, that the server runs, and that its replica set has a primary.`,
          { cause: error },
        );
      }
      logger.warn(
        { reason: message, attempt, tries },
        'MongoDB cannot be reached yet; trying again',
      );
      await wait(waitMs);
    }
  }
}

function isAway(error: MongoError): boolean {
  return error instanceof MongoServerSelectionError || error instanceof MongoNetworkError;
}
