import { decodeDocument, decodeFields } from '../bson/decode.js';
import { orderKey } from '../bson/order-key.js';
import { encodeDocument, isDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { Collection } from './collection.js';
import { Disk, type DiskWrite } from './disk.js';
import { collectionKey, documentKey, readCollections, readDocuments } from './records.js';
import { alreadyExists, describeIndex, type IndexSpec, parseIndexSpec } from './index-spec.js';
import { type Change, StoredDocument } from './stored-document.js';

export interface CollectionChange {
  readonly namespace: string;
  readonly change: Change;
}

export interface StoreOptions {
  readonly folder: string;
  readonly maxBytes: number;
  readonly onWarning: (message: string) => void;
  /** Called when a failed write made the store return to what is on disk. */
  readonly onReload: () => void;
  readonly onIndexesChanged: () => void;
}

const idOnly: ReadonlySet<string> = new Set(['_id']);

/** All collections: resident in memory, every change written through to disk. */
export class Store {
  readonly collections = new Map<string, Collection>();
  private nextCollectionId = 1;
  private bytes = 0;
  private warned = false;

  private constructor(
    private readonly disk: Disk,
    private readonly options: StoreOptions,
  ) {}

  /** Reads the data file of a folder. Throws when it is damaged or foreign. */
  static async open(options: StoreOptions): Promise<Store> {
    const opened: { store?: Store } = {};
    const { folder, onWarning } = options;
    const disk = await Disk.open({ folder, onWarning, onFailure: () => opened.store?.reload() });
    const store = new Store(disk, options);
    opened.store = store;
    store.load();
    return store;
  }

  private load(): void {
    const specs = new Map<Collection, IndexSpec[]>();
    const byId = new Map<number, Collection>();
    for (const { collection: id, value } of readCollections(this.disk.environment)) {
      const entry = decodeDocument(value);
      const collection = new Collection(id, String(entry['namespace']));
      byId.set(id, collection);
      this.collections.set(collection.namespace, collection);
      const indexes = Array.isArray(entry['indexes']) ? entry['indexes'].filter(isDocument) : [];
      specs.set(collection, indexes.map(parseIndexSpec));
      this.nextCollectionId = id + 1;
    }
    for (const { collection: id, number, value } of readDocuments(this.disk.environment)) {
      const collection = byId.get(id);
      if (!collection) throw new Error(`the data file is damaged: no collection ${id}`);
      const idKey = orderKey(decodeFields(value, idOnly)['_id']);
      const document = new StoredDocument(idKey, value);
      collection.loadDocument(document, number);
      this.bytes += document.size;
    }
    for (const [collection, wanted] of specs) {
      collection.indexes = wanted.map((spec) => collection.buildIndex(spec));
    }
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  private register(namespace: string): Collection {
    const collection = new Collection(this.nextCollectionId++, namespace);
    this.collections.set(namespace, collection);
    return collection;
  }

  private catalogWrite(collection: Collection): DiskWrite {
    const indexes = collection.indexes.map((index) => describeIndex(index.spec));
    const value = encodeDocument({ namespace: collection.namespace, indexes });
    return { key: collectionKey(collection.id), value };
  }

  /** Creates a collection; resolves to false when it exists. */
  async create(namespace: string): Promise<boolean> {
    if (this.collections.has(namespace)) return false;
    await this.write([this.catalogWrite(this.register(namespace))]);
    return true;
  }

  /** Makes checked changes visible and resolves when they are on disk, all or none. */
  commit(changes: readonly CollectionChange[]): Promise<void> {
    this.checkSize(changes);
    const writes: DiskWrite[] = [];
    for (const { namespace, change } of changes) {
      let collection = this.collections.get(namespace);
      if (!collection) {
        collection = this.register(namespace);
        writes.push(this.catalogWrite(collection));
      }
      collection.apply(change);
      this.bytes += (change.after?.size ?? 0) - (change.before?.size ?? 0);
      const number = (change.after ?? change.before)?.number ?? 0;
      writes.push({ key: documentKey(collection.id, number), value: change.after?.bytes });
    }
    return this.write(writes);
  }

  private checkSize(changes: readonly CollectionChange[]): void {
    let growth = 0;
    for (const { change } of changes) {
      growth += (change.after?.size ?? 0) - (change.before?.size ?? 0);
    }
    if (growth <= 0) return;
    const { maxBytes, onWarning } = this.options;
    const next = this.bytes + growth;
    if (next > maxBytes) {
      throw new CommandError(
        'OutOfDiskSpace',
        `the local store is limited to ${maxBytes} bytes of documents; set MONGODB_URI to go beyond`,
      );
    }
    if (next > maxBytes * 0.8 && !this.warned) {
      this.warned = true;
      onWarning(
        `the local store is at 80% of its limit of ${maxBytes} bytes; set MONGODB_URI soon`,
      );
    }
  }

  private async write(writes: readonly DiskWrite[]): Promise<void> {
    try {
      await this.disk.write(writes);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CommandError('OutOfDiskSpace', `writing to disk failed: ${reason}`);
    }
  }

  /** After a failed commit: memory holds what the disk does not have, so read it all again. */
  private reload(): void {
    this.collections.clear();
    this.bytes = 0;
    this.load();
    this.options.onReload();
  }

  async createIndexes(namespace: string, specs: readonly IndexSpec[]) {
    const created = !this.collections.has(namespace);
    const collection = this.collections.get(namespace) ?? this.register(namespace);
    const before = collection.specs.length;
    const added = [...collection.indexes];
    try {
      for (const spec of specs) {
        const existing = added.map((index) => index.spec);
        if (!alreadyExists(spec, existing)) added.push(collection.buildIndex(spec));
      }
    } catch (error) {
      if (created) this.collections.delete(namespace);
      throw error;
    }
    const changed = added.length > collection.indexes.length;
    collection.indexes = added;
    if (!created && !changed) return { created, before, after: before };
    this.options.onIndexesChanged();
    await this.write([this.catalogWrite(collection)]);
    return { created, before, after: collection.specs.length };
  }

  /** Removes the indexes that `selects`; resolves to how many there were before. */
  async dropIndexes(
    collection: Collection,
    selects: (spec: IndexSpec) => boolean,
  ): Promise<number> {
    const before = collection.specs.length;
    collection.indexes = collection.indexes.filter((index) => !selects(index.spec));
    this.options.onIndexesChanged();
    await this.write([this.catalogWrite(collection)]);
    return before;
  }

  async drop(collection: Collection): Promise<void> {
    this.collections.delete(collection.namespace);
    this.options.onIndexesChanged();
    const writes: DiskWrite[] = [{ key: collectionKey(collection.id), value: undefined }];
    for (const document of collection.documents.values()) {
      this.bytes -= document.size;
      writes.push({ key: documentKey(collection.id, document.number), value: undefined });
    }
    await this.write(writes);
  }

  /** Names of databases that have a collection. */
  databases(): string[] {
    const names = [...this.collections.keys()].map((name) => name.slice(0, name.indexOf('.')));
    return [...new Set(names)].toSorted();
  }

  inDatabase(database: string): Collection[] {
    return [...this.collections.values()].filter((each) =>
      each.namespace.startsWith(`${database}.`),
    );
  }

  /** Bytes of a database's documents. */
  sizeOf(database: string): number {
    let size = 0;
    for (const collection of this.inDatabase(database)) {
      for (const document of collection.documents.values()) size += document.size;
    }
    return size;
  }

  close(): Promise<void> {
    return this.disk.close();
  }
}
