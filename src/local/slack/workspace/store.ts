import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { refuseForeignFile } from './data-file.js';
import type {
  Channel,
  Message,
  PendingEvent,
  ResponseUrl,
  StoredFile,
  ViewRecord,
} from './model.js';

/** Records held in memory and written behind; `Store.durable` tells when they are on disk. */
export class Table<V> {
  readonly #records = new Map<string, V>();

  constructor(
    private readonly database: Database<V, string>,
    private readonly track: (write: Promise<unknown>) => void,
  ) {
    for (const { key, value } of database.getRange()) this.#records.set(key, value);
  }

  get(key: string): V | undefined {
    return this.#records.get(key);
  }

  values(): V[] {
    return [...this.#records.values()];
  }

  put(key: string, value: V): void {
    this.#records.set(key, value);
    this.track(this.database.put(key, value));
  }

  remove(key: string): void {
    if (this.#records.delete(key)) this.track(this.database.remove(key));
  }
}

/** Everything of a workspace that outlives the process, in one lmdb environment. */
export class Store {
  readonly #root: RootDatabase<unknown, string>;
  readonly #contents: Database<Buffer, string>;
  readonly #pending = new Set<Promise<unknown>>();
  readonly conversations: Table<Channel>;
  readonly messages: Table<Message>;
  readonly lastRead: Table<string>;
  readonly files: Table<StoredFile>;
  readonly homes: Table<ViewRecord>;
  readonly modals: Table<readonly ViewRecord[]>;
  readonly responseUrls: Table<ResponseUrl>;
  readonly pendingEvents: Table<PendingEvent>;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    refuseForeignFile(join(folder, 'data.mdb'));
    this.#root = open<unknown, string>({ path: folder, maxDbs: 16, encoding: 'json' });
    this.#contents = this.#root.openDB<Buffer, string>({
      name: 'file-contents',
      encoding: 'binary',
    });
    this.conversations = this.#table('conversations');
    this.messages = this.#table('messages');
    this.lastRead = this.#table('last-read');
    this.files = this.#table('files');
    this.homes = this.#table('homes');
    this.modals = this.#table('modals');
    this.responseUrls = this.#table('response-urls');
    this.pendingEvents = this.#table('pending-events');
  }

  #table<V>(name: string): Table<V> {
    const database = this.#root.openDB<V, string>({ name, encoding: 'json' });
    return new Table(database, (write) => this.#track(write));
  }

  #track(write: Promise<unknown>): void {
    const settled = write.finally(() => this.#pending.delete(settled));
    this.#pending.add(settled);
  }

  putContent(fileId: string, content: Buffer): void {
    this.#track(this.#contents.put(fileId, content));
  }

  content(fileId: string): Buffer | undefined {
    return this.#contents.get(fileId);
  }

  /** Resolves once every write so far is on disk; rejects when one of them failed. */
  async durable(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async close(): Promise<void> {
    await this.durable();
    await this.#root.close();
  }
}
