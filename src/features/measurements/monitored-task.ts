import { localDayOf } from '../calendar/index.js';
import { type Actor, authorise, type Permission } from '../people/index.js';
import { targetOf } from '../tasks/index.js';
import type { MeasurementDeps, TaskProblem } from './measurements-service.js';
import { isMonitored, type MonitoredTask } from './period.js';

/** The task and its team's local day, when it is monitored and `actor` has the permission on it. */
export async function findMonitoredTask(
  deps: MeasurementDeps,
  taskId: string,
  actor: Actor,
  permission: Permission,
): Promise<TaskProblem | { kind: 'found'; task: MonitoredTask; today: string }> {
  const task = await deps.tasks.task(taskId);
  if (!task) return { kind: 'unknown task' };
  if (!authorise(actor, permission, targetOf(task), deps.logger, { taskId })) {
    return { kind: 'not allowed', task };
  }
  if (!isMonitored(task)) return { kind: 'not monitored', task };
  const team = await deps.people.team(task.teamId);
  if (!team) throw new Error(`The team ${task.teamId} of ${task.id} does not exist`);
  return { kind: 'found', task, today: localDayOf(deps.clock.now(), team.timeZone) };
}
