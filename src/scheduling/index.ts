export { agendaIndexes } from './agenda-store.js';
export type { RunReport, TeamJob } from './job.js';
export { RunStore, runIndexes } from './run-store.js';
export { createScheduler, type Scheduler } from './scheduler.js';
export { runTick, type TeamJobRunnerDeps } from './team-job-runner.js';
