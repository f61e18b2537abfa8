import type { Monitoring } from '../tasks/index.js';
import { chooseBucket } from './period.js';
import { parseValue } from './value.js';

/** In characters. */
export const longestNote = 500;

export type EntryFaults = Readonly<Partial<Record<'value' | 'bucket' | 'note', string>>>;

/** What somebody wrote to be recorded, read, or all that is wrong with it by field. */
export function readEntry(
  written: {
    readonly bucket: string | null;
    readonly value: string;
    readonly note: string | null;
  },
  monitoring: Monitoring,
  today: string,
):
  | { readonly bucket: string; readonly value: number; readonly note: string | null }
  | { readonly faults: EntryFaults } {
  const chosen = chooseBucket(monitoring, written.bucket, today);
  const parsed = parseValue(written.value);
  const note = written.note?.trim() ?? '';
  if ('bucket' in chosen && 'value' in parsed && note.length <= longestNote) {
    return { bucket: chosen.bucket, value: parsed.value, note: note === '' ? null : note };
  }
  return {
    faults: {
      ...('fault' in chosen && { bucket: chosen.fault }),
      ...('fault' in parsed && { value: `The value ${parsed.fault}.` }),
      ...(note.length > longestNote && {
        note: `A note has at most ${longestNote} characters; this one has ${note.length}.`,
      }),
    },
  };
}
