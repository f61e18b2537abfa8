import { crc32 } from 'node:zlib';
import { type RootDatabase, open } from 'lmdb';

/** The data file: an LMDB environment of sealed records, each with its checksum behind. */
export type Environment = RootDatabase<Buffer, Buffer>;

const tags = { collection: 0x63, document: 0x64, entry: 0x69, session: 0x73 } as const;
const formatKey = Buffer.from('format');
const generationKey = Buffer.from('generation');
const format = Buffer.from('crewchief local mongo 3');
const sealBytes = 4;
const numberBytes = 6;
/** Address space, not memory: enough that the map is not laid out again while the file grows. */
const mapBytes = 4 * 1024 ** 3;

/** LMDB's limit of a key with pages of 4 KiB. */
export const maxKeyBytes = 1978;

export function dataFile(folder: string): string {
  return `${folder}/data.mdb`;
}

/** Opens the data file of `folder`. A damaged file can end the process: check it first. */
export function openEnvironment(folder: string, { readOnly = false, fsync = true }): Environment {
  return open<Buffer, Buffer>({
    path: dataFile(folder),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    cache: false,
    // A commit is over when it is on disk.
    overlappingSync: false,
    noSync: !fsync,
    maxDbs: 1,
    mapSize: mapBytes,
    readOnly,
  });
}

/** Whether the file is marked as ours; false for an empty one. Throws when it is not ours. */
export function hasFormat(environment: Environment): boolean {
  const found = environment.get(formatKey);
  if (found && !format.equals(found)) {
    throw new Error(
      `its format is "${found.toString()}" and not "${format.toString()}": export it with the Crewchief that wrote it, move it away and import the export`,
    );
  }
  if (!found && environment.getKeysCount() > 0) throw new Error('it is not a file of Crewchief');
  return found !== undefined;
}

export function markFormat(environment: Environment): void {
  environment.putSync(formatKey, format);
}

/** How many checkpoints the data file has had. */
export function generationOf(environment: Environment): number {
  return environment.get(generationKey)?.readUIntBE(0, numberBytes) ?? 0;
}

export function markGeneration(environment: Environment, generation: number): void {
  environment.putSync(generationKey, encodeNumber(generation));
}

function tagged(tag: number, id: number, size: number): Buffer {
  const key = Buffer.alloc(size);
  key[0] = tag;
  key.writeUInt32BE(id, 1);
  return key;
}

export function collectionKey(collection: number): Buffer {
  return tagged(tags.collection, collection, 5);
}

/** Keys sort by collection and then by the documents' natural order. */
export function documentKey(collection: number, number: number): Buffer {
  const key = tagged(tags.document, collection, 5 + numberBytes);
  key.writeUIntBE(number, 5, numberBytes);
  return key;
}

/** @param id hexadecimal */
export function sessionKey(id: string): Buffer {
  return Buffer.concat([Buffer.of(tags.session), Buffer.from(id, 'hex')]);
}

/** What the keys of an index's entries begin with. */
export function entryPrefix(collection: number, index: number): Buffer {
  const prefix = tagged(tags.entry, collection, 7);
  prefix.writeUInt16BE(index, 5);
  return prefix;
}

export function encodeNumber(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(numberBytes);
  bytes.writeUIntBE(number, 0, numberBytes);
  return bytes;
}

export function decodeNumber(bytes: Buffer): number {
  return bytes.readUIntBE(0, numberBytes);
}

/** Half open, in the order of keys. */
export interface KeyRange {
  readonly start: Buffer;
  readonly end: Buffer;
}

function allTagged(tag: number): KeyRange {
  return { start: Buffer.of(tag), end: Buffer.of(tag + 1) };
}

export const allCollections = allTagged(tags.collection);
export const allSessions = allTagged(tags.session);
export const allSealed: readonly KeyRange[] = Object.values(tags).map(allTagged);

export function allDocuments(collection: number): KeyRange {
  return { start: documentKey(collection, 0), end: documentKey(collection + 1, 0) };
}

export function allEntries(collection: number, index: number): KeyRange {
  return { start: entryPrefix(collection, index), end: entryPrefix(collection, index + 1) };
}

export function collectionOf(key: Buffer): number {
  return key.readUInt32BE(1);
}

export function sessionOf(key: Buffer): string {
  return key.toString('hex', 1);
}

/** A record as it is stored: with a checksum of key and value behind the value. */
export function seal(key: Buffer, value: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(value.length + sealBytes);
  value.copy(sealed);
  sealed.writeUInt32LE(crc32(value, crc32(key)), value.length);
  return sealed;
}

/** The checksum of a whole sealed record is the same whatever it holds (CRC-32's residue). */
const intact = 0x2144df1c;

/** The value of a sealed record. Throws when the record is damaged. */
export function unseal(key: Buffer, sealed: Buffer): Buffer {
  if (sealed.length < sealBytes || crc32(sealed, crc32(key)) !== intact) {
    throw new Error(`the data file is damaged: record ${key.toString('hex')} has a wrong checksum`);
  }
  return sealed.subarray(0, sealed.length - sealBytes);
}
