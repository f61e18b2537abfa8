import { type Actor, isAllowed } from '../people/index.js';
import { targetOf } from '../tasks/index.js';
import { bucketOf } from './bucket.js';
import type { HistoryOutcome, MeasurementDeps } from './measurements-service.js';
import { findMonitoredTask } from './monitored-task.js';
import { readingCalendars } from './reading-calendars.js';

/** All measurements of a task, also those taken while a decision waited after the end. */
export async function history(
  deps: MeasurementDeps,
  taskId: string,
  actor: Actor,
): Promise<HistoryOutcome> {
  const found = await findMonitoredTask(deps, taskId, actor, 'view_team');
  if (found.kind !== 'found') return found;
  const { task, today } = found;
  const { cadence, startDate, endDate, state } = task.monitoring;
  const lastDay = endDate > today ? endDate : today;
  const measurements = await deps.store.between(task, startDate, lastDay);
  const running = bucketOf(cadence, today);
  const measured = measurements.some(({ bucket }) => bucket === running);
  const request = await deps.requests.find(taskId, running);
  return {
    kind: 'shown',
    task,
    today,
    measurements,
    calendar: (await readingCalendars(deps, [task])).get(taskId) ?? null,
    sourceFault: measured ? null : request.lastFault,
    mayRecord: state !== 'ended' && isAllowed(actor, 'edit_tasks', targetOf(task)),
  };
}
