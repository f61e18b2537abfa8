import type { KeyRange } from './records.js';
import { SortedKeys } from './sorted-keys.js';

/** A record that was put, or removed when it is without a value. */
export type Overlaid = readonly [key: Buffer, value: Buffer | undefined];

/**
 * What was written since the data file was: it hides what the file has. A key is kept as a string
 * with a character for each of its bytes, which sorts as the bytes do.
 */
export class Overlay {
  private readonly records = new Map<string, Buffer | undefined>();
  private readonly keys = new SortedKeys();

  set(key: Buffer, value: Buffer | undefined): void {
    const name = nameOf(key);
    if (!this.records.has(name)) this.keys.add(name);
    this.records.set(name, value);
  }

  /** The value of a key, null for one that was removed, undefined for one that was not written. */
  get(key: Buffer): Buffer | null | undefined {
    if (this.keys.isEmpty) return undefined;
    const name = nameOf(key);
    const value = this.records.get(name);
    return value ?? (this.records.has(name) ? null : undefined);
  }

  /** In the order of keys. */
  between({ start, end }: KeyRange): readonly Overlaid[] {
    if (this.keys.isEmpty) return [];
    const last = nameOf(end);
    const found: Overlaid[] = [];
    for (const name of this.keys.from(nameOf(start))) {
      if (name >= last) break;
      found.push(this.overlaid(name));
    }
    return found;
  }

  *all(): Generator<Overlaid> {
    for (const name of this.keys.from('')) yield this.overlaid(name);
  }

  clear(): void {
    this.records.clear();
    this.keys.clear();
  }

  private overlaid(name: string): Overlaid {
    return [Buffer.from(name, 'latin1'), this.records.get(name)];
  }
}

function nameOf(key: Buffer): string {
  return key.toString('latin1');
}
