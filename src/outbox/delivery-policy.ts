import type { OutboxEntry } from './entry.js';
import type { OutgoingMessage } from './outgoing-message.js';

/** Why a message was not posted at once although the chat would have taken it. */
export type HoldReason = 'working hours' | 'snoozed' | 'daily limit' | 'collecting';

export interface Hold {
  readonly until: Date;
  readonly reason: HoldReason;
}

/** What is to become of an entry that would be posted as a new message now. */
export type Verdict =
  | { readonly kind: 'deliver'; readonly mayMerge: boolean }
  | ({ readonly kind: 'hold' } & Hold)
  /** The receiver does not want it; `reason` says which switch. */
  | { readonly kind: 'mute'; readonly reason: string };

/** What receivers want to hear, and when. Edits of what they have got are none of its concern. */
export interface DeliveryPolicy {
  /** Loads what there is to know about `receiver`; the answer judges entries as of `now`. */
  of(receiver: string, now: Date): Promise<(entry: OutboxEntry) => Verdict>;
  /** One message in place of several; the most important of them stands first. */
  merge(entries: readonly OutboxEntry[]): Pick<OutgoingMessage, 'message' | 'parts'>;
}
