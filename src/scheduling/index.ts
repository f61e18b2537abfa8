export { agendaIndexes, JobQueueStore } from './agenda-store.js';
export { doDueWork, type WorkHandler } from './do-work.js';
export type { Job, RunReport, TeamJob } from './job.js';
export { RunStore, runIndexes } from './run-store.js';
export { createScheduler } from './scheduler.js';
export { teamJob, type TeamJobRunnerDeps } from './team-job-runner.js';
export { WorkLoop } from './work-loop.js';
export { workIndexes, WorkStore } from './work-store.js';
