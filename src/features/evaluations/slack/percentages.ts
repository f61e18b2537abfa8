const barLength = 8;

/**
 * Whole percentages of shares that sum to 1; they sum to exactly 100 by the largest-remainder
 * method (Hamilton's): all are cut down, and those cut most get what is missing.
 */
export function wholePercentages(shares: readonly number[]): number[] {
  const exact = shares.map((share) => 100 * share);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) {
    whole[index] = (whole[index] ?? 0) + 1;
  }
  return whole;
}

/** `██████░░` for 75. */
export function percentBar(percent: number): string {
  const filled = Math.round((percent / 100) * barLength);
  return '█'.repeat(filled) + '░'.repeat(barLength - filled);
}
