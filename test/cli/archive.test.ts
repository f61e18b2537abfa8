import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportFile } from '../../src/cli/export.js';
import { importArchiveFile } from '../../src/cli/import-archive.js';
import type { Output } from '../../src/cli/output.js';
import { atEnd, cleanUp, temporaryFolder } from '../support/local-slack.js';
import { startTestMongo } from '../support/mongo.js';
import { crewchief } from './command-line.js';

afterEach(cleanUp);

const clock = { now: () => new Date('2026-03-02T09:30:00Z') };
const asText = { alone: false, force: false, json: false };

/** Keeps what a command says. */
function listener(interactive = false) {
  const said = { out: '', err: '' };
  const output: Output = {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    interactive,
  };
  return { said, output };
}

async function databaseWithTasks() {
  const mongo = await startTestMongo();
  atEnd(() => mongo.close());
  await mongo.db.collection<{ _id: string }>('tasks').insertMany([{ _id: 'T-1' }, { _id: 'T-2' }]);
  return mongo;
}

const inFolder = async (name: string) => join(await temporaryFolder(), name);

test('export shows its progress, and says count and hash of each collection', async () => {
  const { db } = await databaseWithTasks();
  const { said, output } = listener(true);
  const file = await inFolder('team.crewchief');
  expect(await exportFile({ db }, file, asText, clock, output)).toBe(0);
  expect(said.err).toMatch(/^\rexport █+ 2\/2\n$/);
  expect(said.out).toMatch(/^tasks +2 +[0-9a-f]{64}$/m);
});

test('an existing file is kept unless it is to be replaced', async () => {
  const { db } = await databaseWithTasks();
  const { said, output } = listener();
  const file = await inFolder('team.crewchief');
  await writeFile(file, 'mine');
  expect(await exportFile({ db }, file, asText, clock, output)).toBe(2);
  expect(said.err).toMatch(/exists\. Add --force to replace it\./);
  expect(await readFile(file, 'utf8')).toBe('mine');
  expect(await exportFile({ db }, file, { ...asText, force: true }, clock, output)).toBe(0);
  expect(await readFile(file, 'utf8')).toMatch(/^\{"format":"crewchief archive"/);
});

test('a name without the suffix, which import would not know, is refused', async () => {
  const { db } = await databaseWithTasks();
  const { said, output } = listener();
  expect(await exportFile({ db }, await inFolder('team.json'), asText, clock, output)).toBe(2);
  expect(said.err).toMatch(/must end in \.crewchief/);
});

test('import writes nothing until it is told to, and then prints what export printed', async () => {
  const { db, client } = await databaseWithTasks();
  const file = await inFolder('team.crewchief');
  const exported = listener();
  await exportFile({ db }, file, { ...asText, json: true }, clock, exported.output);
  const target = client.db(`${db.databaseName}_2`);
  atEnd(() => target.dropDatabase());

  const tried = listener();
  const dry = { apply: false, json: true };
  expect(await importArchiveFile({ db: target }, file, dry, tried.output)).toBe(0);
  expect(await target.listCollections().toArray()).toEqual([]);
  const applied = listener();
  expect(
    await importArchiveFile({ db: target }, file, { ...dry, apply: true }, applied.output),
  ).toBe(0);

  const { collections } = JSON.parse(exported.said.out) as { collections: unknown };
  expect(JSON.parse(tried.said.out)).toEqual({ file, applied: false, collections });
  expect(JSON.parse(applied.said.out)).toEqual({ file, applied: true, collections });
  expect(await target.collection('tasks').countDocuments()).toBe(2);
});

test('a file that is not there is a wrong call', async () => {
  const { db } = await databaseWithTasks();
  const { said, output } = listener();
  const request = { apply: true, json: false };
  expect(await importArchiveFile({ db }, 'nowhere.crewchief', request, output)).toBe(2);
  expect(said.err).toBe('nowhere.crewchief does not exist.\n');
});

test('the command fills a new data folder, without the sample team, once only', async () => {
  const { db } = await databaseWithTasks();
  const file = await inFolder('team.crewchief');
  const exported = listener();
  await exportFile({ db }, file, { ...asText, json: true }, clock, exported.output);
  const settings = { CREWCHIEF_DATA: await temporaryFolder() };

  const first = await crewchief(['import', file, '--apply'], settings);
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/Imported, read back and found equal\.\n$/);
  const second = await crewchief(['import', file, '--apply'], settings);
  expect(second).toMatchObject({ code: 1, out: '' });
  expect(second.err).toMatch(/already holds data, in tasks;/);

  const copy = `${file.slice(0, -'.crewchief'.length)}-2.crewchief`;
  const back = await crewchief(['export', copy, '--json'], settings);
  expect(back.code).toBe(0);
  expect(JSON.parse(back.out)).toEqual({ ...JSON.parse(exported.said.out), file: copy });
});
