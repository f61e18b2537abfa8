import { setTimeout as wait } from 'node:timers/promises';
import { MongoServerSelectionError } from 'mongodb';
import type { Logger } from '../shared/logger.js';
import { connectDatabase, type Database } from './database.js';

const tries = 10;
const waitMs = 1_000;

/**
 * Connects, waiting about a minute for a server that is away (each try takes 5 s).
 * @throws with a remedy when the server stays away, or at once when it refuses.
 */
export async function connectWhenReady(uri: string, logger: Logger): Promise<Database> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connectDatabase(uri);
    } catch (error) {
      if (!(error instanceof MongoServerSelectionError)) throw error;
      if (attempt === tries) {
        throw new Error(
          'MongoDB cannot be reached. Check MONGODB_URI, that the server runs, and that its replica set has a primary.',
          { cause: error },
        );
      }
      logger.warn({ err: error, attempt }, 'MongoDB cannot be reached yet; trying again');
      await wait(waitMs);
    }
  }
}
