import type { PlainTextElement } from '@slack/types';
import { shorten } from './shorten.js';

/** Text that Slack shows letter by letter, shortened to `maxLength`; a dash for an empty one. */
export function plainTextElement(text: string, maxLength: number): PlainTextElement {
  return { type: 'plain_text', text: shorten(text || '–', maxLength), emoji: false };
}

/** What code supplies is not shortened: half an id or an address is worse than none. */
export function refuseOver(what: string, text: string, maxLength: number): void {
  if (text.length > maxLength)
    throw new Error(`${what} has ${text.length} characters, ${maxLength} are possible`);
}
