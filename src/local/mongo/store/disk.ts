import { toError } from '../../../shared/errors.js';
import { checkDataFile, sealDataFile } from './data-file.js';
import { Journal } from './journal.js';
import { type DiskRecord, merge, Overlay } from './overlay.js';
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
import { Turn } from './turn.js';

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

/** When the journal has so much, it goes into the data file: an effort of some fifteen milliseconds. */
const journalBytes = 256 * 1024;
/**
 * Room that a checkpoint and LMDB's own records find for certain. LMDB can end the process when it
 * runs out of disk in the middle of a commit, so none is begun with less.
 */
const spareBytes = 32 * 1024 * 1024;

/** Records are read from LMDB's map in parts, so that a reader may pause between two of them. */
const firstPart = 8;
const largestPart = 512;

/**
 * Sealed records in one LMDB file, with a journal. What is written is read back at once; what is
 * written in one turn of the event loop is kept together, all or nothing, by appending it to the
 * journal. From time to time a checkpoint moves what is in the journal into the file; until then it
 * is in memory, too.
 */
export class Disk {
  private readonly overlay = new Overlay();
  private turn: Turn | undefined;
  /** Turns that have ended, for the journal. */
  private ended: Turn[] = [];
  private appending: Promise<void> | undefined;
  private last: Promise<void> = Promise.resolve();
  private generation: number;
  private nextCheckpoint = journalBytes;
  /** To be raised with every change of documents: while it stays, so do they. */
  revision = 0;

  private constructor(
    private readonly environment: Environment,
    private readonly journal: Journal,
    private readonly options: DiskOptions,
  ) {
    this.generation = generationOf(environment);
    this.readJournal();
  }

  /** Opens or creates the data file of a folder. Throws when it or its journal is damaged or not ours. */
  static async open(options: DiskOptions): Promise<Disk> {
    const { folder, fsync, onWarning } = options;
    await checkDataFile(folder);
    const environment = openEnvironment(folder, { fsync });
    const journal = Journal.open({ file: journalFile(folder), fsync, onWarning });
    try {
      if (!hasFormat(environment)) markFormat(environment);
      return new Disk(environment, journal, options);
    } catch (cause) {
      await environment.close();
      journal.close();
      throw new Error(`cannot use ${dataFile(folder)}: ${toError(cause).message}`, { cause });
    }
  }

  get(key: string): Buffer | undefined {
    const written = this.overlay.get(key);
    if (written !== undefined) return written ?? undefined;
    const sealed = this.environment.get(key);
    return sealed && unseal(key, sealed);
  }

  /** Records in order, or in reverse; for a reader that paused, as they are when it goes on. */
  *range({ start, end }: KeyRange, reverse = false): Generator<DiskRecord> {
    let [low, high, limit] = [start, end, firstPart];
    while (low < high) {
      const { revision } = this;
      const bounds = reverse
        ? { start: high, end: low, exclusiveStart: true, inclusiveEnd: true }
        : { start: low, end: high };
      const part = [...this.environment.getRange({ ...bounds, reverse, limit })];
      const last = part.length < limit ? undefined : part.at(-1)?.key;
      const [from, to] =
        last === undefined ? [low, high] : reverse ? [last, high] : [low, last + '\0'];
      const over = this.overlay.between({ start: from, end: to });
      let next = reverse ? from : to;
      limit = Math.min(limit * 4, largestPart);
      for (const record of merge(part, reverse ? over.toReversed() : over, reverse)) {
        yield record;
        if (this.revision === revision) continue;
        next = reverse ? record.key : record.key + '\0';
        limit = firstPart;
        break;
      }
      if (reverse) high = next;
      else low = next;
    }
  }

  /** Puts a record, or removes it when it is without a value. */
  put(key: string, value: Buffer | undefined): void {
    if (!this.turn) {
      this.turn = new Turn();
      setImmediate(() => this.endTurn());
    }
    this.turn.entries.push({ key, value });
    this.overlay.set(key, value);
  }

  remove(key: string): void {
    this.put(key, undefined);
  }

  removeAll(range: KeyRange): void {
    for (const { key } of this.range(range)) this.remove(key);
  }

  /** Whether the file system has too little room left to write more. */
  isFull(): boolean {
    if (this.turn?.hasRoom) return false;
    const hasRoom = this.options.freeBytes() >= spareBytes;
    if (this.turn) this.turn.hasRoom = hasRoom;
    return !hasRoom;
  }

  /** Resolves when what is written so far would survive a loss of power; rejects when it is undone. */
  durable(): Promise<void> {
    return this.turn?.durable ?? this.last;
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
        this.undo(turns, toError(error));
        continue;
      }
      for (const { resolve } of turns) resolve();
      if (this.journal.bytes > this.nextCheckpoint && !this.isFull()) this.checkpoint();
    }
    this.appending = undefined;
  }

  private takeEnded(): readonly Turn[] {
    const turns = this.ended;
    this.ended = [];
    return turns;
  }

  /** Moves all that is written so far into the data file. Nothing is being appended meanwhile. */
  private checkpoint(): void {
    this.endTurn();
    const generation = this.generation + 1;
    try {
      this.environment.transactionSync(() => {
        for (const [key, value] of this.overlay.all()) {
          if (value) this.environment.putSync(key, seal(key, value));
          else this.environment.removeSync(key);
        }
        markGeneration(this.environment, generation);
      });
    } catch (error) {
      const { folder, onWarning } = this.options;
      onWarning(`${dataFile(folder)} could not be written: ${toError(error).message}`);
      this.nextCheckpoint = this.journal.bytes + journalBytes;
      return;
    }
    this.generation = generation;
    this.overlay.clear();
    this.journal.clear(generation);
    this.nextCheckpoint = journalBytes;
    for (const { resolve } of this.takeEnded()) resolve();
  }

  /** Returns to what is in the data file and its journal: these turns, and later ones, fail. */
  private undo(turns: readonly Turn[], reason: Error): void {
    const undone = [...turns, ...this.takeEnded(), ...(this.turn ? [this.turn] : [])];
    this.turn = undefined;
    this.overlay.clear();
    this.readJournal();
    this.options.onFailure();
    for (const { reject } of undone) reject(reason);
  }

  private readJournal(): void {
    for (const { key, value } of this.journal.read(this.generation)) this.overlay.set(key, value);
  }

  async close(): Promise<void> {
    for (this.endTurn(); this.appending; this.endTurn()) await this.appending;
    if (!this.isFull()) this.checkpoint();
    await this.environment.close();
    this.journal.close();
    sealDataFile(this.options.folder, this.options.onWarning);
  }
}

function journalFile(folder: string): string {
  return `${dataFile(folder)}.journal`;
}
