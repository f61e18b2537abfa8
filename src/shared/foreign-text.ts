const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/**
 * What a text from outside may not bring along: control characters, marks that reorder the text
 * around them (Unicode bidi embeddings, overrides and isolates), byte order and annotation marks,
 * noncharacters (which the message renderer uses itself, and XML forbids), halves of surrogate pairs.
 */
const unwanted =
  /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB\uFDD0-\uFDEF\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Most texts: nothing in them is to be replaced, which one look shows. */
const printableAscii = /^[ -~]*$/;

/** `text` as it may be shown: line breaks as `\n`, at most one empty line in a row, trimmed. */
export function cleanForeignText(text: string): string {
  if (printableAscii.test(text)) return text.trim();
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
