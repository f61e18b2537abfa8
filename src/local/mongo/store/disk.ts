import { setImmediate as nextTurn } from 'node:timers/promises';
import { toError } from '../../../shared/errors.js';
import { checkDataFile, sealDataFile } from './data-file.js';
import { Journal } from './journal.js';
import type { JournalEntry } from './journal-frames.js';
import {
  dataFile,
  type Environment,
  generationOf,
  hasFormat,
  type KeyRange,
  markFormat,
  markGeneration,
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

/** What is written in one turn of the event loop. */
interface Turn {
  readonly entries: JournalEntry[];
  readonly durable: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** LMDB's transaction, open from one checkpoint to the next. */
interface Checkpoint {
  /** Lets LMDB commit, in the next microtask. */
  readonly commit: () => void;
  readonly abort: (reason: Error) => void;
  readonly ended: Promise<void>;
}

/** So much is in the journal at most before it goes into the data file: after a kill it is read. */
const journalBytes = 8 * 1024 * 1024;
/**
 * Room that a checkpoint finds for certain: each write in the journal may lay out several pages anew.
 * LMDB can end the process when it runs out of disk in the middle of a commit, so none is begun with
 * less.
 */
const spareBytes = 128 * 1024 * 1024;

/** Records are read from LMDB's map in parts, so that a reader may pause between two of them. */
const firstPart = 8;
const largestPart = 512;

/**
 * Sealed records in one LMDB file, with a journal. What is written is read back at once; what is
 * written in one turn of the event loop is kept together, all or nothing, by appending it to the
 * journal. From time to time a checkpoint moves what is in the journal into the file.
 */
export class Disk {
  private turn: Turn | undefined;
  /** Turns that have ended, for the journal. */
  private ended: Turn[] = [];
  private appending: Promise<void> | undefined;
  private last: Promise<void> = Promise.resolve();
  private checkpoint: Checkpoint | undefined;
  private generation: number;

  private constructor(
    private readonly environment: Environment,
    private readonly journal: Journal,
    private readonly options: DiskOptions,
  ) {
    this.generation = generationOf(environment);
  }

  /** Opens or creates the data file of a folder. Throws when it or its journal is damaged or not ours. */
  static async open(options: DiskOptions): Promise<Disk> {
    const { folder, fsync, onWarning } = options;
    await checkDataFile(folder);
    const environment = openEnvironment(folder, { fsync });
    const journal = Journal.open({ file: journalFile(folder), fsync, onWarning });
    try {
      if (!hasFormat(environment)) markFormat(environment);
      const disk = new Disk(environment, journal, options);
      await disk.replay();
      return disk;
    } catch (cause) {
      await environment.close();
      journal.close();
      throw new Error(`cannot use ${dataFile(folder)}: ${toError(cause).message}`, { cause });
    }
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
    const sealed = seal(key, value);
    this.note({ key, value: sealed });
    this.environment.putSync(key, sealed);
  }

  remove(key: Buffer): void {
    this.note({ key, value: undefined });
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
    return this.turn?.durable ?? this.last;
  }

  private note(entry: JournalEntry): void {
    this.checkpoint ??= this.beginCheckpoint();
    if (!this.turn) {
      this.turn = newTurn();
      setImmediate(() => this.endTurn());
    }
    this.turn.entries.push(entry);
  }

  private endTurn(): void {
    if (!this.turn) return;
    this.options.beforeCommit();
    this.ended.push(this.turn);
    this.last = this.turn.durable;
    this.turn = undefined;
    this.appending ??= this.appendAll();
  }

  private async appendAll(): Promise<void> {
    while (this.ended.length > 0) {
      const turns = this.takeEnded();
      try {
        await this.journal.append(turns.flatMap(({ entries }) => entries));
      } catch (error) {
        await this.undo(turns, toError(error));
        continue;
      }
      for (const { resolve } of turns) resolve();
      if (this.journal.bytes > journalBytes && !this.isFull()) await this.endCheckpoint();
    }
    this.appending = undefined;
  }

  private takeEnded(): readonly Turn[] {
    const turns = this.ended;
    this.ended = [];
    return turns;
  }

  private beginCheckpoint(): Checkpoint {
    const { promise, resolve, reject } = deferred();
    const ended = Promise.resolve(this.environment.transactionSync(() => promise));
    ended.catch(() => undefined);
    return { commit: resolve, abort: reject, ended };
  }

  /** Moves all that is written so far into the data file. Nothing is being appended meanwhile. */
  private async endCheckpoint(): Promise<void> {
    const { checkpoint } = this;
    if (!checkpoint) return;
    // Nothing else runs between here and LMDB's commit.
    await nextTurn();
    this.endTurn();
    const turns = this.takeEnded();
    try {
      markGeneration(this.environment, this.generation + 1);
      this.checkpoint = undefined;
      checkpoint.commit();
      await checkpoint.ended;
    } catch (error) {
      await this.undo(turns, toError(error));
      return;
    }
    this.generation += 1;
    this.journal.clear(this.generation);
    for (const { resolve } of turns) resolve();
  }

  /** Returns to what is in the data file and its journal: these turns, and later ones, fail. */
  private async undo(turns: readonly Turn[], reason: Error): Promise<void> {
    const undone = [...turns, ...this.takeEnded(), ...(this.turn ? [this.turn] : [])];
    this.turn = undefined;
    await this.abortCheckpoint(reason);
    this.checkpoint = this.beginCheckpoint();
    this.add(this.journal.read(this.generation));
    this.options.onFailure();
    for (const { reject } of undone) reject(reason);
  }

  private async abortCheckpoint(reason: Error): Promise<void> {
    const { checkpoint } = this;
    this.checkpoint = undefined;
    checkpoint?.abort(reason);
    await checkpoint?.ended.catch(() => undefined);
  }

  /** What a process that was killed had written after its last checkpoint. */
  private async replay(): Promise<void> {
    const entries = this.journal.read(this.generation);
    if (entries.length === 0) return;
    if (this.isFull()) throw new Error('its disk is full: free some space and start again');
    this.checkpoint = this.beginCheckpoint();
    this.add(entries);
    await this.endCheckpoint();
  }

  private add(entries: readonly JournalEntry[]): void {
    for (const { key, value } of entries) {
      if (value) this.environment.putSync(key, value);
      else this.environment.removeSync(key);
    }
  }

  async close(): Promise<void> {
    this.endTurn();
    await this.appending;
    if (this.isFull()) await this.abortCheckpoint(new Error('the data file is being closed'));
    else await this.endCheckpoint();
    await this.environment.close();
    this.journal.close();
    sealDataFile(this.options.folder, this.options.onWarning);
  }
}

function journalFile(folder: string): string {
  return `${dataFile(folder)}.journal`;
}

function newTurn(): Turn {
  const { promise, resolve, reject } = deferred();
  // Whoever has to know waits for `durable`.
  promise.catch(() => undefined);
  return { entries: [], durable: promise, resolve, reject };
}

function deferred() {
  let resolve: () => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
