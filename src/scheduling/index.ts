export { agendaIndexes, JobQueueStore } from './agenda-store.js';
export { doDueWork, type WorkDeps, type WorkHandler } from './do-work.js';
export type { Job, RunReport, TeamJob } from './job.js';
export { RunStore, runIndexes } from './run-store.js';
export { createScheduler, type Scheduler } from './scheduler.js';
export { teamJob, type TeamJobRunnerDeps } from './team-job-runner.js';
export { WorkLoop } from './work-loop.js';
export { type QueuedWork, workIndexes, type WorkRequest, WorkStore } from './work-store.js';
