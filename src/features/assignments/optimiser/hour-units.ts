import type { CompactProblem } from './compact-problem.js';

/** Hours counted in whole units, for packing by dynamic programming. */
export interface HourUnits {
  readonly hoursPerUnit: number;
  /** Units of each task. */
  readonly size: Int32Array;
  /** Units of each member's room, rounded down. */
  readonly room: Int32Array;
}

const usualUnits = [1, 1 / 2, 1 / 4, 1 / 5, 1 / 6, 1 / 10, 1 / 12, 1 / 20, 1 / 60];
/** More make packing slow, and hardly better. */
const mostUnits = 400;
/** Rounding errors of a quotient, and of a sum of a thousand of them, in units. */
const tolerance = { task: 1e-9, room: 1e-6 };

/**
 * Tasks rounded `up`: whatever fits in units fits in hours. Rounded `down`: whatever fits in hours
 * fits in units. The unit is the coarsest of those that distort the movable tasks least.
 */
export function hourUnits(problem: CompactProblem, rounding: 'up' | 'down'): HourUnits {
  const { hours, room } = problem;
  const hoursPerUnit = bestUnit(problem);
  return {
    hoursPerUnit,
    size: Int32Array.from(hours, (each) =>
      rounding === 'up'
        ? roundedUp(each, hoursPerUnit)
        : Math.floor(each / hoursPerUnit + tolerance.task),
    ),
    room: Int32Array.from(room, (each) => Math.floor(each / hoursPerUnit + tolerance.room)),
  };
}

function bestUnit({ hours: all, room, movable }: CompactProblem): number {
  const hours = all.filter((_, task) => movable[task] === 1);
  const largest = room.reduce((most, each) => Math.max(most, each), 0);
  let best = Math.max(1, Math.ceil(largest / mostUnits));
  let least = distortion(hours, best);
  for (const unit of usualUnits) {
    if (largest / unit > mostUnits) break;
    const hoursMore = distortion(hours, unit);
    if (hoursMore < least - tolerance.room) [best, least] = [unit, hoursMore];
  }
  return best;
}

/** Hours by which tasks grow when they are rounded up. */
function distortion(hours: Float64Array, unit: number): number {
  return hours.reduce((sum, each) => sum + roundedUp(each, unit) * unit - each, 0);
}

function roundedUp(hours: number, unit: number): number {
  return Math.ceil(hours / unit - tolerance.task);
}
