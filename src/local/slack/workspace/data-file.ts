import { closeSync, existsSync, openSync, readSync } from 'node:fs';

/** LMDB's magic number and its place in the file's first page (MDB_MAGIC in lmdb's mdb.c). */
const magic = 0xbeefc0de;
const magicOffset = 24;

/** Throws when `file` is there and was not written by LMDB, which would end the process over it. */
export function refuseForeignFile(file: string): void {
  if (!existsSync(file)) return;
  const start = Buffer.alloc(magicOffset + 4);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, start);
  closeSync(descriptor);
  if (length === 0 || start.readUInt32LE(magicOffset) === magic) return;
  throw new Error(`${file} is no data file of Crewchief`);
}
