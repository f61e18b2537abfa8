import type { Task } from '../tasks/index.js';

/** Hours that a task without an estimate counts for. */
export const assumedHours = 4;

/** Shares of capacity, such as 0.5 and 1. */
export interface LoadThresholds {
  readonly underusedBelow: number;
  readonly overloadedAbove: number;
}

export type LoadState = 'underused' | 'balanced' | 'overloaded' | 'away';

/** How much of somebody's, or a team's, working hours their open tasks take up. */
export interface Load {
  /** Working hours over the planning horizon. */
  readonly capacityHours: number;
  /** Estimated hours of the tasks held. */
  readonly loadHours: number;
  /** Load over capacity; null without capacity. */
  readonly share: number | null;
  readonly state: LoadState;
}

/** Hours that `task` counts for. No hours are booked before it is done, so none are taken off. */
export function hoursOf({ estimatedHours }: Pick<Task, 'estimatedHours'>): number {
  return estimatedHours ?? assumedHours;
}

/** Hours of all of the tasks, in whole minutes, so that their order does not show in the sum. */
export function totalHours(tasks: readonly Pick<Task, 'estimatedHours'>[]): number {
  return totalHoursOf(tasks.map(({ estimatedHours }) => ({ estimatedHours, tasks: 1 })));
}

/** As `totalHours`, of tasks that are counted by their estimate. */
export function totalHoursOf(
  counted: readonly { readonly estimatedHours: number | null; readonly tasks: number }[],
): number {
  const minutes = counted.map((each) => each.tasks * Math.round(hoursOf(each) * 60));
  return minutes.reduce((sum, each) => sum + each, 0) / 60;
}

/**
 * The load as a share of capacity, and what it means: below or above the thresholds. Whoever has no
 * working hours is away, or overloaded as soon as any work is theirs.
 */
export function loadOf(
  capacityHours: number,
  loadHours: number,
  { underusedBelow, overloadedAbove }: LoadThresholds,
): Load {
  if (capacityHours <= 0) {
    const state = loadHours > 0 ? 'overloaded' : 'away';
    return { capacityHours: 0, loadHours, share: null, state };
  }
  const share = loadHours / capacityHours;
  if (share > overloadedAbove) return { capacityHours, loadHours, share, state: 'overloaded' };
  const state = share < underusedBelow ? 'underused' : 'balanced';
  return { capacityHours, loadHours, share, state };
}

/** The load of all together. */
export function teamLoadOf(loads: readonly Load[], thresholds: LoadThresholds): Load {
  const sum = (hours: (load: Load) => number) =>
    loads.reduce((total, load) => total + hours(load), 0);
  return loadOf(
    sum(({ capacityHours }) => capacityHours),
    sum(({ loadHours }) => loadHours),
    thresholds,
  );
}
