import type { Transaction } from '../storage/index.js';
import type { OutgoingMessage } from './outgoing-message.js';

export type { ChartAttachment, OutgoingMessage } from './outgoing-message.js';

/** What features may do with the outbox. */
export interface Outbox {
  /** Queues messages as part of `transaction`; one whose id is already queued or sent is left alone. */
  enqueue(messages: readonly OutgoingMessage[], transaction: Transaction): Promise<void>;
}
