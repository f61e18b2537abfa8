import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CommandStartedEvent,
  type CommandSucceededEvent,
  type Db,
  MongoClient,
} from 'mongodb';
import { startLocalMongo } from '../../../src/local/mongo/index.js';
import { newUuid } from '../../../src/shared/ids.js';
import {
  type ArchiveContent,
  checkArchive,
  exportArchive,
  importArchive,
} from '../../../src/storage/index.js';
import { startTestMongo } from '../../support/mongo.js';

export const ignored = () => {};
export const exportedAt = new Date('2026-03-02T09:30:00Z');

export interface Archives {
  /** A new database of the local store. */
  readonly localDb: () => Db;
  /** A new database of the server that the tests run on. */
  readonly serverDb: () => Db;
  /** What the driver sends to and hears from `serverDb`. */
  readonly started: CommandStartedEvent[];
  readonly succeeded: CommandSucceededEvent[];
  /** The path of a file that does not exist yet. */
  readonly newFile: () => string;
  readonly close: () => Promise<void>;
}

/** A local store, the server that the tests run on, and a folder for archives. */
export async function startArchives(): Promise<Archives> {
  const folder = await mkdtemp(join(tmpdir(), 'crewchief-archive-'));
  const local = await startLocalMongo({ folder: join(folder, 'mongo'), fsync: false });
  const localClient = await new MongoClient(local.uri).connect();
  const server = await startTestMongo();
  const serverClient = new MongoClient(server.uri, { monitorCommands: true });
  await serverClient.connect();
  const started: CommandStartedEvent[] = [];
  const succeeded: CommandSucceededEvent[] = [];
  serverClient.on('commandStarted', (event) => started.push(event));
  serverClient.on('commandSucceeded', (event) => succeeded.push(event));
  const databases: Db[] = [];
  const newDb = (client: MongoClient) => {
    const db = client.db(`test_${newUuid().replaceAll('-', '')}`);
    databases.push(db);
    return db;
  };
  return {
    localDb: () => newDb(localClient),
    serverDb: () => newDb(serverClient),
    started,
    succeeded,
    newFile: () => join(folder, `${newUuid()}.crewchief`),
    close: async () => {
      for (const db of databases) await db.dropDatabase();
      await localClient.close();
      await serverClient.close();
      await server.close();
      await local.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const exportTo = (db: Db, file: string) =>
  exportArchive(db, { file, exportedAt, alone: false, onProgress: ignored });

export async function importFrom(db: Db, file: string): Promise<ArchiveContent> {
  const content = await checkArchive(file, ignored);
  await importArchive(db, content, ignored, ignored);
  return content;
}
