import type { OutboxEntry, PostedAt } from './entry.js';

/** How one attempt to deliver ended. */
export type DeliveryResult =
  | { readonly kind: 'sent'; readonly posted: PostedAt }
  | { readonly kind: 'rate limited'; readonly retryAfterSeconds: number }
  /** Trying again would end the same way. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Certainly not delivered; may be later. */
  | { readonly kind: 'unavailable'; readonly error: string }
  /** The request went out and no answer came: it may have been delivered. */
  | { readonly kind: 'uncertain'; readonly error: string };

/** The way out of the house. Attempts never throw for what the chat answers. */
export interface Transport {
  post(entry: OutboxEntry): Promise<DeliveryResult>;
  edit(entry: OutboxEntry, posted: PostedAt): Promise<DeliveryResult | { readonly kind: 'gone' }>;
  /**
   * Looks in the chat for the message of an entry whose post, begun at `since`, has an unknown end.
   * @throws when the chat cannot be asked now.
   */
  find(entry: OutboxEntry, since: Date): Promise<PostedAt | null>;
}
