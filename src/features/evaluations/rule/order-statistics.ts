import { quickselect } from 'simple-statistics';

/** Median of a non-empty array, which it rearranges (Floyd-Rivest selection). */
export function medianInPlace(values: number[]): number {
  const middle = values.length >> 1;
  quickselect(values, middle);
  const upper = values[middle] ?? Number.NaN;
  if (values.length % 2 === 1) return upper;
  let lower = values[0] ?? Number.NaN;
  for (let i = 1; i < middle; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (value > lower) lower = value;
  }
  return (lower + upper) / 2;
}
