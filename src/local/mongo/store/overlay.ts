import { type KeyRange, unseal } from './records.js';
import { SortedKeys } from './sorted-keys.js';

/** A record that was put, or removed when it is without a value. */
export type Overlaid = readonly [key: string, value: Buffer | undefined];

/** What was written since the data file was: it hides what the file has. */
export class Overlay {
  private readonly records = new Map<string, Buffer | undefined>();
  private readonly keys = new SortedKeys();

  set(key: string, value: Buffer | undefined): void {
    const { size } = this.records;
    this.records.set(key, value);
    if (this.records.size > size) this.keys.add(key);
  }

  /** The value of a key, null for one that was removed, undefined for one that was not written. */
  get(key: string): Buffer | null | undefined {
    const value = this.records.get(key);
    return value ?? (this.records.has(key) ? null : undefined);
  }

  /** In the order of keys. */
  between({ start, end }: KeyRange): readonly Overlaid[] {
    const found: Overlaid[] = [];
    for (const key of this.keys.from(start)) {
      if (key >= end) break;
      found.push([key, this.records.get(key)]);
    }
    return found;
  }

  *all(): Generator<Overlaid> {
    for (const key of this.keys.from('')) yield [key, this.records.get(key)];
  }

  clear(): void {
    this.records.clear();
    this.keys.clear();
  }
}

export interface DiskRecord {
  readonly key: string;
  readonly value: Buffer;
}

/** Sealed records of the data file and those over them, both in the same order, as one. */
export function* merge(
  sealed: readonly DiskRecord[],
  over: readonly Overlaid[],
  reverse: boolean,
): Generator<DiskRecord> {
  let next = 0;
  for (const { key, value } of sealed) {
    let isHidden = false;
    for (; next < over.length; next += 1) {
      const [overKey, overValue] = over[next] as Overlaid;
      isHidden ||= overKey === key;
      if (reverse ? overKey < key : overKey > key) break;
      if (overValue) yield { key: overKey, value: overValue };
    }
    if (!isHidden) yield { key, value: unseal(key, value) };
  }
  for (const [key, value] of over.slice(next)) if (value) yield { key, value };
}
