/** Beyond this a double no longer tells whole numbers apart. */
const largestValue = 1e15;

const decimal = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i;
const thousandsOrDecimals = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** Whether `value` may be kept as a measurement. */
export function isRecordable(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) < largestValue;
}

/**
 * Reads a number as people type it, with a point or a comma before its decimals: `42`, `-3,5`,
 * `1.2e6`. `1,234` is refused, because it may mean either of two numbers.
 */
export function parseValue(text: string): { readonly value: number } | { readonly fault: string } {
  const typed = text.trim().replace(/^[−–]/, '-');
  if (thousandsOrDecimals.test(typed)) {
    const [whole, point] = [typed.replace(',', ''), typed.replace(',', '.')];
    return { fault: `can be read two ways; write ${whole} or ${point}` };
  }
  if (!decimal.test(typed)) return { fault: 'is not a number; write one like 42.5' };
  const value = Number(typed.replace(',', '.'));
  return isRecordable(value) ? { value } : { fault: 'is too large to keep' };
}

const plainFormat = new Intl.NumberFormat('en-US', {
  useGrouping: false,
  maximumFractionDigits: 20,
});

/** `value` in digits and a point alone, as number inputs take it. */
export function plainDecimal(value: number): string {
  return plainFormat.format(value);
}
