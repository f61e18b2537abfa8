import { crc32 } from 'node:zlib';

/** A record as it was put, or removed when it is without a value. */
export interface JournalEntry {
  /** Its bytes, a character each. */
  readonly key: string;
  readonly value: Buffer | undefined;
}

const magic = Buffer.from('crewchief journal 1\n');
const generationBytes = 6;
export const headBytes = magic.length + generationBytes;
/** Of a frame: the length and the checksum of what follows. */
const frameHeadBytes = 8;
/** Of an entry: the lengths of its key and its value. */
const entryHeadBytes = 6;
const noValue = 0xffff_ffff;

export function encodeHead(generation: number): Buffer {
  const bytes = Buffer.alloc(headBytes);
  magic.copy(bytes);
  bytes.writeUIntBE(generation, magic.length, generationBytes);
  return bytes;
}

/** The generation in a journal's head; null when the head is not whole. Throws when it is foreign. */
export function decodeHead(bytes: Buffer): number | null {
  const known = Math.min(bytes.length, magic.length);
  if (!bytes.subarray(0, known).equals(magic.subarray(0, known))) {
    throw new Error('it is not a journal of Crewchief');
  }
  return bytes.length < headBytes ? null : bytes.readUIntBE(magic.length, generationBytes);
}

export function encodeFrame(entries: readonly JournalEntry[]): Buffer {
  let length = frameHeadBytes;
  for (const { key, value } of entries)
    length += entryHeadBytes + key.length + (value?.length ?? 0);
  const frame = Buffer.allocUnsafe(length);
  let at = frameHeadBytes;
  for (const { key, value } of entries) {
    at = frame.writeUInt16LE(key.length, at);
    at = frame.writeUInt32LE(value?.length ?? noValue, at);
    at += frame.write(key, at, 'latin1');
    if (value) at += value.copy(frame, at);
  }
  frame.writeUInt32LE(length - frameHeadBytes, 0);
  frame.writeUInt32LE(crc32(frame.subarray(frameHeadBytes)), 4);
  return frame;
}

/**
 * The entries of the whole frames in a journal, and where the last of them ends. One that is not
 * whole at the very end was being appended when the process or the power went: it ends the journal.
 * Throws when one before it is damaged.
 */
export function decodeFrames(bytes: Buffer): {
  readonly entries: readonly JournalEntry[];
  readonly end: number;
} {
  const entries: JournalEntry[] = [];
  let start = headBytes;
  while (start + frameHeadBytes <= bytes.length) {
    const end = start + frameHeadBytes + bytes.readUInt32LE(start);
    if (end > bytes.length) break;
    const content = bytes.subarray(start + frameHeadBytes, end);
    if (crc32(content) !== bytes.readUInt32LE(start + 4)) {
      if (end === bytes.length) break;
      throw new Error(`it is damaged: the frame at byte ${start} has a wrong checksum`);
    }
    decodeEntries(content, entries);
    start = end;
  }
  return { entries, end: start };
}

function decodeEntries(content: Buffer, entries: JournalEntry[]): void {
  for (let at = 0; at < content.length; ) {
    const keyEnd = at + entryHeadBytes + content.readUInt16LE(at);
    const length = content.readUInt32LE(at + 2);
    const key = content.toString('latin1', at + entryHeadBytes, keyEnd);
    const valueEnd = keyEnd + (length === noValue ? 0 : length);
    entries.push({
      key,
      value: length === noValue ? undefined : content.subarray(keyEnd, valueEnd),
    });
    at = valueEnd;
  }
}
