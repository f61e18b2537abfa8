import {
  closeSync,
  fdatasync,
  ftruncateSync,
  openSync,
  readFileSync,
  write,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { toError } from '../../../shared/errors.js';
import {
  decodeFrames,
  decodeHead,
  encodeFrame,
  encodeHead,
  headBytes,
  type JournalEntry,
} from './journal-frames.js';

export interface JournalOptions {
  readonly file: string;
  /** Whether what is appended would survive a loss of power, and not a kill alone. */
  readonly fsync: boolean;
  readonly onWarning: (message: string) => void;
}

const writeAt = promisify(write);
const flush = promisify(fdatasync);

/**
 * What was written since the data file was. The head of the journal says which generation of the data
 * file its frames are to be added to.
 */
export class Journal {
  private constructor(
    private readonly options: JournalOptions,
    private readonly descriptor: number,
    private end: number,
  ) {}

  /** Opens the journal, or creates an empty one. */
  static open(options: JournalOptions): Journal {
    closeSync(openSync(options.file, 'a', 0o600));
    return new Journal(options, openSync(options.file, 'r+'), 0);
  }

  get bytes(): number {
    return this.end;
  }

  /**
   * The entries that the data file of that `generation` lacks, in their order. What was not appended
   * whole is cut off: nobody was told that it is kept.
   * @throws Error when the journal is damaged, foreign, or continues another data file.
   */
  read(generation: number): readonly JournalEntry[] {
    const { file } = this.options;
    try {
      const bytes = readFileSync(file);
      const own = decodeHead(bytes);
      if (own !== null && own > generation && bytes.length > headBytes) {
        throw new Error('it continues a later state than the data file beside it has');
      }
      if (own !== generation) {
        this.clear(generation);
        return [];
      }
      const { entries, end } = decodeFrames(bytes);
      this.cutTo(end, bytes.length);
      return entries;
    } catch (cause) {
      throw new Error(`cannot use ${file}: ${toError(cause).message}`, { cause });
    }
  }

  /** Resolves when all of the entries are on disk. One call at a time. When it rejects, none is. */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    const frame = encodeFrame(entries);
    try {
      for (let done = 0; done < frame.length; ) {
        const { bytesWritten } = await writeAt(
          this.descriptor,
          frame,
          done,
          frame.length - done,
          this.end + done,
        );
        done += bytesWritten;
      }
      if (this.options.fsync) await flush(this.descriptor);
    } catch (error) {
      ftruncateSync(this.descriptor, this.end);
      throw error;
    }
    this.end += frame.length;
  }

  /** Begins anew, once the data file has reached that `generation`. */
  clear(generation: number): void {
    ftruncateSync(this.descriptor, 0);
    writeSync(this.descriptor, encodeHead(generation), 0, headBytes, 0);
    this.end = headBytes;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private cutTo(end: number, length: number): void {
    if (end < length) {
      const { file, onWarning } = this.options;
      onWarning(
        `${file} ended in ${length - end} bytes of a change that was not finished; cut off`,
      );
      ftruncateSync(this.descriptor, end);
    }
    this.end = end;
  }
}
