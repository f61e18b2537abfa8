import { mapConcurrently } from '../../shared/concurrency.js';
import { askForValue } from './ask.js';
import { type Calendars, calendarsFor, hasBegunForAll } from './asking.js';
import { bucketAt } from './bucket.js';
import { dueBucket } from './due-bucket.js';
import type { MeasurementDeps, MeasurementReport, MeasurementRun } from './measurements-service.js';
import { isMeasured, isMonitored, type MonitoredTask } from './period.js';
import { readDueSource } from './source-reading.js';
import { reportOf, type TaskResult, unexpected } from './task-result.js';

const simultaneousTasks = 8;
/** Tasks whose state is looked up together. */
const chunkSize = 500;

/** Asks for, or reads, the bucket's value of each task that lacks it. A fault of one stops no other. */
export async function measureDue(
  deps: MeasurementDeps,
  run: MeasurementRun,
): Promise<MeasurementReport> {
  const { team, bucket, cadence, onProgress } = run;
  const tasks = (await deps.tasks.monitoredTasks({ teamId: team.id, cadence }))
    .filter(isMonitored)
    .filter(({ monitoring }) => isMeasured(monitoring, bucket));
  const assigneeIds = tasks.flatMap(({ assigneeId }) => assigneeId ?? []);
  const calendars = await calendarsFor(deps, team, assigneeIds);
  const results: TaskResult[] = [];
  let done = 0;
  for (let start = 0; start < tasks.length; start += chunkSize) {
    const chunk = tasks.slice(start, start + chunkSize);
    const measureOne = await measurerOf(deps, run, chunk, calendars);
    const measured = await mapConcurrently(chunk, simultaneousTasks, async (task) => {
      const result = await measureOne(task).catch((error: unknown) =>
        unexpected(deps, task.id, error),
      );
      done += 1;
      onProgress?.({ done, total: tasks.length });
      return result;
    });
    results.push(...measured);
  }
  const now = deps.clock.now();
  const begunForAll = isSourceDue(run, now) && hasBegunForAll(bucket, team, calendars, now);
  return reportOf(results, begunForAll);
}

/** Measures one of `tasks`, whose state has been looked up together. */
async function measurerOf(
  deps: MeasurementDeps,
  run: MeasurementRun,
  tasks: readonly MonitoredTask[],
  calendars: Calendars,
): Promise<(task: MonitoredTask) => Promise<TaskResult>> {
  const taskIds = tasks.map(({ id }) => id);
  const [measured, requests, assignees] = await Promise.all([
    deps.store.measuredIn(run.bucket, taskIds),
    deps.requests.ofBucket(run.bucket, taskIds),
    deps.people.members([...new Set(tasks.flatMap(({ assigneeId }) => assigneeId ?? []))]),
  ]);
  return async (task) => {
    if (measured.has(task.id)) return { kind: 'already there' };
    const request = requests.get(task.id) ?? null;
    const assignee = assignees.find(({ id }) => id === task.assigneeId) ?? null;
    if (task.monitoring.source.kind === 'manual') {
      return askForValue(deps, run, task, request, { assignee, calendars });
    }
    return run.force || isSourceDue(run, deps.clock.now())
      ? readDueSource(deps, run, task, request)
      : { kind: 'later' };
  };
}

/** Whether sources are read, from the team's measurement hour on the bucket's first day. */
function isSourceDue({ cadence, team, bucket }: MeasurementRun, now: Date): boolean {
  const due = dueBucket(cadence, team, now);
  return due !== null || bucketAt(cadence, now, team.timeZone) !== bucket;
}
