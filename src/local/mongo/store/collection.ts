import type { Document } from '../bson/decode.js';
import { describeValue, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { valueAt } from '../query/paths.js';
import { CollectionIndex } from './collection-index.js';
import type { Disk } from './disk.js';
import { describeIndex, type IndexSpec, idIndexSpec, parseIndexSpec } from './index-spec.js';
import { allDocuments, documentNumber, documentPrefix, numberText } from './records.js';
import { RecentDocuments } from './recent-documents.js';
import { type Change, StoredDocument } from './stored-document.js';

/** MongoDB's error for a second document with the same unique key. */
export function duplicateKey(
  namespace: string,
  spec: IndexSpec,
  { document }: StoredDocument,
): CommandError {
  const keyValue = Object.fromEntries(
    Object.keys(spec.key).map((path) => [path, valueAt(document, path.split('.')) ?? null]),
  );
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${describeValue(value)}`);
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: spec.key, keyValue },
  );
}

/** One collection on disk, with its indexes; memory holds their definitions alone. */
export class Collection {
  indexes: readonly CollectionIndex[] = [];
  readonly idIndex: CollectionIndex;
  private readonly prefix: string;
  /** Bytes of its documents. */
  bytes = 0;
  private readonly recent = new RecentDocuments();
  private dropped = false;
  private nextNumber = 0;
  private nextIndex = 1;

  constructor(
    private readonly disk: Disk,
    readonly id: number,
    readonly namespace: string,
  ) {
    this.prefix = documentPrefix(id);
    this.idIndex = new CollectionIndex(disk, id, 0, idIndexSpec);
  }

  /** A collection from its catalog entry. */
  static from(disk: Disk, id: number, entry: Document): Collection {
    const collection = new Collection(disk, id, String(entry['namespace']));
    collection.bytes = Number(entry['bytes']);
    collection.nextNumber = Number(entry['nextNumber']);
    collection.nextIndex = Number(entry['nextIndex']);
    const indexes = Array.isArray(entry['indexes']) ? entry['indexes'].filter(isDocument) : [];
    collection.indexes = indexes.map(({ id: indexId, multikey, spec }) => {
      const parsed = parseIndexSpec(spec as Document);
      const index = new CollectionIndex(disk, id, Number(indexId), parsed);
      index.multikey = multikey === true;
      return index;
    });
    return collection;
  }

  get catalogEntry(): Document {
    const { namespace, bytes, nextNumber, nextIndex } = this;
    const indexes = this.indexes.map(({ id, multikey, spec }) => ({
      id,
      multikey,
      spec: describeIndex(spec),
    }));
    return { namespace, bytes, nextNumber, nextIndex, indexes };
  }

  get specs(): IndexSpec[] {
    return [idIndexSpec, ...this.indexes.map((index) => index.spec)];
  }

  private read(number: number): StoredDocument | undefined {
    const known = this.recent.get(number);
    if (known) return known;
    const bytes = this.disk.get(this.prefix + numberText(number));
    if (!bytes) return undefined;
    const document = storedAs(number, bytes);
    this.recent.set(number, document);
    return document;
  }

  byId(idKey: string): StoredDocument | undefined {
    const known = this.recent.withId(idKey);
    if (known) return known;
    const document = this.withKey(this.idIndex, idKey);
    if (document) this.recent.noteId(idKey, document.number);
    return document;
  }

  /** The document that has a whole key of a unique index. */
  withKey(index: CollectionIndex, key: string): StoredDocument | undefined {
    const number = index.numberOf(key);
    return number === undefined ? undefined : this.read(number);
  }

  /** All documents in natural order. */
  *all(): Generator<StoredDocument> {
    for (const { key, value } of this.disk.range(allDocuments(this.id))) {
      yield storedAs(documentNumber(key), value);
    }
  }

  /** Documents that an index has from `low` to below `high`. */
  *inRange(
    index: CollectionIndex,
    low: string,
    high: string,
    descending: boolean,
  ): Generator<StoredDocument> {
    for (const number of index.numbers(low, high, descending)) {
      const document = this.read(number);
      if (document) yield document;
    }
  }

  /** Throws QueryPlanKilled for a reader that paused while the collection was dropped. */
  checkExists(): void {
    if (this.dropped) throw new CommandError(175, `collection ${this.namespace} dropped`);
  }

  /** A new index, with the entries of all documents. Throws DuplicateKey, leaving nothing behind. */
  buildIndex(spec: IndexSpec): CollectionIndex {
    const index = new CollectionIndex(this.disk, this.id, this.nextIndex++, spec);
    try {
      const duplicate = index.build(this.all());
      const other = duplicate === undefined ? undefined : this.read(duplicate);
      if (other) throw duplicateKey(this.namespace, spec, other);
    } catch (error) {
      index.clear();
      throw error;
    }
    return index;
  }

  /**
   * A committed document, other than those in `ignored`, that the one to be written collides with.
   * Throws when an index cannot take the document.
   */
  findDuplicate(
    after: StoredDocument,
    ignored: (idKey: string) => boolean,
  ): { spec: IndexSpec; other: StoredDocument } | undefined {
    for (const index of [this.idIndex, ...this.indexes]) {
      const keys = index.checkedKeys(after);
      if (!index.isUnique || index === this.idIndex) continue;
      for (const key of keys) {
        const number = index.numberOf(key);
        if (number === undefined || number === after.number) continue;
        const other = this.read(number);
        if (!other || other.idKey === after.idKey || ignored(other.idKey)) continue;
        return { spec: index.spec, other };
      }
    }
    return undefined;
  }

  /** Writes a checked change. */
  apply({ before, after }: Change): void {
    if (after) after.number = before ? before.number : this.nextNumber++;
    const number = (after ?? before)?.number ?? -1;
    const indexes = before && after ? this.indexes : [this.idIndex, ...this.indexes];
    for (const index of indexes) index.apply({ before, after }, number);
    this.disk.put(this.prefix + numberText(number), after?.bytes);
    // What is inserted has the bytes of a whole message in memory.
    this.recent.set(number, before && after);
    this.bytes += (after?.bytes.length ?? 0) - (before?.bytes.length ?? 0);
  }

  /** Forgets what it knows of documents, because the disk has changed behind it. */
  forget(): void {
    this.recent.clear();
  }

  clear(): void {
    this.dropped = true;
    this.recent.clear();
    for (const index of [this.idIndex, ...this.indexes]) index.clear();
    this.disk.removeAll(allDocuments(this.id));
  }
}

function storedAs(number: number, bytes: Buffer): StoredDocument {
  const document = new StoredDocument(bytes);
  document.number = number;
  return document;
}
