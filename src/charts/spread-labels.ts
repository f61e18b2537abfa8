/**
 * Where labels stand that belong at `positions` (ascending) when neighbours need `gap` between them
 * and all must stay within `from`..`to`: as near to their places as that allows.
 */
export function spreadLabels(
  positions: readonly number[],
  gap: number,
  from: number,
  to: number,
): number[] {
  const placed: number[] = [];
  for (const position of positions)
    placed.push(Math.max(position, from, (placed.at(-1) ?? -Infinity) + gap));
  for (let index = placed.length - 1, limit = to; index >= 0; index -= 1) {
    placed[index] = Math.min(placed[index] ?? limit, limit);
    limit = (placed[index] ?? limit) - gap;
  }
  return placed;
}
