import { crc32 } from 'node:zlib';
import { type RootDatabase, open } from 'lmdb';

/**
 * The data file: an LMDB environment of sealed records, each with its checksum behind. Keys are
 * strings of bytes, a character each.
 */
export type Environment = RootDatabase<Buffer, string>;

const tags = { collection: 'c', document: 'd', entry: 'i', session: 's' } as const;
const formatKey = 'format';
const generationKey = 'generation';
const format = Buffer.from('crewchief local mongo 4');
const sealBytes = 4;
const idBytes = 4;
const numberBytes = 6;
/** Address space, not memory: enough that the map is not laid out again while the file grows. */
const mapBytes = 4 * 1024 ** 3;

/** LMDB's limit of a key with pages of 4 KiB. */
export const maxKeyBytes = 1978;

const keyEncoder = {
  writeKey: (key: string, target: Buffer, start: number) =>
    start + target.write(key, start, 'latin1'),
  readKey: (source: Buffer, start: number, end: number) => source.toString('latin1', start, end),
};

export function dataFile(folder: string): string {
  return `${folder}/data.mdb`;
}

/** Opens the data file of `folder`. A damaged file can end the process: check it first. */
export function openEnvironment(folder: string, { readOnly = false, fsync = true }): Environment {
  return open<Buffer, string>({
    path: dataFile(folder),
    noSubdir: true,
    encoding: 'binary',
    keyEncoder,
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
  if (!found && environment.getKeysCount({ start: '' }) > 0)
    throw new Error('it is not a file of Crewchief');
  return found !== undefined;
}

export function markFormat(environment: Environment): void {
  environment.putSync(formatKey, format);
}

/** How many checkpoints the data file has had. */
export function generationOf(environment: Environment): number {
  const generation = environment.get(generationKey);
  return generation ? decodeNumber(generation) : 0;
}

export function markGeneration(environment: Environment, generation: number): void {
  environment.putSync(generationKey, encodeNumber(generation));
}

function idText(id: number): string {
  return String.fromCharCode(id >>> 24, (id >>> 16) & 0xff, (id >>> 8) & 0xff, id & 0xff);
}

/** A document's number, in the six bytes in which keys have it. */
export function numberText(number: number): string {
  const high = Math.floor(number / 2 ** 32);
  return String.fromCharCode(high >>> 8, high & 0xff) + idText(number);
}

function numberIn(bytes: string): number {
  let number = 0;
  for (let at = 0; at < bytes.length; at++) number = number * 256 + bytes.charCodeAt(at);
  return number;
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
  readonly start: string;
  readonly end: string;
}

function allTagged(tag: string): KeyRange {
  return { start: tag, end: String.fromCharCode(tag.charCodeAt(0) + 1) };
}

export const allCollections = allTagged(tags.collection);
export const allSessions = allTagged(tags.session);
export const allSealed: readonly KeyRange[] = Object.values(tags).map(allTagged);

export function collectionKey(collection: number): string {
  return tags.collection + idText(collection);
}

export function collectionOf(key: string): number {
  return numberIn(key.slice(1));
}

/** What the keys of a collection's documents begin with; their numbers follow, in natural order. */
export function documentPrefix(collection: number): string {
  return tags.document + idText(collection);
}

/** The number in a document's key. */
export function documentNumber(key: string): number {
  return numberIn(key.slice(1 + idBytes));
}

export function allDocuments(collection: number): KeyRange {
  return { start: documentPrefix(collection), end: documentPrefix(collection + 1) };
}

/** What the keys of an index's entries begin with. */
export function entryPrefix(collection: number, index: number): string {
  return tags.entry + idText(collection) + String.fromCharCode(index >>> 8, index & 0xff);
}

export function allEntries(collection: number, index: number): KeyRange {
  return { start: entryPrefix(collection, index), end: entryPrefix(collection, index + 1) };
}

/** @param id hexadecimal */
export function sessionKey(id: string): string {
  return tags.session + Buffer.from(id, 'hex').toString('latin1');
}

export function sessionOf(key: string): string {
  return Buffer.from(key, 'latin1').toString('hex', 1);
}

/** A record as it is stored: with a checksum of key and value behind the value. */
export function seal(key: string, value: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(value.length + sealBytes);
  value.copy(sealed);
  sealed.writeUInt32LE(crc32(value, crc32(key)), value.length);
  return sealed;
}

/** The checksum of a whole sealed record is the same whatever it holds (CRC-32's residue). */
const intact = 0x2144df1c;

/** The value of a sealed record. Throws when the record is damaged. */
export function unseal(key: string, sealed: Buffer): Buffer {
  if (sealed.length < sealBytes || crc32(sealed, crc32(key)) !== intact) {
    const name = Buffer.from(key, 'latin1').toString('hex');
    throw new Error(`the data file is damaged: record ${name} has a wrong checksum`);
  }
  return sealed.subarray(0, sealed.length - sealBytes);
}
