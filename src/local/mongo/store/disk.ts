import { toError } from '../../../shared/errors.js';
import { checkDataFile, sealDataFile } from './data-file.js';
import { claimFormat, type Environment, openEnvironment, seal } from './records.js';

/** A key's new value, or its removal. */
export interface DiskWrite {
  readonly key: Buffer;
  readonly value: Buffer | undefined;
}

export interface DiskOptions {
  readonly folder: string;
  /** Called once after a failed commit, before any writer hears of it. */
  readonly onFailure: () => void;
  readonly onWarning: (message: string) => void;
}

interface Waiter {
  readonly writes: readonly DiskWrite[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Sealed records in one LMDB file. Writers that wait at the same time share one commit. */
export class Disk {
  private waiting: Waiter[] = [];

  private constructor(
    readonly environment: Environment,
    private readonly options: DiskOptions,
  ) {}

  /** Opens or creates the data file of a folder. Throws when it is damaged or not ours. */
  static async open(options: DiskOptions): Promise<Disk> {
    await checkDataFile(options.folder);
    const environment = openEnvironment(options.folder);
    claimFormat(environment);
    return new Disk(environment, options);
  }

  /** Writes all of `writes` or nothing; resolves when they would survive a loss of power. */
  write(writes: readonly DiskWrite[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ writes, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.commitWaiting());
    });
  }

  /** Commits for all who have come to wait in this turn of the event loop, in one transaction. */
  private commitWaiting(): void {
    const group = this.waiting;
    this.waiting = [];
    try {
      this.environment.transactionSync(() => {
        for (const { writes } of group) for (const write of writes) this.apply(write);
      });
    } catch (thrown) {
      this.options.onFailure();
      for (const waiter of group) waiter.reject(toError(thrown));
      return;
    }
    for (const waiter of group) waiter.resolve();
  }

  private apply({ key, value }: DiskWrite): void {
    if (value) this.environment.putSync(key, seal(value));
    else this.environment.removeSync(key);
  }

  async close(): Promise<void> {
    if (this.waiting.length > 0) this.commitWaiting();
    await this.environment.close();
    sealDataFile(this.options.folder, this.options.onWarning);
  }
}
