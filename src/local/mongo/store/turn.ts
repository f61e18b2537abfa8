import type { JournalEntry } from './journal-frames.js';

/** What is written in one turn of the event loop: all of it reaches the disk, or nothing. */
export class Turn {
  readonly entries: JournalEntry[] = [];
  /** Settles when the turn is on disk, or undone. */
  readonly durable: Promise<void>;
  resolve: () => void = () => undefined;
  reject: (reason: Error) => void = () => undefined;
  /** Whether the file system was found to have room for more. */
  hasRoom = false;

  constructor() {
    this.durable = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever has to know waits for `durable`.
    this.durable.catch(() => undefined);
  }
}
