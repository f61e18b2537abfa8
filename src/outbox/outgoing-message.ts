import type { Message } from '../shared/message.js';

/** A chart that is drawn and uploaded when the message is delivered; printed as `[image <name>]`. */
export interface ChartAttachment {
  readonly name: string;
  readonly kind: 'monitoring';
  readonly model: object;
}

/** A message that must reach somebody, written in the transaction of the change that caused it. */
export interface OutgoingMessage {
  /** Deterministic, so that a repeated job queues it once, such as `evaluation/T-3/2026-11-20/card`. */
  readonly id: string;
  /** Slack id of a channel, or of the member who gets it as a direct message. */
  readonly to: string;
  readonly message: Message;
  /** Messages that stand below it, in one message of the chat. */
  readonly parts?: readonly Message[];
  /** The task that it is about, such as `T-12`, when it is about one. */
  readonly taskId?: string;
  /**
   * Messages with the same key and receiver are one message in the chat: the first is posted, later
   * ones edit it in place.
   */
  readonly key?: string;
  /** With `key` or `edits`: only edits what has been posted, and says nothing where nothing has. */
  readonly editsOnly?: boolean;
  /** The id of the entry whose message it edits in place, if no other has given that new words. */
  readonly edits?: string;
  /** The intent behind the message; when that is undone before it is posted, it never is. */
  readonly causedBy?: string;
  readonly chart?: ChartAttachment;
  /** When it was to be there, for a report: what it is late by is counted from then. */
  readonly dueAt?: Date;
  /** When the newest of the data that it tells of was taken. */
  readonly dataAsOf?: Date;
  /** Not posted before this instant. */
  readonly notBefore?: Date;
  /** With `key`: posted anew, unless a newer text of the message has been queued since. */
  readonly repeats?: boolean;
  /** Not worth delivering after this instant. Default: 24 h after it was queued. */
  readonly expiresAt?: Date;
}
