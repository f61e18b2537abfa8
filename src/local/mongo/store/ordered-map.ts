/** Entries per chunk: small enough to splice quickly, large enough to keep the list of chunks short. */
const chunkSize = 512;

interface Chunk<V> {
  readonly keys: string[];
  readonly values: V[];
}

function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A map whose keys are kept in code unit order: a two-level sorted array. */
export class OrderedMap<V> {
  private chunks: Chunk<V>[] = [];

  /** Replaces the content by `entries`, which may come in any order but must have distinct keys. */
  load(entries: [string, V][]): void {
    entries.sort((left, right) => (left[0] < right[0] ? -1 : 1));
    this.chunks = [];
    for (let start = 0; start < entries.length; start += chunkSize / 2) {
      const part = entries.slice(start, start + chunkSize / 2);
      this.chunks.push({
        keys: part.map((entry) => entry[0]),
        values: part.map((entry) => entry[1]),
      });
    }
  }

  /** The chunk that holds `key` or would take it in. */
  private chunkFor(key: string): number {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (((this.chunks[middle] as Chunk<V>).keys[0] as string) <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  set(key: string, value: V): void {
    if (this.chunks.length === 0) this.chunks.push({ keys: [], values: [] });
    const position = this.chunkFor(key);
    const chunk = this.chunks[position] as Chunk<V>;
    const index = lowerBound(chunk.keys, key);
    if (chunk.keys[index] === key) {
      chunk.values[index] = value;
      return;
    }
    chunk.keys.splice(index, 0, key);
    chunk.values.splice(index, 0, value);
    if (chunk.keys.length > chunkSize) {
      const half = chunkSize / 2;
      const rest = { keys: chunk.keys.splice(half), values: chunk.values.splice(half) };
      this.chunks.splice(position + 1, 0, rest);
    }
  }

  delete(key: string): void {
    if (this.chunks.length === 0) return;
    const position = this.chunkFor(key);
    const chunk = this.chunks[position] as Chunk<V>;
    const index = lowerBound(chunk.keys, key);
    if (chunk.keys[index] !== key) return;
    chunk.keys.splice(index, 1);
    chunk.values.splice(index, 1);
    if (chunk.keys.length === 0) this.chunks.splice(position, 1);
  }

  /** Values with `low <= key < high`, ascending or descending. The map must not change meanwhile. */
  *range(low: string, high: string, descending: boolean): Generator<V> {
    if (this.chunks.length === 0 || low >= high) return;
    if (descending) yield* this.descend(low, high);
    else yield* this.ascend(low, high);
  }

  private *ascend(low: string, high: string): Generator<V> {
    let position = this.chunkFor(low);
    let index = lowerBound((this.chunks[position] as Chunk<V>).keys, low);
    for (; position < this.chunks.length; position++, index = 0) {
      const { keys, values } = this.chunks[position] as Chunk<V>;
      for (; index < keys.length; index++) {
        if ((keys[index] as string) >= high) return;
        yield values[index] as V;
      }
    }
  }

  private *descend(low: string, high: string): Generator<V> {
    let position = this.chunkFor(high);
    let index = lowerBound((this.chunks[position] as Chunk<V>).keys, high) - 1;
    while (position >= 0) {
      const { keys, values } = this.chunks[position] as Chunk<V>;
      for (; index >= 0; index--) {
        if ((keys[index] as string) < low) return;
        yield values[index] as V;
      }
      position--;
      index = (this.chunks[position]?.keys.length ?? 0) - 1;
    }
  }
}
