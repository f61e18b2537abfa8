import { describeValue } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { fieldOf } from '../query/paths.js';
import { CollectionIndex } from './collection-index.js';
import { type IndexSpec, idIndexSpec } from './index-spec.js';
import type { Change, StoredDocument } from './stored-document.js';

/** MongoDB's error for a second document with the same unique key. */
export function duplicateKey(
  namespace: string,
  spec: IndexSpec,
  document: StoredDocument,
): CommandError {
  const keyValue = Object.fromEntries(
    Object.keys(spec.key).map((path) => {
      let value: unknown = document.document;
      for (const segment of path.split('.')) {
        value =
          typeof value === 'object' && value !== null
            ? fieldOf(value as Record<string, unknown>, segment)
            : undefined;
      }
      return [path, value ?? null];
    }),
  );
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${describeValue(value)}`);
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: spec.key, keyValue },
  );
}

/** The committed documents of one collection, resident in memory, with their indexes. */
export class Collection {
  /** By key of _id, in natural order. */
  readonly documents = new Map<string, StoredDocument>();
  indexes: CollectionIndex[] = [];
  private nextNumber = 0;
  private idIndex: CollectionIndex | undefined;

  constructor(
    readonly id: number,
    readonly namespace: string,
  ) {}

  get specs(): IndexSpec[] {
    return [idIndexSpec, ...this.indexes.map((index) => index.spec)];
  }

  /** The index on _id, built when a query first needs it for a range or an order. */
  orderedById(): CollectionIndex {
    if (!this.idIndex) {
      this.idIndex = new CollectionIndex(idIndexSpec);
      this.idIndex.load(this.documents.values());
    }
    return this.idIndex;
  }

  /** Takes in a document read from disk. Documents come in natural order, indexes afterwards. */
  loadDocument(document: StoredDocument, number: number): void {
    document.number = number;
    this.documents.set(document.idKey, document);
    this.nextNumber = number + 1;
  }

  buildIndex(spec: IndexSpec): CollectionIndex {
    const index = new CollectionIndex(spec);
    const duplicate = index.load(this.documents.values());
    if (spec.unique && duplicate) throw duplicateKey(this.namespace, spec, duplicate);
    return index;
  }

  /**
   * A committed document, other than those in `ignored`, that `document` collides with.
   * Throws when an index cannot take the document.
   */
  findDuplicate(
    document: StoredDocument,
    ignored: (idKey: string) => boolean,
  ): { spec: IndexSpec; other: StoredDocument } | undefined {
    for (const index of this.indexes) {
      const keys = index.keysOf(document.document);
      if (!index.spec.unique) continue;
      for (const key of keys) {
        for (const other of index.withKey(key)) {
          if (other.idKey === document.idKey || ignored(other.idKey)) continue;
          return { spec: index.spec, other };
        }
      }
    }
    return undefined;
  }

  /** Makes a checked change visible. */
  apply({ before, after }: Change): void {
    if (after) after.number = before ? before.number : this.nextNumber++;
    if (before && !after) this.documents.delete(before.idKey);
    if (after) this.documents.set(after.idKey, after);
    const indexes = this.idIndex ? [...this.indexes, this.idIndex] : this.indexes;
    for (const index of indexes) {
      if (before && after) index.replace(before, after);
      else if (before) index.remove(before);
      else if (after) index.add(after);
    }
  }
}
