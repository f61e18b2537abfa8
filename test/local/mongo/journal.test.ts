import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Disk } from '../../../src/local/mongo/store/disk.js';
import { temporaryFolder } from './folder.js';

const [dataName, journalName] = ['data.mdb', 'data.mdb.journal'];
let folder: string;
let remove: () => void;
let opened: Disk[];
let warnings: string[];
beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
  opened = [];
  warnings = [];
});
afterEach(async () => {
  for (const disk of opened) await disk.close();
  remove();
});

async function open(from: string, freeBytes = Number.POSITIVE_INFINITY): Promise<Disk> {
  const ignore = (): void => undefined;
  const disk = await Disk.open({
    folder: from,
    fsync: false,
    freeBytes: () => freeBytes,
    beforeCommit: ignore,
    onFailure: ignore,
    onWarning: (warning) => warnings.push(warning),
  });
  opened.push(disk);
  return disk;
}

/** Keys of the tag that documents have, so that a check of the file reads them. */
const keyOf = (name: string) => `d${name}`;

function put(disk: Disk, name: string, value: string): Promise<void> {
  disk.put(keyOf(name), Buffer.from(value));
  return disk.durable();
}

const read = (disk: Disk, name: string) => disk.get(keyOf(name))?.toString();

/** The files as they would be found had the process been killed just now. */
function afterKill(): { readonly folder: string; readonly journal: string } {
  const other = temporaryFolder();
  const removeFirst = remove;
  remove = () => {
    removeFirst();
    other.remove();
  };
  for (const name of [dataName, journalName])
    copyFileSync(join(folder, name), join(other.folder, name));
  return { folder: other.folder, journal: join(other.folder, journalName) };
}

/** More than goes into the journal between two checkpoints. */
async function fillJournal(disk: Disk, value: string): Promise<void> {
  for (let part = 0; part < 10; part++) await put(disk, `part ${part}`, value.repeat(1_000_000));
}

test('what was written, changed and removed before a kill is so afterwards', async () => {
  const disk = await open(folder);
  await put(disk, 'a', '1');
  await put(disk, 'b', '1');
  await put(disk, 'a', '2');
  disk.remove(keyOf('b'));
  await disk.durable();
  const again = await open(afterKill().folder);
  expect(read(again, 'a')).toBe('2');
  expect(read(again, 'b')).toBeUndefined();
  expect(warnings).toEqual([]);
});

test('what one turn of the event loop wrote is found whole or not at all', async () => {
  const disk = await open(folder);
  await put(disk, 'a', '1');
  disk.put(keyOf('a'), Buffer.from('2'));
  disk.put(keyOf('b'), Buffer.from('2'));
  await disk.durable();
  const { folder: killed, journal } = afterKill();
  truncateSync(journal, statSync(journal).size - 1);
  const again = await open(killed);
  expect(read(again, 'a')).toBe('1');
  expect(read(again, 'b')).toBeUndefined();
  expect(warnings).toEqual([expect.stringContaining('a change that was not finished')]);
  await put(again, 'b', '3');
  opened.pop();
  await again.close();
  expect(read(await open(killed), 'b')).toBe('3');
});

test('a journal in which a byte changed is refused and left as it is', async () => {
  const disk = await open(folder);
  await put(disk, 'a', 'first');
  await put(disk, 'b', 'second');
  const { folder: killed, journal } = afterKill();
  const bytes = readFileSync(journal);
  bytes.writeUInt8(0xff, bytes.indexOf('first'));
  writeFileSync(journal, bytes);
  await expect(open(killed)).rejects.toThrow(/journal: it is damaged: .* checksum/);
  expect(readFileSync(journal).equals(bytes)).toBe(true);
});

test('a foreign journal is refused', async () => {
  const disk = await open(folder);
  await put(disk, 'a', '1');
  const { folder: killed, journal } = afterKill();
  writeFileSync(journal, 'a letter to my aunt');
  await expect(open(killed)).rejects.toThrow('not a journal of Crewchief');
});

test('a journal that is long goes into the data file, and both together are whole', async () => {
  const disk = await open(folder);
  await fillJournal(disk, 'x');
  await put(disk, 'after', '1');
  const { folder: killed, journal } = afterKill();
  expect(statSync(journal).size).toBeLessThan(3_000_000);
  const again = await open(killed);
  expect(read(again, 'part 0')).toHaveLength(1_000_000);
  expect(read(again, 'part 9')).toHaveLength(1_000_000);
  expect(read(again, 'after')).toBe('1');
});

test('a journal that the data file has taken in already is not read again', async () => {
  const disk = await open(folder);
  await put(disk, 'a', 'old');
  const { journal } = afterKill();
  await put(disk, 'a', 'new');
  await fillJournal(disk, 'x');
  const { folder: killed } = afterKill();
  copyFileSync(journal, join(killed, journalName));
  const again = await open(killed);
  expect(read(again, 'a')).toBe('new');
});

test('a journal whose data file was replaced by an older one is refused', async () => {
  const disk = await open(folder);
  await put(disk, 'a', '1');
  const { folder: older } = afterKill();
  await fillJournal(disk, 'x');
  await put(disk, 'a', '2');
  copyFileSync(join(folder, journalName), join(older, journalName));
  await expect(open(older)).rejects.toThrow('continues a later state');
});

test('a closed data file starts without a journal, and may be replaced', async () => {
  const disk = await open(folder);
  await put(disk, 'a', '1');
  await fillJournal(disk, 'x');
  opened = [];
  await disk.close();
  const { folder: fresh } = afterKill();
  rmSync(join(fresh, dataName));
  const empty = await open(fresh);
  expect(read(empty, 'a')).toBeUndefined();
});

test('a nearly full disk keeps the journal beside the data file, and nothing is lost', async () => {
  const disk = await open(folder, 1_000_000);
  await fillJournal(disk, 'x');
  await put(disk, 'a', '1');
  const { folder: killed, journal } = afterKill();
  expect(statSync(journal).size).toBeGreaterThan(10_000_000);
  const again = await open(killed, 1_000_000);
  opened.pop();
  await again.close();
  expect(read(await open(killed), 'a')).toBe('1');
});

test('ranges have what is in the journal in its place, in both directions', async () => {
  const disk = await open(folder);
  const names = Array.from({ length: 40 }, (_, index) => `k${String(index).padStart(2, '0')}`);
  for (const name of names.filter((_, index) => index % 2 === 0)) await put(disk, name, 'old');
  await fillJournal(disk, 'x');
  for (const name of names.filter((_, index) => index % 3 === 0)) await put(disk, name, 'new');
  for (const name of names.filter((_, index) => index % 5 === 0)) disk.remove(keyOf(name));
  const expected = names.flatMap((name, index) => {
    if (index % 5 === 0 || (index % 2 !== 0 && index % 3 !== 0)) return [];
    return [`${name} ${index % 3 === 0 ? 'new' : 'old'}`];
  });
  const found = (reverse: boolean) =>
    [...disk.range({ start: keyOf('k'), end: keyOf('l') }, reverse)].map(
      ({ key, value }) => `${key.slice(1)} ${value.toString()}`,
    );
  expect(found(false)).toEqual(expected);
  expect(found(true)).toEqual(expected.toReversed());
});
