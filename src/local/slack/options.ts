import type { Clock } from '../../shared/clock.js';
import type { Logger } from '../../shared/logger.js';
import type { Acting } from './acting/acting.js';

export interface SeedUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  /** IANA time zone. */
  readonly tz: string;
  readonly title?: string;
  readonly isAdmin?: boolean;
  readonly isBot?: boolean;
}

export interface SeedChannel {
  readonly id: string;
  readonly name: string;
  readonly topic?: string;
  /** The app is a member only when its `bot.userId` is listed. */
  readonly memberIds: readonly string[];
  readonly isPrivate?: boolean;
}

export interface SeedCommand {
  /** With its slash, for example `/complete`. */
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
  /** Names of people and channels in the text arrive as `<@U1|name>` and `<#C1|name>`. */
  readonly shouldEscape?: boolean;
}

/** Who and what the workspace consists of; read at every start, so a changed seed takes effect. */
export interface WorkspaceSeed {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly bot: {
    readonly userId: string;
    readonly botId: string;
    readonly appId: string;
    readonly name: string;
  };
  readonly users: readonly SeedUser[];
  readonly channels: readonly SeedChannel[];
  readonly commands: readonly SeedCommand[];
}

export interface Timings {
  /** How long the app may take to acknowledge, in milliseconds. Slack allows 3,000. */
  readonly acknowledgeWithinMs: number;
  /** Waits before the repeated deliveries of an unacknowledged event, in milliseconds. */
  readonly eventRetryDelaysMs: readonly number[];
}

export interface LocalSlackOptions {
  /** Where messages, views and files are kept; created when missing. */
  readonly folder: string;
  readonly seed: WorkspaceSeed;
  /** 0 picks a free port. */
  readonly port: number;
  /** The address to listen on; 127.0.0.1 unless given. */
  readonly host?: string;
  readonly clock: Clock;
  readonly credentials: {
    readonly botToken: string;
    readonly appToken: string;
    readonly signingSecret: string;
  };
  /** Bot scopes that the app was granted; a method that needs another answers `missing_scope`. */
  readonly scopes: readonly string[];
  /** Scopes of the app-level token; `connections:write` unless given. */
  readonly appScopes?: readonly string[];
  readonly logger: Logger;
  readonly timings?: Partial<Timings>;
}

export interface LocalSlack {
  readonly pageUrl: string;
  /** The Web API, to be given to Bolt as `clientOptions.slackApiUrl`; ends in `/api/`. */
  readonly apiUrl: string;
  /** What people in the workspace do, as the page does it. */
  readonly acting: Acting;
  /**
   * Where commands, interactions and events are delivered over HTTP. An open Socket Mode
   * connection is preferred to it.
   */
  setRequestUrl(url: string | null): void;
  close(): Promise<void>;
}
