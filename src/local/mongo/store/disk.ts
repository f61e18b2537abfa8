import { crc32 } from 'node:zlib';
import { type RootDatabase, open } from 'lmdb';
import { toError } from '../../../shared/errors.js';

/** A key's new value, or its removal. */
export interface DiskWrite {
  readonly key: Buffer;
  readonly value: Buffer | undefined;
}

const collectionTag = 0x63;
const documentTag = 0x64;

export function collectionKey(collection: number): Buffer {
  const key = Buffer.alloc(5);
  key[0] = collectionTag;
  key.writeUInt32BE(collection, 1);
  return key;
}

/** Keys sort by collection and then by the documents' natural order. */
export function documentKey(collection: number, number: number): Buffer {
  const key = Buffer.alloc(11);
  key[0] = documentTag;
  key.writeUInt32BE(collection, 1);
  key.writeUIntBE(number, 5, 6);
  return key;
}

const formatKey = Buffer.from('format');
const format = Buffer.from('crewchief local mongo 1');

function seal(value: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(value.length + 4);
  sealed.writeUInt32LE(crc32(value), 0);
  value.copy(sealed, 4);
  return sealed;
}

function unseal(key: Buffer, sealed: Buffer): Buffer {
  const value = sealed.subarray(4);
  if (sealed.length < 4 || sealed.readUInt32LE(0) !== crc32(value)) {
    throw new Error(`the data file is damaged: record ${key.toString('hex')} has a wrong checksum`);
  }
  return value;
}

interface Waiter {
  readonly writes: readonly DiskWrite[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Sealed records in one LMDB file. Writers that wait at the same time share one commit. */
export class Disk {
  private waiting: Waiter[] = [];
  private committing: Promise<void> | undefined;

  private constructor(
    private readonly environment: RootDatabase<Buffer, Buffer>,
    private readonly onFailure: () => void,
  ) {}

  /**
   * Opens or creates the data file in `folder`. Throws when it is damaged or not ours.
   * After a failed commit `onFailure` runs once, before any writer hears of it.
   */
  static open(folder: string, onFailure: () => void): Disk {
    const environment = open<Buffer, Buffer>({
      path: `${folder}/data.mdb`,
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      cache: false,
      maxDbs: 1,
    });
    const found = environment.get(formatKey);
    if (found === undefined) {
      if (environment.getKeysCount() > 0) {
        throw new Error(`${folder} holds an LMDB file that is not a Crewchief data file`);
      }
      environment.putSync(formatKey, format);
    } else if (!format.equals(found)) {
      throw new Error(`${folder} holds a data file of another format: ${found.toString()}`);
    }
    return new Disk(environment, onFailure);
  }

  private *read(tag: number): Generator<{ key: Buffer; value: Buffer }> {
    const range = { start: Buffer.from([tag]), end: Buffer.from([tag + 1]) };
    for (const { key, value } of this.environment.getRange(range)) {
      yield { key, value: unseal(key, value) };
    }
  }

  /** Catalog entries by collection id. Throws when a record is damaged. */
  *collections(): Generator<{ collection: number; value: Buffer }> {
    for (const { key, value } of this.read(collectionTag)) {
      yield { collection: key.readUInt32BE(1), value };
    }
  }

  /** Documents in natural order within their collection. Throws when a record is damaged. */
  *documents(): Generator<{ collection: number; number: number; value: Buffer }> {
    for (const { key, value } of this.read(documentTag)) {
      yield { collection: key.readUInt32BE(1), number: key.readUIntBE(5, 6), value };
    }
  }

  /** Writes all of `writes` or nothing; resolves when they would survive a loss of power. */
  write(writes: readonly DiskWrite[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ writes, resolve, reject });
      this.committing ??= this.commitWaiting();
    });
  }

  private async commitWaiting(): Promise<void> {
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        await this.commit(group.flatMap((waiter) => waiter.writes));
        for (const waiter of group) waiter.resolve();
      } catch (thrown) {
        const failed = [...group, ...this.waiting];
        this.waiting = [];
        this.onFailure();
        for (const waiter of failed) waiter.reject(toError(thrown));
      }
    }
    this.committing = undefined;
  }

  private async commit(writes: readonly DiskWrite[]): Promise<void> {
    if (writes.length === 0) return;
    await this.environment.batch(() => {
      for (const { key, value } of writes) {
        const done = value ? this.environment.put(key, seal(value)) : this.environment.remove(key);
        done.catch(() => undefined);
      }
    });
    await this.environment.flushed;
  }

  async close(): Promise<void> {
    await this.committing;
    await this.environment.close();
  }
}
