import { isUsableNumber } from './cleaning.js';
import type { Baseline, DecisionInput } from './decision-input.js';

/** Why there is nothing to decide against. */
export type GoalFault = 'no-baseline' | 'zero-baseline-percent-target' | 'no-target';

export interface Goal {
  baseline: Baseline;
  /** Delta: the wanted change in units of the metric, above 0. */
  goalChange: number;
}

/** Below this a baseline is zero and no percentage of it means anything. */
const zeroBaseline = 1e-9;

/** Below this the squares of the later steps would vanish. */
const smallestGoal = 1e-100;

/** Step 1: Delta = |B| pct/100, or the absolute target. */
export function readGoal({ baseline, target }: DecisionInput): Goal | GoalFault {
  if (baseline === null || !isUsableNumber(baseline.value)) return 'no-baseline';
  const size = Math.abs(baseline.value);
  if (target.type === 'percent' && size < zeroBaseline) return 'zero-baseline-percent-target';
  const goalChange = target.type === 'percent' ? (size * target.value) / 100 : target.value;
  return isUsableNumber(goalChange) && goalChange >= smallestGoal
    ? { baseline: cleanBaseline(baseline), goalChange }
    : 'no-target';
}

/** The baseline without a number of readings or standard deviation that is none. */
function cleanBaseline({ value, n, sd }: Baseline): Baseline {
  if (!isUsableNumber(n) || n < 1) return { value };
  return isUsableNumber(sd) && sd >= 0 ? { value, n, sd } : { value, n };
}
