/** Characters of all texts in a Block Kit structure. */
export function countCharacters(value: unknown): number {
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countCharacters(item);
  } else if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(fields)) {
      const field = fields[key];
      if (typeof field !== 'string') count += countCharacters(field);
      else if (key === 'text' || key === 'alt_text') count += field.length;
    }
  }
  return count;
}
