import { readFile, writeFile } from 'node:fs/promises';
import { checkArchive } from '../../../src/storage/index.js';
import { type Archives, exportTo, ignored, startArchives } from './archives.js';

let archives: Archives;
let good: Buffer;
beforeAll(async () => {
  archives = await startArchives();
  const db = archives.localDb();
  await db.collection<{ _id: string }>('b').insertMany([{ _id: 'x' }, { _id: 'y' }]);
  await db.collection<{ _id: number }>('a').insertMany([{ _id: 1 }, { _id: 2 }]);
  await db.collection('a').createIndex({ at: 1 });
  const file = archives.newFile();
  await exportTo(db, file);
  good = await readFile(file);
});
afterAll(() => archives.close());

async function check(content: Buffer | string) {
  const file = archives.newFile();
  await writeFile(file, content);
  return checkArchive(file, ignored);
}

/** Descriptions of the changed files that are taken for whole. */
async function accepted(changes: readonly (readonly [string, Buffer | string])[]) {
  expect(changes).not.toHaveLength(0);
  const taken: string[] = [];
  for (const [what, content] of changes) {
    const passed = await check(content).then(
      () => true,
      () => false,
    );
    if (passed) taken.push(what);
  }
  return taken;
}

const linesOf = (content: Buffer) => content.toString().split('\n').slice(0, -1);
const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

test('a file that was not changed is whole', async () => {
  const { summaries } = await check(good);
  expect(summaries.map(({ collection, count }) => [collection, count])).toEqual([
    ['a', 2],
    ['b', 2],
  ]);
});

test('a file cut off anywhere is refused', async () => {
  const lengths = Array.from({ length: good.length }, (_, length) => length);
  const wanted = lengths.filter((length) => length % 5 === 0 || good[length - 1] === 0x0a);
  expect(await accepted(wanted.map((length) => [`${length}`, good.subarray(0, length)]))).toEqual(
    [],
  );
});

test('a file with any byte changed is refused', async () => {
  const positions = Array.from({ length: Math.floor(good.length / 3) }, (_, index) => index * 3);
  const changed = positions.map((position) => {
    const bytes = Buffer.from(good);
    bytes[position] = (bytes[position] ?? 0) ^ 1;
    return [`byte ${position}`, bytes] as const;
  });
  expect(await accepted(changed)).toEqual([]);
});

test('a file with two lines exchanged, one left out or one twice is refused', async () => {
  const lines = linesOf(good);
  const changes = lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const [before, after] = [lines.slice(0, index), lines.slice(index + 1)];
    return [
      [`line ${index} left out`, textOf([...before, ...after])] as const,
      [`line ${index} twice`, textOf([...before, line, line, ...after])] as const,
      ...(next === undefined
        ? []
        : [[`line ${index} after`, textOf([...before, next, line, ...after.slice(1)])] as const]),
    ];
  });
  expect(await accepted(changes)).toEqual([]);
});

test.each([
  ['an empty file', '', /line 1: the file is cut off here/],
  ['a text', 'slack_id,name\nU1,Ana\n', /line 1: this is no archive of Crewchief/],
  ['a JSON file', '{"members":[]}\n', /line 1: this is no archive of Crewchief/],
  ['an export of another program', '{"_id":{"$numberInt":"1"}}\n', /this is no archive/],
  ['bytes', Buffer.from([0, 159, 146, 150, 10]), /this is no archive of Crewchief/],
])('%s is refused with what it is not', async (_, content, message) => {
  await expect(check(content)).rejects.toThrow(message);
});

test('an archive of a later version is refused with both versions', async () => {
  const later = good.toString().replace('"version":1', '"version":2');
  await expect(check(later)).rejects.toThrow(/has version 2, and this Crewchief reads version 1/);
});

test('a changed document is named by its line', async () => {
  const changed = good.toString().replace('{"_id":"y"}', '{"_id":"z"}');
  await expect(check(changed)).rejects.toThrow(/line 9: the documents of b differ/);
});
