const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/**
 * What a text from outside may not bring along: control characters, marks that reorder the text
 * around them (Unicode bidi embeddings, overrides and isolates), byte order and annotation marks,
 * the noncharacters that the renderer itself uses, and halves of surrogate pairs.
 */
const unwanted =
  /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\uFDD0-\uFDEF]|\p{Surrogate}/gu;

/** `text` as it may be shown: line breaks as `\n`, at most one empty line in a row, trimmed. */
export function cleanForeignText(text: string): string {
  return text
    .replace(lineBreaks, '\n')
    .replace(unwanted, '')
    .replaceAll('\t', ' ')
    .replace(/\n[ ]*\n\s*\n/g, '\n\n')
    .trim();
}

/** `text` on one line. */
export function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/** Characters that escaping makes of one at most, as in `&amp;`. */
export const longestEntity = 5;

/** `text` with the three characters escaped that Slack's mrkdwn and top-level text give a meaning. */
export function escapeForSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
