import { mapConcurrently } from '../../shared/concurrency.js';
import { askForValue } from './ask.js';
import type { MeasurementDeps, MeasurementReport, MeasurementRun } from './measurements-service.js';
import { isMeasured, isMonitored } from './period.js';
import { readDueSource } from './source-reading.js';
import { reportOf, unexpected } from './task-result.js';

const simultaneousTasks = 8;

/** Asks for, or reads, the bucket's value of each task that lacks it. A fault of one stops no other. */
export async function measureDue(
  deps: MeasurementDeps,
  run: MeasurementRun,
): Promise<MeasurementReport> {
  const { team, bucket, cadence } = run;
  const tasks = (await deps.tasks.monitoredTasks({ teamId: team.id, cadence }))
    .filter(isMonitored)
    .filter(({ monitoring }) => isMeasured(monitoring, bucket));
  const taskIds = tasks.map(({ id }) => id);
  const [measured, requests, assignees] = await Promise.all([
    deps.store.measuredIn(bucket, taskIds),
    deps.requests.ofBucket(bucket, taskIds),
    deps.people.members([...new Set(tasks.flatMap(({ assigneeId }) => assigneeId ?? []))]),
  ]);

  let done = 0;
  const results = await mapConcurrently(tasks, simultaneousTasks, async (task) => {
    const request = requests.get(task.id) ?? null;
    const assignee = assignees.find(({ id }) => id === task.assigneeId) ?? null;
    const measure = () =>
      task.monitoring.source.kind === 'manual'
        ? askForValue(deps, run, task, request, assignee)
        : readDueSource(deps, run, task, request);
    const result = measured.has(task.id)
      ? ({ kind: 'already there' } as const)
      : await measure().catch((error: unknown) => unexpected(deps, task.id, error));
    done += 1;
    run.onProgress?.({ done, total: tasks.length });
    return result;
  });
  return reportOf(results);
}
