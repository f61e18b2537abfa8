import { toError } from '../../../shared/errors.js';
import { decodeDocument } from '../bson/decode.js';
import { encodeDocument } from '../bson/values.js';
import { CommandError } from '../errors.js';
import { Collection } from './collection.js';
import { Disk, type DiskOptions } from './disk.js';
import { alreadyExists, type IndexSpec } from './index-spec.js';
import {
  allCollections,
  allSessions,
  collectionKey,
  collectionOf,
  sessionKey,
  sessionOf,
} from './records.js';
import type { Change } from './stored-document.js';

export interface CollectionChange {
  readonly namespace: string;
  readonly change: Change;
}

export interface StoreOptions extends Omit<DiskOptions, 'beforeCommit' | 'onFailure'> {
  readonly maxBytes: number;
  /** Called when a failed write made the store return to what is on disk. */
  readonly onReload: () => void;
  readonly onIndexesChanged: () => void;
}

const warnedShare = 0.8;

/**
 * All collections, on disk and read from there; memory holds their definitions. A write is visible
 * at once and on disk when `durable` resolves.
 */
export class Store {
  readonly collections = new Map<string, Collection>();
  private readonly changed = new Set<Collection>();
  private nextCollectionId = 1;
  private bytes = 0;
  private warned = false;

  private constructor(
    private readonly disk: Disk,
    private readonly options: StoreOptions,
  ) {}

  /** Opens the data file of a folder. Throws when it is damaged or foreign. */
  static async open(options: StoreOptions): Promise<Store> {
    const opened: { store?: Store } = {};
    const disk = await Disk.open({
      ...options,
      beforeCommit: () => opened.store?.writeCatalog(),
      onFailure: () => opened.store?.reload(),
    });
    const store = new Store(disk, options);
    opened.store = store;
    store.load();
    return store;
  }

  /** While it stays, so do all documents. */
  get revision(): number {
    return this.disk.revision;
  }

  private load(): void {
    for (const { key, value } of this.disk.range(allCollections)) {
      const id = collectionOf(key);
      const collection = Collection.from(this.disk, id, decodeDocument(value));
      this.collections.set(collection.namespace, collection);
      this.bytes += collection.bytes;
      this.nextCollectionId = id + 1;
    }
  }

  /** After a failed commit: memory knows what the disk does not have. */
  private reload(): void {
    for (const collection of this.collections.values()) collection.forget();
    this.collections.clear();
    this.changed.clear();
    this.bytes = 0;
    this.disk.revision++;
    this.load();
    this.options.onReload();
  }

  private writeCatalog(): void {
    for (const collection of this.changed) this.save(collection);
    this.changed.clear();
  }

  private save(collection: Collection): void {
    this.disk.put(collectionKey(collection.id), encodeDocument(collection.catalogEntry));
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  private findOrCreate(namespace: string): Collection {
    const existing = this.collections.get(namespace);
    if (existing) return existing;
    const collection = new Collection(this.disk, this.nextCollectionId++, namespace);
    this.collections.set(namespace, collection);
    this.save(collection);
    return collection;
  }

  /** Creates a collection; false when it exists. */
  create(namespace: string): boolean {
    if (this.collections.has(namespace)) return false;
    this.findOrCreate(namespace);
    return true;
  }

  /** As `find`, with an empty collection for one that does not exist. */
  read(namespace: string): Collection {
    return this.collections.get(namespace) ?? new Collection(this.disk, 0, namespace);
  }

  /** Writes checked changes. Throws OutOfDiskSpace, before any, on a full disk or beyond the limit. */
  apply(changes: readonly CollectionChange[]): void {
    let growth = 0;
    for (const { change } of changes) {
      growth += (change.after?.bytes.length ?? 0) - (change.before?.bytes.length ?? 0);
    }
    this.checkGrowth(growth);
    this.disk.revision++;
    for (const { namespace, change } of changes) {
      const collection = this.findOrCreate(namespace);
      collection.apply(change);
      this.changed.add(collection);
    }
    this.bytes += growth;
  }

  private checkGrowth(growth: number): void {
    if (growth <= 0) return;
    const { folder, maxBytes, onWarning } = this.options;
    const next = this.bytes + growth;
    if (next > maxBytes) {
      throw new CommandError(
        'OutOfDiskSpace',
        `the local store is limited to ${maxBytes} bytes of documents; set MONGODB_URI to go beyond`,
      );
    }
    if (this.disk.isFull()) {
      throw new CommandError(
        'OutOfDiskSpace',
        `the disk of ${folder} is full; nothing was written`,
      );
    }
    if (next > maxBytes * warnedShare && !this.warned) {
      this.warned = true;
      onWarning(
        `the local store is at ${warnedShare * 100}% of its limit of ${maxBytes} bytes; set MONGODB_URI soon`,
      );
    }
  }

  /** Resolves when all that is written so far is on disk. Rejects when it has been undone. */
  async durable(): Promise<void> {
    try {
      await this.disk.durable();
    } catch (cause) {
      throw new CommandError('OutOfDiskSpace', `writing to disk failed: ${toError(cause).message}`);
    }
  }

  createIndexes(namespace: string, specs: readonly IndexSpec[]) {
    const created = !this.collections.has(namespace);
    const collection = this.findOrCreate(namespace);
    const before = collection.specs.length;
    const added = [...collection.indexes];
    try {
      for (const spec of specs) {
        const existing = added.map((index) => index.spec);
        if (!alreadyExists(spec, existing)) added.push(collection.buildIndex(spec));
      }
    } catch (error) {
      for (const index of added.slice(before - 1)) index.clear();
      if (created) this.drop(collection);
      throw error;
    }
    collection.indexes = added;
    this.save(collection);
    this.options.onIndexesChanged();
    return { created, before, after: collection.specs.length };
  }

  drop(collection: Collection): void {
    this.collections.delete(collection.namespace);
    this.changed.delete(collection);
    this.bytes -= collection.bytes;
    collection.clear();
    this.disk.remove(collectionKey(collection.id));
    this.options.onIndexesChanged();
  }

  /** Names of the databases that have a collection, with the bytes of their documents. */
  databases(): readonly (readonly [name: string, bytes: number])[] {
    const sizes = new Map<string, number>();
    for (const { namespace, bytes } of this.collections.values()) {
      const name = namespace.slice(0, namespace.indexOf('.'));
      sizes.set(name, (sizes.get(name) ?? 0) + bytes);
    }
    return [...sizes].toSorted(([left], [right]) => (left < right ? -1 : 1));
  }

  inDatabase(database: string): Collection[] {
    return [...this.collections.values()].filter((each) =>
      each.namespace.startsWith(`${database}.`),
    );
  }

  /** What is kept of sessions, by their ids. */
  *sessions(): Generator<[string, Buffer]> {
    for (const { key, value } of this.disk.range(allSessions)) yield [sessionOf(key), value];
  }

  saveSession(id: string, value: Buffer): void {
    this.disk.put(sessionKey(id), value);
  }

  forgetSession(id: string): void {
    this.disk.remove(sessionKey(id));
  }

  close(): Promise<void> {
    return this.disk.close();
  }
}
