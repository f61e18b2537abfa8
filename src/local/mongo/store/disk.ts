import { toError } from '../../../shared/errors.js';
import { checkDataFile, sealDataFile } from './data-file.js';
import { claimFormat, type Environment, openEnvironment, seal } from './records.js';

/** A key's new value, or its removal. */
export interface DiskWrite {
  readonly key: Buffer;
  readonly value: Buffer | undefined;
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
    private readonly folder: string,
    readonly environment: Environment,
    private readonly onFailure: () => void,
  ) {}

  /**
   * Opens or creates the data file in `folder`. Throws when it is damaged or not ours.
   * After a failed commit `onFailure` runs once, before any writer hears of it.
   */
  static async open(folder: string, onFailure: () => void): Promise<Disk> {
    await checkDataFile(folder);
    const environment = openEnvironment(folder);
    claimFormat(environment);
    return new Disk(folder, environment, onFailure);
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
  }

  async close(): Promise<void> {
    await this.committing;
    await this.environment.close();
    sealDataFile(this.folder);
  }
}
