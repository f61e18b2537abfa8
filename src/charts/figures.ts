const figure = (decimals: number) =>
  new Intl.NumberFormat('en-US', {
    maximumFractionDigits: decimals,
    maximumSignificantDigits: 4,
    roundingPriority: 'morePrecision',
  });
const [coarseFigure, fineFigure] = [figure(1), figure(2)] as const;
const coarseFrom = 100;

const compactFigure = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  maximumSignificantDigits: 4,
});

const compactFrom = 10_000;

/** A value as it is read: one decimal from a hundred on, else two, or four significant digits. */
export function formatFigure(value: number): string {
  return (Math.abs(value) >= coarseFrom ? coarseFigure : fineFigure).format(value);
}

/** A value where there is little room: 12.5K from ten thousand on. */
export function formatShort(value: number): string {
  return Math.abs(value) >= compactFrom ? compactFigure.format(value) : formatFigure(value);
}

/** The values of an axis up to `largest`, with as many digits as tell `step` apart. */
export function tickFormat(largest: number, step: number): (value: number) => string {
  const digits = Math.min(21, Math.floor(Math.log10(largest / step)) + 2);
  const decimals = Math.min(20, Math.max(0, 1 - Math.floor(Math.log10(step))));
  const format = new Intl.NumberFormat(
    'en-US',
    largest >= compactFrom
      ? { notation: 'compact', maximumSignificantDigits: digits }
      : { maximumFractionDigits: decimals },
  );
  return (value) => format.format(value);
}
