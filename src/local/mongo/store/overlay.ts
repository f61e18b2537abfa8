import type { KeyRange } from './records.js';

/** A record that was put, or removed when it is without a value. */
export type Overlaid = readonly [key: Buffer, value: Buffer | undefined];

/**
 * What was written since the data file was, in the order of keys: it hides what the file has. A key
 * is kept as a string with a character for each of its bytes, which sorts as the bytes do.
 */
export class Overlay {
  private readonly records = new Map<string, Buffer | undefined>();
  private readonly keys: string[] = [];

  set(key: Buffer, value: Buffer | undefined): void {
    const name = nameOf(key);
    if (!this.records.has(name)) this.keys.splice(this.firstFrom(name), 0, name);
    this.records.set(name, value);
  }

  /** The value of a key, null for one that was removed, undefined for one that was not written. */
  get(key: Buffer): Buffer | null | undefined {
    if (this.keys.length === 0) return undefined;
    const name = nameOf(key);
    const value = this.records.get(name);
    return value ?? (this.records.has(name) ? null : undefined);
  }

  /** In the order of keys. */
  between({ start, end }: KeyRange): readonly Overlaid[] {
    if (this.keys.length === 0) return [];
    const from = this.firstFrom(nameOf(start));
    const last = nameOf(end);
    const found: Overlaid[] = [];
    for (let at = from; at < this.keys.length; at += 1) {
      const name = this.keys[at] ?? '';
      if (name >= last) break;
      found.push([Buffer.from(name, 'latin1'), this.records.get(name)]);
    }
    return found;
  }

  *all(): Generator<Overlaid> {
    for (const name of this.keys) yield [Buffer.from(name, 'latin1'), this.records.get(name)];
  }

  clear(): void {
    this.records.clear();
    this.keys.length = 0;
  }

  /** The place of the first key that is not below `name`. */
  private firstFrom(name: string): number {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? '') < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function nameOf(key: Buffer): string {
  return key.toString('latin1');
}
