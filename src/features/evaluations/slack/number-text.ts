import { withUnit } from '../../../shared/amount.js';

/** Decimals as far as they mean something, and three significant digits of a small number. */
const rounded = (decimals: number) =>
  new Intl.NumberFormat('en-US', {
    maximumFractionDigits: decimals,
    maximumSignificantDigits: 3,
    roundingPriority: 'morePrecision',
  });
const [coarse, fine] = [rounded(1), rounded(2)] as const;
const coarseFrom = 100;

/** A computed value: `343.7 ms`, `10.43 min`, `16.6%`; a dash for null. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return '–';
  const format = unit === '%' || Math.abs(value) >= coarseFrom ? coarse : fine;
  return withUnit(format.format(value), unit);
}

/** With its sign: `+1.5 ms`, `−26.5%`. */
export function changeText(value: number | null, unit: string): string {
  const text = valueText(value, unit);
  return value !== null && value > 0 ? `+${text}` : text;
}

/** `0.042`; small ones as `< 0.001`. */
export function pText(p: number | null | undefined): string {
  if (p === null || p === undefined) return '–';
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
