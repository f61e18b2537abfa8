import type { OutboxEntry, PostedAt } from './entry.js';

/** How one attempt to deliver ended. */
export type DeliveryResult =
  | { readonly kind: 'sent'; readonly posted: PostedAt }
  /** Nothing was delivered; `method` of the chat's interface takes no call for so long. */
  | { readonly kind: 'rate limited'; readonly method: string; readonly retryAfterSeconds: number }
  /** Trying again would end the same way. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Certainly not delivered; may be later. */
  | { readonly kind: 'unavailable'; readonly error: string }
  /** The request went out and no answer came: it may have been delivered. */
  | { readonly kind: 'uncertain'; readonly error: string };

export type PreparationFailure = Extract<DeliveryResult, { kind: 'rate limited' | 'refused' }>;

export type TransportCall = 'post' | 'edit' | 'find';

/** A message in the form that the chat takes. */
export interface PreparedMessage {
  readonly kind: 'prepared';
  post(): Promise<DeliveryResult>;
  edit(posted: PostedAt): Promise<DeliveryResult | { readonly kind: 'gone' }>;
}

/** The way out of the house. Attempts never throw for what the chat answers. */
export interface Transport {
  /** The instant from which the chat takes such a call again; in the past when it does now. */
  readyAt(call: TransportCall): Date;
  /** Says nothing in the chat yet: what fails here was certainly not delivered. */
  prepare(entry: OutboxEntry): Promise<PreparedMessage | PreparationFailure>;
  /** Looks in the chat for the message of an entry whose post, begun at `since`, has an unknown end. */
  find(entry: OutboxEntry, since: Date): Promise<DeliveryResult | { readonly kind: 'absent' }>;
}
