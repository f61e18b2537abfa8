import { readConfig } from '../../../src/config.js';
import { createApp } from '../../../src/app.js';
import { systemEnvironment } from '../../../src/environment.js';
import { compareWithArchive } from '../../../src/storage/archive/compare.js';
import {
  markUnfinished,
  unfinishedImport,
} from '../../../src/storage/archive/unfinished-import.js';
import { checkArchive, checkTarget, importArchive } from '../../../src/storage/index.js';
import { silentLogger } from '../../support/logger.js';
import { startLocalMongo } from '../../../src/local/mongo/index.js';
import { connectDatabase } from '../../../src/storage/index.js';
import { atEnd, cleanUp, temporaryFolder } from '../../support/local-slack.js';
import { type Archives, exportTo, ignored, importFrom, startArchives } from './archives.js';

interface Thing {
  readonly _id: number;
  readonly name?: string;
}

const documents = 2_500;
let archives: Archives;
let file: string;
beforeAll(async () => {
  archives = await startArchives();
  file = archives.newFile();
  const source = archives.localDb();
  const things = Array.from({ length: documents }, (_, _id) => ({ _id, name: `thing ${_id}` }));
  await source.collection<Thing>('things').insertMany(things);
  await source.collection('things').createIndex({ name: 1 }, { unique: true });
  await exportTo(source, file);
});
afterEach(cleanUp);
afterAll(() => archives.close());

test('a database with a document is refused, and stays as it is', async () => {
  const db = archives.serverDb();
  await db.collection<Thing>('members').insertOne({ _id: 1 });
  await db.createCollection('without');
  await expect(importFrom(db, file)).rejects.toThrow(
    /already holds data, in members; .* set CREWCHIEF_DATA/,
  );
  expect(await db.collection('members').find().toArray()).toEqual([{ _id: 1 }]);
  expect(await unfinishedImport(db)).toBeNull();
});

test('collections without documents give way, with their indexes', async () => {
  const db = archives.serverDb();
  await db.collection('things').createIndex({ name: 1 }, { name: 'another' });
  await db.createCollection('without');
  await importFrom(db, file);
  expect(await db.listCollections({ name: 'without' }).toArray()).toEqual([]);
  expect((await db.collection('things').indexes()).map(({ name }) => name)).toEqual([
    '_id_',
    'name_1',
  ]);
});

test('an interrupted import is marked, and completed by the next', async () => {
  const db = archives.serverDb();
  const content = await checkArchive(file, ignored);
  const powerCut = () => {
    throw new Error('power cut');
  };
  await expect(importArchive(db, content, powerCut, ignored)).rejects.toThrow('power cut');
  expect(await db.collection('things').countDocuments()).toBeGreaterThan(0);
  expect(await unfinishedImport(db)).toBe(file);
  await expect(exportTo(db, archives.newFile())).rejects.toThrow(/is half imported from/);
  await checkTarget(db);

  await importFrom(db, file);

  expect(await db.collection('things').countDocuments()).toBe(documents);
  expect(await unfinishedImport(db)).toBeNull();
});

test('the bot refuses a half imported database, with the command that completes it', async () => {
  const local = await startLocalMongo({ folder: await temporaryFolder() });
  atEnd(() => local.close());
  const database = await connectDatabase(local.uri);
  atEnd(() => database.close());
  await markUnfinished(database.db, 'team.crewchief');
  const config = readConfig({ MONGODB_URI: local.uri });
  await expect(createApp(config, systemEnvironment(silentLogger))).rejects.toThrow(
    /half imported from team\.crewchief\. Complete it with: crewchief import team\.crewchief --apply/,
  );
  expect((await database.db.listCollections().toArray()).map(({ name }) => name)).toEqual([
    'unfinished_imports',
  ]);
});

test('a collection that differs from the archive is named', async () => {
  const db = archives.serverDb();
  const content = await importFrom(db, file);
  await compareWithArchive(db, content, ignored);
  await db.collection<Thing>('things').updateOne({ _id: 7 }, { $set: { name: 'changed' } });
  await expect(compareWithArchive(db, content, ignored)).rejects.toThrow(
    /The documents of things differ/,
  );
  await db.collection<Thing>('things').deleteOne({ _id: 7 });
  await expect(compareWithArchive(db, content, ignored)).rejects.toThrow(
    /things now has 2499 documents, and .* has 2500/,
  );
});

test('progress reaches the total in ever growing numbers', async () => {
  const seen: number[] = [];
  const content = await checkArchive(file, ignored);
  await importArchive(archives.serverDb(), content, ({ done }) => seen.push(done), ignored);
  expect(seen).toEqual([1_000, 2_000, documents]);
});
