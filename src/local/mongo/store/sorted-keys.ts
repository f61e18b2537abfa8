const mostInChunk = 512;

/** Different strings in the order of their code units, in chunks: adding one moves few others. */
export class SortedKeys {
  private readonly chunks: string[][] = [];

  get isEmpty(): boolean {
    return this.chunks.length === 0;
  }

  /** Adds a key that is not there yet. */
  add(key: string): void {
    const last = this.chunks.length - 1;
    const place = Math.min(this.chunkWith(key), last);
    const chunk = this.chunks[place];
    if (!chunk) {
      this.chunks.push([key]);
      return;
    }
    chunk.splice(firstFrom(chunk, key), 0, key);
    if (chunk.length > mostInChunk) {
      this.chunks.splice(place + 1, 0, chunk.splice(mostInChunk / 2));
    }
  }

  /** The keys from `start` on. */
  *from(start: string): Generator<string> {
    for (let place = this.chunkWith(start); place < this.chunks.length; place += 1) {
      const chunk = this.chunks[place] ?? [];
      for (let at = firstFrom(chunk, start); at < chunk.length; at += 1) yield chunk[at] ?? '';
    }
  }

  clear(): void {
    this.chunks.length = 0;
  }

  /** The place of the first chunk that does not end below `key`. */
  private chunkWith(key: string): number {
    return firstPlace(this.chunks.length, (place) => (this.chunks[place]?.at(-1) ?? '') >= key);
  }
}

function firstFrom(sorted: readonly string[], key: string): number {
  return firstPlace(sorted.length, (place) => (sorted[place] ?? '') >= key);
}

/** The first place, of so many, from which on `holds`; how many there are when it never does. */
function firstPlace(count: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
