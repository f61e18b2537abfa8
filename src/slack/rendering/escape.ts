import { shorten } from './shorten.js';

/** Characters that escaping makes of one at most, as in `&amp;`. */
export const longestEntity = 5;

/** `text` with the three characters escaped that Slack's mrkdwn and top-level text give a meaning. */
export function escapeForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What `escapeForSlack` made of a text, as it was before. */
export function unescapeFromSlack(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** `text` escaped and shortened, so that the result is at most `maxLength` long and no entity cut. */
export function escapedWithin(text: string, maxLength: number): string {
  let kept = maxLength;
  let escaped = escapeForSlack(shorten(text, kept));
  while (escaped.length > maxLength) {
    kept -= Math.ceil((escaped.length - maxLength) / longestEntity);
    escaped = escapeForSlack(shorten(text, kept));
  }
  return escaped;
}
