import { createReadStream } from 'node:fs';
import { ArchiveError } from './archive-error.js';

const lineFeed = 0x0a;

/** Beyond the line of the largest document that MongoDB keeps (16 MiB), in Extended JSON. */
const maxLineBytes = 128 * 1024 * 1024;

/**
 * The bytes of each line of a file, read as they are asked for.
 * @throws ArchiveError when a line is too long, or the last one has no line feed.
 */
export async function* fileLines(
  path: string,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let pending = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      pending = 0;
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
    pending += chunk.length - start;
    if (pending > maxLineBytes) throw new ArchiveError(`${path} is no archive of Crewchief.`);
    onBytes(chunk.length);
  }
  if (pending > 0) throw new ArchiveError(`${path} is cut off in the middle of a line.`);
}
