export type {
  Acting,
  CommandResult,
  InteractionResult,
  ShownMessage,
  ShownView,
  SubmitResult,
} from './acting/acting.js';
export { createLocalSlackClient } from './acting/client.js';
export { startLocalSlack } from './local-slack.js';
export type { LocalSlack, LocalSlackOptions, WorkspaceSeed } from './options.js';
