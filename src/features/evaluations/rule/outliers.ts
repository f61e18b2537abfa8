import { mean } from 'simple-statistics';
import { medianInPlace } from './order-statistics.js';

const fewestReadings = 5;

/**
 * Step 4: which readings to keep. One is an outlier when its residual is more than
 * 4 * 1.4826 * MAD from the median residual (MAD = 0: 1.2533 * mean absolute deviation takes the
 * place of 1.4826 * MAD). When more than max(1, 10 %) are, it is real noise or a change of level,
 * and all are kept.
 */
export function keptReadings(residuals: readonly number[]): boolean[] {
  const n = residuals.length;
  if (n < fewestReadings) return residuals.map(() => true);
  const centre = medianInPlace([...residuals]);
  const deviations = residuals.map((residual) => Math.abs(residual - centre));
  const robustScale = 1.4826 * medianInPlace([...deviations]);
  const limit = 4 * (robustScale > 0 ? robustScale : 1.2533 * mean(deviations));
  const kept = deviations.map((deviation) => deviation <= limit);
  const excluded = kept.filter((keep) => !keep).length;
  return excluded <= Math.max(1, Math.floor(0.1 * n)) ? kept : residuals.map(() => true);
}
