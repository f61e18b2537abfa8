const ellipsis = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * `text` in at most `maxLength` UTF-16 code units (at least 1), ended by an ellipsis when something
 * was left out. Cuts between graphemes, so that an emoji or an accented letter is whole or absent.
 */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, maxLength + 64))) {
    if (kept.length + segment.length + ellipsis.length > maxLength) break;
    kept += segment;
  }
  return kept.trimEnd() + ellipsis;
}

/**
 * The parts of a text, together at most `maxLength` code units long. The longest part gives way
 * first, so that a long title does not push out the words and links after it.
 */
export function fitParts<Part extends { text: string }>(
  parts: readonly Part[],
  maxLength: number,
): Part[] {
  const fitted = [...parts];
  const length = () => fitted.reduce((sum, part) => sum + part.text.length, 0);
  for (let excess = length() - maxLength; excess > 0; excess = length() - maxLength) {
    const longest = fitted.reduce((a, b) => (b.text.length > a.text.length ? b : a));
    if (longest.text.length <= 1) break;
    const text = shorten(longest.text, Math.max(1, longest.text.length - excess));
    fitted[fitted.indexOf(longest)] = { ...longest, text };
  }
  return fitted;
}
