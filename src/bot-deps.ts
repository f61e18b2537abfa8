import type { Config } from './config.js';
import type { Environment } from './environment.js';
import type { OutboxStore } from './outbox/index.js';
import type { Services } from './services.js';
import type { Closers } from './shared/closers.js';
import type { AnswerBudgets } from './slack/index.js';
import type { Database } from './storage/index.js';

export interface BotDeps {
  readonly config: Config;
  readonly environment: Environment;
  /** What Slack waits for unless given. */
  readonly answerBudgets?: AnswerBudgets;
  readonly services: Services;
  readonly database: Database;
  readonly outboxStore: OutboxStore;
  readonly closers: Closers;
}
