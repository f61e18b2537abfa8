import type { OutboxEntry } from './entry.js';

/** `sequence` orders entries that were queued in the same millisecond. */
export type EntryDocument = Omit<OutboxEntry, 'id'> & { _id: string; sequence: unknown };

export const collectionName = 'notification_logs';

export function fromDocument({ _id, sequence: _sequence, ...entry }: EntryDocument): OutboxEntry {
  return { id: _id, ...entry };
}
