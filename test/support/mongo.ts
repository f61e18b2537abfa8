import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { startLocalMongo } from '../../src/local/mongo/index.js';
import { newUuid } from '../../src/shared/ids.js';

export interface TestMongo {
  readonly uri: string;
  readonly client: MongoClient;
  /** A database of this test alone. */
  readonly db: Db;
  close(): Promise<void>;
}

/** A MongoDB for one test file: the server named by MONGODB_URI, or a local one that is removed. */
export async function startTestMongo(): Promise<TestMongo> {
  const { uri, stop } = await startServer();
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect();
  const db = client.db(`test_${newUuid().replaceAll('-', '')}`);
  const close = async (): Promise<void> => {
    if (process.env['MONGODB_URI']) await db.dropDatabase();
    await client.close();
    await stop();
  };
  return { uri, client, db, close };
}

async function startServer(): Promise<{ uri: string; stop: () => Promise<void> }> {
  const named = process.env['MONGODB_URI'];
  if (named) return { uri: named, stop: () => Promise.resolve() };
  const folder = mkdtempSync(join(tmpdir(), 'crewchief-mongo-'));
  const server = await startLocalMongo({ folder, fsync: false });
  const stop = async (): Promise<void> => {
    await server.close();
    rmSync(folder, { recursive: true });
  };
  return { uri: server.uri, stop };
}
