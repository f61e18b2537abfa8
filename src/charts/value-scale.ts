export interface ValueScale {
  min: number;
  max: number;
  step: number;
}

const niceSteps = [1, 2, 2.5, 5, 10];
const aimedIntervals = 4;

/** Below it values count as one. */
const smallestSpread = 1e-12;

/**
 * An axis that holds all `values` with some room around them, from round number to round number in
 * about four round steps (1, 2, 2.5 or 5 times a power of ten).
 */
export function valueScale(values: readonly number[]): ValueScale {
  if (values.length === 0) return { min: 0, max: 1, step: 0.25 };
  const low = Math.min(...values);
  const high = Math.max(...values);
  const size = Math.max(Math.abs(low), Math.abs(high));
  const differs = high - low > Math.max(size * 1e-6, smallestSpread);
  const spread = differs ? high - low : size * 0.2 > smallestSpread ? size * 0.2 : 1;
  const room = spread * 0.06;
  const roughStep = (spread + 2 * room) / aimedIntervals;
  const magnitude = 10 ** Math.floor(Math.log10(roughStep));
  const factor = niceSteps.find((nice) => nice * magnitude >= roughStep * 0.9) ?? 10;
  const step = factor * magnitude;
  const bottom = low >= 0 ? Math.max(0, low - room) : low - room;
  return {
    min: roundTo(Math.floor(bottom / step) * step, step),
    max: roundTo(Math.ceil((high + room) / step) * step, step),
    step,
  };
}

/** Without the error of binary fractions: 0.30000000000000004 is 0.3. */
function roundTo(value: number, step: number): number {
  const decimals = Math.min(100, Math.max(0, 2 - Math.floor(Math.log10(step))));
  return Number(value.toFixed(decimals));
}
