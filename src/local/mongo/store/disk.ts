import { toError } from '../../../shared/errors.js';
import { checkDataFile, sealDataFile } from './data-file.js';
import {
  dataFile,
  type Environment,
  hasFormat,
  type KeyRange,
  markFormat,
  openEnvironment,
  seal,
  unseal,
} from './records.js';

export interface DiskOptions {
  readonly folder: string;
  /** Whether a commit waits until it would survive a loss of power. */
  readonly fsync: boolean;
  /** How many bytes the file's file system has left. */
  readonly freeBytes: () => number;
  /** Called before each commit; what it writes belongs to it. */
  readonly beforeCommit: () => void;
  /** Called once after a failed commit, before any writer hears of it. */
  readonly onFailure: () => void;
  readonly onWarning: (message: string) => void;
}

export interface DiskRecord {
  readonly key: Buffer;
  readonly value: Buffer;
}

/**
 * Room that a commit and LMDB's own records find for certain. LMDB can end the process when it runs
 * out of disk in the middle of a commit, so none is begun with less.
 */
const spareBytes = 32 * 1024 * 1024;

/** Records are read from LMDB's map in parts, so that a reader may pause between two of them. */
const firstPart = 8;
const largestPart = 512;

/**
 * Sealed records in one LMDB file. What is written is read back at once, and what is written in one
 * turn of the event loop is committed together, all or nothing.
 */
export class Disk {
  private group: Promise<void> | undefined;

  private constructor(
    private readonly environment: Environment,
    private readonly options: DiskOptions,
  ) {}

  /** Opens or creates the data file of a folder. Throws when it is damaged or not ours. */
  static async open(options: DiskOptions): Promise<Disk> {
    const { folder, fsync } = options;
    await checkDataFile(folder);
    const environment = openEnvironment(folder, { fsync });
    try {
      if (!hasFormat(environment)) markFormat(environment);
    } catch (cause) {
      await environment.close();
      throw new Error(`cannot use ${dataFile(folder)}: ${toError(cause).message}`, { cause });
    }
    return new Disk(environment, options);
  }

  get(key: Buffer): Buffer | undefined {
    const sealed = this.environment.get(key);
    return sealed && unseal(key, sealed);
  }

  /** Records in order, or in reverse. What changes while the reader pauses may be seen or not. */
  *range({ start, end }: KeyRange, reverse = false): Generator<DiskRecord> {
    let from = reverse ? end : start;
    let exclusiveStart = reverse;
    for (let limit = firstPart; ; limit = Math.min(limit * 4, largestPart)) {
      const bounds = { start: from, end: reverse ? start : end, inclusiveEnd: reverse };
      const part = [...this.environment.getRange({ ...bounds, exclusiveStart, reverse, limit })];
      for (const { key, value } of part) yield { key, value: unseal(key, value) };
      const last = part.at(-1);
      if (!last || part.length < limit) return;
      from = last.key;
      exclusiveStart = true;
    }
  }

  put(key: Buffer, value: Buffer): void {
    this.begin();
    this.environment.putSync(key, seal(key, value));
  }

  remove(key: Buffer): void {
    this.begin();
    this.environment.removeSync(key);
  }

  removeAll(range: KeyRange): void {
    for (const { key } of this.range(range)) this.remove(key);
  }

  /** Whether the file system has too little room left to write more. */
  isFull(): boolean {
    return this.options.freeBytes() < spareBytes;
  }

  /** Resolves when what is written so far would survive a loss of power; rejects when it is undone. */
  durable(): Promise<void> {
    return this.group ?? Promise.resolve();
  }

  private begin(): void {
    if (this.group) return;
    let endTurn: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      endTurn = resolve;
    });
    this.group = Promise.resolve(this.environment.transactionSync(() => turn)).catch(
      (thrown: unknown) => {
        this.options.onFailure();
        throw toError(thrown);
      },
    );
    // Whoever has to know waits for `durable`.
    this.group.catch(() => undefined);
    setImmediate(() => {
      this.options.beforeCommit();
      this.group = undefined;
      endTurn();
    });
  }

  async close(): Promise<void> {
    await this.group?.catch(() => undefined);
    await this.environment.close();
    sealDataFile(this.options.folder, this.options.onWarning);
  }
}
