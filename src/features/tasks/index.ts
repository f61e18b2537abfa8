export {
  type Baseline,
  type Cadence,
  type Direction,
  defaultMaximumExtensions,
  type MeasurementSource,
  type Monitoring,
  type MonitoringTarget,
} from './monitoring.js';
export {
  isOngoing,
  type Priority,
  priorities,
  type Task,
  type TaskStatus,
  taskStatuses,
} from './task.js';
export type { MonitoringChange, Tasks } from './tasks-service.js';
