import type { Task } from '../tasks/index.js';
import type { Measurement } from './measurement.js';

/** What other features may ask of measurements. */
export interface Measurements {
  /** Oldest bucket first, from the monitoring's start date to its end date. */
  ofTask(task: Task): Promise<readonly Measurement[]>;
}
