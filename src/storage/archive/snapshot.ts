import { type ClientSession, type Db, MongoServerError } from 'mongodb';
import { ArchiveError } from './archive-error.js';
import { unfinishedImports } from './unfinished-import.js';

/**
 * Runs `read` with a session whose reads all show the same instant, whatever others write meanwhile.
 *
 * A MongoDB replica set offers snapshot reads; it keeps the history for them for 5 minutes unless
 * `minSnapshotHistoryWindowInSeconds` says otherwise, and refuses later reads (SnapshotTooOld). A
 * server that does not offer them, which is the local store, reads in one transaction: at most for a
 * minute, while other transactions wait.
 * @throws ArchiveError when the server gives the instant up before `read` has ended
 */
export async function withSnapshot<T>(
  db: Db,
  read: (session: ClientSession) => Promise<T>,
): Promise<T> {
  try {
    return await readSnapshot(db, read);
  } catch (error) {
    if (!(error instanceof MongoServerError) || !gaveUpCodes.has(error.code)) throw error;
    throw new ArchiveError(
      `The data could not be read as of one instant, because the server kept it for too short a time (${error.message}). With the local store, stop the bot and export again; with MongoDB, raise minSnapshotHistoryWindowInSeconds.`,
      { cause: error },
    );
  }
}

/** WriteConflict, SnapshotTooOld, SnapshotUnavailable, NoSuchTransaction. */
const gaveUpCodes: ReadonlySet<unknown> = new Set([112, 239, 246, 251]);

const invalidOptions = 72;

async function readSnapshot<T>(db: Db, read: (session: ClientSession) => Promise<T>): Promise<T> {
  const offered = await db.client.withSession({ snapshot: true }, async (session) =>
    (await takesSnapshot(db, session)) ? { result: await read(session) } : null,
  );
  if (offered) return offered.result;
  return db.client.withSession(async (session) => {
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    try {
      await firstRead(db, session);
      return await read(session);
    } finally {
      if (session.inTransaction()) await session.abortTransaction();
    }
  });
}

/** The first read fixes the instant, which the server names; one that offers no snapshots refuses. */
async function takesSnapshot(db: Db, session: ClientSession): Promise<boolean> {
  try {
    const { cursor } = await firstRead(db, session);
    return cursor?.['atClusterTime'] !== undefined;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === invalidOptions) return false;
    throw error;
  }
}

function firstRead(db: Db, session: ClientSession) {
  return db.command({ find: unfinishedImports, limit: 1, singleBatch: true }, { session });
}
