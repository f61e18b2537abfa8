import { unsupported } from '../errors.js';
import type { Disk } from './disk.js';
import { IndexKeys } from './index-keys.js';
import type { IndexSpec } from './index-spec.js';
import { allEntries, decodeNumber, encodeNumber, entryPrefix, maxKeyBytes } from './records.js';
import type { Change, StoredDocument } from './stored-document.js';

/** Above every key that starts with a given prefix of whole fields. */
export const above = '\uffff';

const prefixBytes = 7;
const suffixBytes = 6;
const keyBytes = maxKeyBytes - prefixBytes - suffixBytes;

/** `prefix` and the key's code units, each as UTF-8 writes a code point: bytes sort as the units do. */
function encodeKey(prefix: Buffer, key: string): Buffer {
  const bytes = Buffer.allocUnsafe(prefix.length + key.length * 3);
  let at = prefix.copy(bytes);
  for (let position = 0; position < key.length; position++) {
    const unit = key.charCodeAt(position);
    if (unit < 0x80) {
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >>> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (unit >>> 12);
      bytes[at++] = 0x80 | ((unit >>> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  return bytes.subarray(0, at);
}

/**
 * An index of a collection: keys of documents in order, for equality, ranges, sorting, uniqueness.
 * Each entry leads from a key to a document's number; the number ends the key unless keys are ids.
 */
export class CollectionIndex extends IndexKeys {
  private readonly prefix: Buffer;
  private readonly bytesOfNumber: (number: number) => Buffer;

  constructor(
    private readonly disk: Disk,
    private readonly collection: number,
    /** Its number within the collection; 0 for the one on _id. */
    readonly id: number,
    spec: IndexSpec,
  ) {
    super(spec);
    this.prefix = entryPrefix(collection, id);
    this.bytesOfNumber = id === 0 ? () => Buffer.alloc(0) : encodeNumber;
  }

  /** The keys of a document. Throws when one is too long, or the index cannot take the document. */
  checkedKeys({ document }: StoredDocument): readonly string[] {
    const keys = this.keysOf(document);
    for (const key of keys) {
      const short = key.length * 3 <= keyBytes;
      if (short || encodeKey(this.prefix, key).length <= keyBytes + prefixBytes) continue;
      throw unsupported(
        17280, // KeyTooLong
        `a key of more than ${keyBytes} bytes in the index ${this.spec.name}`,
      );
    }
    return keys;
  }

  private entry(key: string, number: number): Buffer {
    return Buffer.concat([encodeKey(this.prefix, key), this.bytesOfNumber(number)]);
  }

  /** Makes the entries follow a checked change of a document, whose number both versions have. */
  apply({ before, after }: Change): void {
    const old = new Set(before ? this.keysOf(before.document) : []);
    for (const key of after ? this.keysOf(after.document) : []) {
      if (old.delete(key)) continue;
      const { number } = after as StoredDocument;
      this.disk.put(this.entry(key, number), encodeNumber(number));
    }
    for (const key of old) this.disk.remove(this.entry(key, (before as StoredDocument).number));
  }

  /** Takes in all documents; gives the number of one whose key another has, too. */
  build(documents: Iterable<StoredDocument>): number | undefined {
    for (const after of documents) {
      this.checkedKeys(after);
      this.apply({ after });
    }
    if (!this.spec.unique) return undefined;
    let last: { key: Buffer; number: number } | undefined;
    for (const { key: entry, value } of this.disk.range(allEntries(this.collection, this.id))) {
      const key = entry.subarray(0, entry.length - suffixBytes);
      const number = decodeNumber(value);
      if (last && last.number !== number && last.key.equals(key)) return number;
      last = { key, number };
    }
    return undefined;
  }

  clear(): void {
    this.disk.removeAll(allEntries(this.collection, this.id));
  }

  /** The number of the document with a key of the index on _id. */
  numberOf(idKey: string): number | undefined {
    if (idKey.length > keyBytes) return undefined;
    const value = this.disk.get(this.entry(idKey, 0));
    return value && decodeNumber(value);
  }

  /** Numbers of the documents whose key starts with `key`. */
  numbersWith(key: string): Iterable<number> {
    return this.numbers(key, key + above, false);
  }

  /** Numbers of documents with `low <= key < high`, or somewhat beyond where these are too long. */
  *numbers(low: string, high: string, descending: boolean): Generator<number> {
    const range = { start: this.bound(low), end: this.bound(high, above) };
    for (const { value } of this.disk.range(range, descending)) yield decodeNumber(value);
  }

  private bound(key: string, end = ''): Buffer {
    const bytes = encodeKey(this.prefix, key);
    if (bytes.length <= keyBytes) return bytes;
    return Buffer.concat([bytes.subarray(0, keyBytes), encodeKey(Buffer.alloc(0), end)]);
  }
}
