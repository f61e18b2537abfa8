const inFull = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 });

/** `value` in full with its unit, such as `1,234.5 ms`, `42%` or `−3`. */
export function formatAmount(value: number, unit: string): string {
  return withUnit(inFull.format(value), unit);
}

/** A formatted number with its unit and a true minus sign. */
export function withUnit(number: string, unit: string): string {
  const text = number.replace('-', '−');
  if (unit === '') return text;
  return unit === '%' ? `${text}%` : `${text} ${unit}`;
}

/** The unit of differences between values in `unit`: percentages differ by points. */
export function unitOfDifference(unit: string): string {
  return unit === '%' ? 'points' : unit;
}
