import type { Message } from '../shared/message.js';
import type { ModalSpec, ModalValues } from '../shared/modal.js';
import type { Actor, MemberActor } from './people/index.js';

/**
 * What every request from the chat carries. `intentId` is the same when the chat delivers the same
 * request again; a change is recorded under it, so that it takes effect once.
 */
interface ChatRequest {
  readonly actor: Actor;
  readonly intentId: string;
}

export interface CommandRequest extends ChatRequest {
  /** The words after the subcommand, trimmed. */
  readonly text: string;
  readonly channelId: string;
}

export interface ButtonRequest extends ChatRequest {
  readonly value: string;
  readonly channelId: string;
}

export interface ModalRequest extends ChatRequest {
  readonly values: ModalValues;
  readonly metadata: string;
}

/** A private answer that takes the place of the private message whose button was pressed. */
export interface Replacement extends Message {
  readonly replacesOriginal: true;
}

/** A private answer to the actor, or a form. What others must hear goes through the outbox. */
export type ChatReply = Message | Replacement | ModalSpec | null;

/**
 * Faults of a submitted form by field id; the form to show in its place; or the private
 * confirmation that follows it.
 */
export type ModalReply =
  | { readonly errors: Readonly<Record<string, string>> }
  | { readonly modal: ModalSpec }
  | { readonly reply: Message | null };

export interface Subcommand {
  /** The words after `/crew`, such as `task new`; `complete` alone is the command `/complete`. */
  readonly name: string;
  /** The words after the name, such as `T-12 [5.5h] [notes]`. */
  readonly usage: string;
  readonly summary: string;
  /** Whether `text` will be answered by a form, which must open within three seconds. */
  opensModal?(text: string): boolean;
  run(request: CommandRequest): Promise<ChatReply>;
}

export interface ButtonHandler {
  readonly actionId: string;
  readonly opensModal?: boolean;
  run(request: ButtonRequest): Promise<ChatReply>;
}

export interface ModalHandler {
  readonly callbackId: string;
  submit(request: ModalRequest): Promise<ModalReply>;
}

/** Everything that one feature offers in the chat. */
export interface ChatFeature {
  readonly subcommands: readonly Subcommand[];
  readonly buttons: readonly ButtonHandler[];
  readonly modals: readonly ModalHandler[];
  /** The feature's part of the actor's Home tab, when it has one. */
  home?(actor: MemberActor): Promise<Message | null>;
}

export function isModal(reply: Message | ModalSpec): reply is ModalSpec {
  return 'callbackId' in reply;
}
