import type { JsonObject } from '../json.js';
import type { Platform } from '../platform.js';
import type { Arguments } from './arguments.js';

/** Calls a minute that a method allows. @see https://docs.slack.dev/apis/web-api/rate-limits */
export const TIERS = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 300 } as const;

export interface Call {
  readonly args: Arguments;
  readonly platform: Platform;
  /** Refuses with `missing_scope` unless one of `scopes` was granted. */
  needs(...scopes: readonly string[]): void;
}

export interface Method {
  readonly name: string;
  readonly tier: keyof typeof TIERS;
  readonly token: 'bot' | 'app' | 'none';
  /** One of these is needed; more may depend on the arguments (`Call.needs`). */
  readonly scopes: readonly string[];
  run(call: Call): JsonObject;
}
