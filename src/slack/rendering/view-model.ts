import type { ActionButton } from '../../shared/message.js';

/** A picture of a message, uploaded to Slack or reachable by https. */
export interface MessageImage {
  altText: string;
  slackFileId?: string;
  url?: string;
}

/**
 * What fills a template: plain data. Dates and every choice are decided in the view model; texts
 * are shown as they are, whatever they contain.
 */
export interface ViewModel {
  [field: string]: unknown;
  actions?: Record<string, ActionButton>;
  images?: Record<string, MessageImage>;
}
