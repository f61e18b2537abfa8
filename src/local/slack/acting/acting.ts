import type { DeliveryFault } from '../delivery/envelope.js';
import type { JsonObject } from '../json.js';
import type { ActingInputs } from './inputs.js';

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  /** IANA time zone. */
  readonly tz: string;
  readonly isAdmin: boolean;
  readonly isBot: boolean;
}

export interface ShownConversation {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'direct' | 'group';
  /** A channel's name, or the names of the others in a direct conversation. */
  readonly name: string;
  readonly topic: string;
  readonly memberIds: readonly string[];
  readonly withApp: boolean;
  readonly unread: number;
}

export interface ShownFile {
  readonly id: string;
  readonly title: string;
  readonly mimeType: string;
  readonly altText: string;
  /** Path on the workspace's server. */
  readonly path: string;
}

export interface ShownMessage {
  readonly ts: string;
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly author: { readonly id: string; readonly name: string; readonly isApp: boolean };
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly files: readonly ShownFile[];
  readonly metadata: JsonObject | null;
  readonly isEdited: boolean;
  /** Only the member who asked sees it. */
  readonly isEphemeral: boolean;
  readonly replyCount: number;
}

export interface ShownView {
  readonly id: string;
  readonly hash: string;
  readonly rootViewId: string;
  readonly callbackId: string;
  readonly title: string;
  /** Null when the view cannot be submitted. */
  readonly submit: string | null;
  readonly close: string;
  readonly blocks: readonly JsonObject[];
}

export interface ShownWorkspace {
  readonly revision: number;
  readonly team: { readonly id: string; readonly name: string };
  readonly me: ShownPerson;
  readonly app: ShownPerson;
  /** Everybody but the app, with the number of messages each has not read. */
  readonly people: readonly (ShownPerson & { readonly unread: number })[];
  readonly conversations: readonly ShownConversation[];
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
  }[];
}

export interface InteractionResult {
  readonly outcome: 'acknowledged' | DeliveryFault;
}

export interface CommandResult {
  readonly outcome: 'acknowledged' | 'unknown_command' | DeliveryFault;
  /** What came with the acknowledgement, or what Slackbot says about a failure. */
  readonly reply: ShownMessage | null;
}

export type SubmitResult =
  | { readonly outcome: 'closed' | 'cleared' | DeliveryFault }
  | { readonly outcome: 'updated' | 'pushed'; readonly view: ShownView }
  /** By block id; from the workspace itself or from the app. */
  | { readonly outcome: 'invalid'; readonly errors: Readonly<Record<string, string>> };

export interface ActingResults {
  /** The member preferred, when there is one, else the first person of the seed. */
  readonly memberToActAs: { readonly userId: string };
  readonly workspace: ShownWorkspace;
  readonly messages: readonly ShownMessage[];
  readonly markRead: null;
  readonly sendMessage: ShownMessage;
  readonly slashCommand: CommandResult;
  readonly openDirectMessage: ShownConversation;
  readonly useElement: InteractionResult;
  readonly suggestOptions: readonly JsonObject[];
  readonly openHome: ShownView | null;
  readonly home: ShownView | null;
  readonly modals: readonly ShownView[];
  readonly submitView: SubmitResult;
  readonly closeView: InteractionResult;
  /** The revision reached; `after` itself when nothing changed in time. */
  readonly nextChange: number;
  readonly setRequestUrl: null;
  readonly disconnectSockets: null;
  readonly injectFault: null;
}

/**
 * Everything that the people of the workspace can do, and a few faults that can befall it. The
 * same operations are offered in the process, over HTTP (`createLocalSlackClient`) and to the page.
 * They reject with `ActingError` when a person could not have done it.
 */
export type Acting = {
  readonly [Name in keyof ActingInputs]: (
    input: ActingInputs[Name],
  ) => Promise<ActingResults[Name]>;
};

/** What was asked is impossible for a person: no such button, channel, view or member. */
export class ActingError extends Error {}
