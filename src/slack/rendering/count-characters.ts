/** Characters of all texts in a Block Kit structure. */
export function countCharacters(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, field]: [string, unknown]) =>
      sum +
      (typeof field === 'string' && (key === 'text' || key === 'alt_text')
        ? field.length
        : countCharacters(field)),
    0,
  );
}
