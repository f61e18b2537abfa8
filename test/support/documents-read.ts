import type { CommandStartedEvent, CommandSucceededEvent, Db, Document } from 'mongodb';

/**
 * How many documents of `collection` the database hands out to `db`'s client while `action` runs.
 * Test processes have their clients tell of their commands.
 */
export async function documentsRead(
  db: Db,
  collection: string,
  action: () => Promise<unknown>,
): Promise<number> {
  const asked = new Set<number>();
  let count = 0;
  const started = ({ requestId, command }: CommandStartedEvent) => {
    const target: unknown = command['find'] ?? command['aggregate'] ?? command['collection'];
    if (target === collection) asked.add(requestId);
  };
  const succeeded = ({ requestId, reply }: CommandSucceededEvent) => {
    if (!asked.has(requestId)) return;
    const cursor = (reply as { readonly cursor?: Document }).cursor;
    const batch: unknown = cursor?.['firstBatch'] ?? cursor?.['nextBatch'];
    if (Array.isArray(batch)) count += batch.length;
  };
  const { client } = db;
  client.on('commandStarted', started);
  client.on('commandSucceeded', succeeded);
  try {
    await action();
  } finally {
    client.off('commandStarted', started);
    client.off('commandSucceeded', succeeded);
  }
  return count;
}
