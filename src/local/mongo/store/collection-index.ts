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
 * Each entry leads from a key to a document's number, which ends the entry's own key unless the
 * index is unique.
 */
export class CollectionIndex extends IndexKeys {
  private readonly prefix: Buffer;
  readonly isUnique: boolean;

  constructor(
    private readonly disk: Disk,
    private readonly collection: number,
    /** Its number within the collection; 0 for the one on _id. */
    readonly id: number,
    spec: IndexSpec,
  ) {
    super(spec);
    this.prefix = entryPrefix(collection, id);
    this.isUnique = id === 0 || spec.unique;
  }

  /** The keys of a document. Throws when one is too long, or the index cannot take the document. */
  checkedKeys(document: StoredDocument): readonly string[] {
    const keys = document.keysIn(this);
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
    const bytes = encodeKey(this.prefix, key);
    return this.isUnique ? bytes : Buffer.concat([bytes, encodeNumber(number)]);
  }

  /** Makes the entries follow a checked change of a document, whose number both versions have. */
  apply({ before, after }: Change): void {
    const old = before?.keysIn(this) ?? [];
    const current = after?.keysIn(this) ?? [];
    for (const key of current) {
      if (old.includes(key)) continue;
      const { number } = after as StoredDocument;
      this.disk.put(this.entry(key, number), encodeNumber(number));
    }
    for (const key of old) {
      if (!current.includes(key)) this.removeEntry(key, (before as StoredDocument).number);
    }
  }

  /** Leaves a unique key alone that another document of the same transaction has taken over. */
  private removeEntry(key: string, number: number): void {
    if (this.isUnique && this.numberOf(key) !== number) return;
    this.disk.remove(this.entry(key, number));
  }

  /** Takes in all documents; gives the number of one whose key another has, too. */
  build(documents: Iterable<StoredDocument>): number | undefined {
    for (const after of documents) {
      const keys = this.checkedKeys(after);
      if (this.isUnique && keys.some((key) => this.numberOf(key) !== undefined)) {
        return after.number;
      }
      this.apply({ after });
    }
    return undefined;
  }

  clear(): void {
    this.disk.removeAll(allEntries(this.collection, this.id));
  }

  /** The number of the document with a whole key of a unique index. */
  numberOf(key: string): number | undefined {
    const entry = encodeKey(this.prefix, key);
    const value = entry.length > maxKeyBytes ? undefined : this.disk.get(entry);
    return value && decodeNumber(value);
  }

  /** Numbers of documents with `low <= key < high`, or somewhat beyond where these are too long. */
  *numbers(low: string, high: string, descending: boolean): Generator<number> {
    const range = { start: this.bound(low), end: this.bound(high, above) };
    for (const { value } of this.disk.range(range, descending)) yield decodeNumber(value);
  }

  /** Whether `numbers` from that key to above it gives no other keys' documents. */
  isShort(key: string): boolean {
    return key.length * 3 <= keyBytes - prefixBytes;
  }

  private bound(key: string, end = ''): Buffer {
    const bytes = encodeKey(this.prefix, key);
    if (bytes.length <= keyBytes) return bytes;
    return Buffer.concat([bytes.subarray(0, keyBytes), encodeKey(Buffer.alloc(0), end)]);
  }
}
