const valueFormat = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
});

/** `149.39 ms`, `12.5%`; a dash for null. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return '–';
  const text = valueFormat.format(value).replace('-', '−');
  if (unit === '') return text;
  return unit === '%' ? `${text}%` : `${text} ${unit}`;
}

/** With its sign: `+1.5 ms`, `−26.4%`. */
export function changeText(value: number | null, unit: string): string {
  const text = valueText(value, unit);
  return value !== null && value > 0 ? `+${text}` : text;
}

/** `0.042`; small ones as `< 0.001`. */
export function pText(p: number | null | undefined): string {
  if (p === null || p === undefined) return '–';
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
