import type { Hold, HoldReason } from './delivery-policy.js';
import type { OutgoingMessage } from './outgoing-message.js';

/**
 * `queued`: waits for delivery. `sent`: the chat has it. `failed`: will not be tried again.
 * `expired`: was not worth delivering any more. `replaced`: a newer text of the same message was
 * queued before this one was posted, or it was to edit a message that was never posted. `cancelled`:
 * what it tells was undone before it was posted. `merged`: its words stand in another entry's message.
 * `muted`: the receiver did not want it.
 */
export const entryStatuses = [
  'queued',
  'sent',
  'failed',
  'expired',
  'replaced',
  'cancelled',
  'merged',
  'muted',
] as const;
export type EntryStatus = (typeof entryStatuses)[number];

/** Where a message stands in the chat. */
export interface PostedAt {
  readonly channel: string;
  readonly ts: string;
}

export interface OutboxEntry extends OutgoingMessage {
  readonly status: EntryStatus;
  /** How often it was rewritten or queued again. */
  readonly revision: number;
  readonly queuedAt: Date;
  readonly expiresAt: Date;
  /** Whether its sender said how long it is worth delivering. */
  readonly hasOwnExpiry: boolean;
  /** Not tried before this instant. */
  readonly nextAttemptAt: Date;
  readonly attempts: number;
  /**
   * Set while a post is under way; still set afterwards, also in an entry that failed or expired, when
   * nobody knows how it ended: it is looked for before it is posted again.
   */
  readonly postingSince: Date | null;
  readonly settledAt: Date | null;
  /** When it was posted as a new message; null for an edit and for what was not posted. */
  readonly postedAt: Date | null;
  /** When somebody first pressed one of its buttons. */
  readonly actedOnAt: Date | null;
  /** Not posted before that instant; it lets later entries pass. */
  readonly held: Hold | null;
  /** The last reason for which it had to wait. */
  readonly delayedBy: HoldReason | 'rate limit' | 'outage' | null;
  /** The entry in whose message its words stand. */
  readonly mergedInto: string | null;
  readonly posted: PostedAt | null;
  readonly error: string | null;
}

const firstRetryMs = 1_000;
const longestRetryMs = 5 * 60_000;

/**
 * Milliseconds to wait after the `attempts`-th failed attempt: doubling from 1 s to 5 min, each
 * shortened by up to a half so that many entries do not come back at the same instant.
 */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts - 1, 20));
  return Math.round(full * (1 - random / 2));
}
