import type { JsonObject } from '../json.js';

export interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: JsonObject;
  /** Set on repeated deliveries of an event. */
  readonly retry?: { readonly number: number; readonly reason: string };
}

export type Delivery =
  | { readonly kind: 'acknowledged'; readonly body: JsonObject | string | undefined }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'failed'; readonly reason: 'connection_failed' | 'http_error' };

/** How Slack names a failed delivery to the member who caused it. */
export type DeliveryFault = 'operation_timeout' | 'dispatch_failed';

export function faultOf(delivery: Exclude<Delivery, { kind: 'acknowledged' }>): DeliveryFault {
  return delivery.kind === 'timed_out' ? 'operation_timeout' : 'dispatch_failed';
}
