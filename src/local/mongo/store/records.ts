import { crc32 } from 'node:zlib';
import { type RootDatabase, open } from 'lmdb';

/** The data file: an LMDB environment of sealed records, each with its checksum in front. */
export type Environment = RootDatabase<Buffer, Buffer>;

const collectionTag = 0x63;
const documentTag = 0x64;
const formatKey = Buffer.from('format');
const format = Buffer.from('crewchief local mongo 1');

export function dataFile(folder: string): string {
  return `${folder}/data.mdb`;
}

/** Opens the data file of `folder`. A damaged file can end the process: check it first. */
export function openEnvironment(folder: string, readOnly = false): Environment {
  return open<Buffer, Buffer>({
    path: dataFile(folder),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    cache: false,
    // A commit is over when it is on disk.
    overlappingSync: false,
    maxDbs: 1,
    readOnly,
  });
}

/** Throws when the file is not one of ours; marks an empty one as ours. */
export function claimFormat(environment: Environment): void {
  const found = environment.get(formatKey);
  if (found && format.equals(found)) return;
  if (found) throw new Error(`the data file has another format: ${found.toString()}`);
  if (environment.getKeysCount() > 0) throw new Error('the data file is not one of Crewchief');
  environment.putSync(formatKey, format);
}

export function collectionKey(collection: number): Buffer {
  const key = Buffer.alloc(5);
  key[0] = collectionTag;
  key.writeUInt32BE(collection, 1);
  return key;
}

/** Keys sort by collection and then by the documents' natural order. */
export function documentKey(collection: number, number: number): Buffer {
  const key = Buffer.alloc(11);
  key[0] = documentTag;
  key.writeUInt32BE(collection, 1);
  key.writeUIntBE(number, 5, 6);
  return key;
}

export function seal(value: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(value.length + 4);
  value.copy(sealed);
  sealed.writeUInt32LE(crc32(value), value.length);
  return sealed;
}

/** The checksum of a whole sealed record is the same whatever it holds (CRC-32's residue). */
const intact = 0x2144df1c;

function checkSeal(key: Buffer, sealed: Buffer): void {
  if (sealed.length > 8 && crc32(sealed) === intact) return;
  throw new Error(`the data file is damaged: record ${key.toString('hex')} has a wrong checksum`);
}

function* read(environment: Environment, tag: number): Generator<{ key: Buffer; value: Buffer }> {
  const range = { start: Buffer.from([tag]), end: Buffer.from([tag + 1]) };
  for (const { key, value } of environment.getRange(range)) {
    checkSeal(key, value);
    yield { key, value };
  }
}

export interface CollectionRecord {
  readonly collection: number;
  /** BSON, with its checksum behind. */
  readonly value: Buffer;
}

export interface DocumentRecord extends CollectionRecord {
  readonly number: number;
}

/** Catalog entries by collection id. Throws when a record is damaged. */
export function* readCollections(environment: Environment): Generator<CollectionRecord> {
  for (const { key, value } of read(environment, collectionTag)) {
    yield { collection: key.readUInt32BE(1), value };
  }
}

/** Documents in natural order within their collection. Throws when a record is damaged. */
export function* readDocuments(environment: Environment): Generator<DocumentRecord> {
  for (const { key, value } of read(environment, documentTag)) {
    yield { collection: key.readUInt32BE(1), number: key.readUIntBE(5, 6), value };
  }
}
