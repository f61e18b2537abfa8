import type { JsonObject } from '../json.js';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly tz: string;
  readonly title: string;
  readonly isAdmin: boolean;
  readonly isBot: boolean;
}

export type ChannelKind = 'public' | 'private' | 'direct' | 'group';

export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  /** Empty for direct messages, which are named after the other person. */
  readonly name: string;
  readonly topic: string;
  readonly memberIds: readonly string[];
}

export interface Message {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  /** Present on messages of the app. */
  readonly botId?: string;
  readonly username?: string;
  readonly threadTs?: string;
  readonly blocks?: readonly JsonObject[];
  readonly attachments?: readonly JsonObject[];
  readonly metadata?: JsonObject;
  readonly edited?: { readonly userId: string; readonly ts: string };
  /** An ephemeral message: the only member who sees it. */
  readonly onlyVisibleTo?: string;
  readonly fileIds?: readonly string[];
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimeType: string;
  readonly size: number;
  readonly altText?: string;
  readonly createdAt: number;
  readonly state: 'awaiting_upload' | 'uploaded' | 'complete';
}

export interface ViewRecord {
  readonly id: string;
  readonly userId: string;
  readonly type: 'modal' | 'home';
  /** The view as the app sent it, with block and action ids filled in. */
  readonly view: JsonObject;
  /** Changes with every update. */
  readonly hash: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
}

export interface ResponseUrl {
  readonly token: string;
  readonly userId: string;
  readonly channelId: string;
  /** The message whose button was pressed; a slash command has none. */
  readonly originalTs?: string;
  readonly threadTs?: string;
  readonly usesLeft: number;
  readonly expiresAt: number;
}

export interface PendingEvent {
  readonly id: string;
  readonly envelope: JsonObject;
  readonly attempt: number;
}
