export { DeliveryLanes } from './delivery-lanes.js';
export type { DeliveryPolicy, Verdict } from './delivery-policy.js';
export { DeliveryLoop } from './delivery-loop.js';
export { type OutboxEntry, type PostedAt } from './entry.js';
export { createOutbox, type DeliveryLedger, type Outbox } from './outbox.js';
export { OutboxStore, outboxIndexes } from './outbox-store.js';
export type { ChartAttachment, OutgoingMessage } from './outgoing-message.js';
export type {
  DeliveryResult,
  PreparationFailure,
  PreparedMessage,
  Transport,
  TransportCall,
} from './transport.js';
