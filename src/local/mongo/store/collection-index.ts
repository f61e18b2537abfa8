import { above } from '../bson/order-key.js';
import { unsupported } from '../errors.js';
import type { Disk } from './disk.js';
import { IndexKeys } from './index-keys.js';
import type { IndexSpec } from './index-spec.js';
import {
  allEntries,
  decodeNumber,
  encodeNumber,
  entryPrefix,
  maxKeyBytes,
  numberText,
} from './records.js';
import type { Change, StoredDocument } from './stored-document.js';

const suffixBytes = numberText(0).length;

/**
 * An index of a collection: keys of documents in order, for equality, ranges, sorting, uniqueness.
 * Each entry leads from a key to a document's number, which ends the entry's own key unless the
 * index is unique.
 */
export class CollectionIndex extends IndexKeys {
  private readonly prefix: string;
  /** The longest key that an entry can have. */
  private readonly most: number;
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
    this.most = maxKeyBytes - this.prefix.length - suffixBytes;
    this.isUnique = id === 0 || spec.unique;
  }

  /** The keys of a document. Throws when one is too long, or the index cannot take the document. */
  checkedKeys(document: StoredDocument): readonly string[] {
    const keys = document.keysIn(this);
    if (keys.some((key) => key.length > this.most)) {
      throw unsupported(
        17280, // KeyTooLong
        `a key of more than ${this.most} bytes in the index ${this.spec.name}`,
      );
    }
    return keys;
  }

  private entry(key: string, number: number): string {
    return this.prefix + key + (this.isUnique ? '' : numberText(number));
  }

  /** Makes the entries follow a checked change of a document that has this number. */
  apply({ before, after }: Change, number: number): void {
    const old = before?.keysIn(this) ?? [];
    const current = after?.keysIn(this) ?? [];
    for (const key of current) {
      if (!old.includes(key)) this.disk.put(this.entry(key, number), encodeNumber(number));
    }
    for (const key of old) {
      if (current.includes(key)) continue;
      // Another document of the same transaction may have taken over a unique key.
      if (this.isUnique && this.numberOf(key) !== number) continue;
      this.disk.remove(this.entry(key, number));
    }
  }

  /** Takes in all documents; gives the number of one whose key another has, too. */
  build(documents: Iterable<StoredDocument>): number | undefined {
    for (const after of documents) {
      const keys = this.checkedKeys(after);
      if (this.isUnique && keys.some((key) => this.numberOf(key) !== undefined)) {
        return after.number;
      }
      this.apply({ after }, after.number);
    }
    return undefined;
  }

  clear(): void {
    this.disk.removeAll(allEntries(this.collection, this.id));
  }

  /** The number of the document with a whole key of a unique index. */
  numberOf(key: string): number | undefined {
    const value = key.length > this.most ? undefined : this.disk.get(this.prefix + key);
    return value && decodeNumber(value);
  }

  /** Numbers of documents with `low <= key < high`, or somewhat beyond where these are too long. */
  *numbers(low: string, high: string, descending: boolean): Generator<number> {
    const range = { start: this.bound(low), end: this.bound(high, above) };
    for (const { value } of this.disk.range(range, descending)) yield decodeNumber(value);
  }

  /** Whether `numbers` from that key to above it gives no other keys' documents. */
  isShort(key: string): boolean {
    return key.length <= this.most;
  }

  private bound(key: string, end = ''): string {
    return this.prefix + (this.isShort(key) ? key : key.slice(0, this.most) + end);
  }
}
