import { createHash } from 'node:crypto';

/** Counts lines, and hashes them with their line feeds. */
export class LineDigest {
  readonly #hash = createHash('sha256');
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(line: string | Buffer): void {
    this.#hash.update(line).update('\n');
    this.#count += 1;
  }

  /** The hash of the lines so far, hexadecimal. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }
}
