import { localDayOf } from '../calendar/index.js';
import { type Actor, isAllowed, type Permission } from '../people/index.js';
import type { Task } from '../tasks/index.js';
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
  if (!isAllowedOn(task, actor, permission)) return { kind: 'not allowed', task };
  if (!isMonitored(task)) return { kind: 'not monitored', task };
  const team = await deps.people.team(task.teamId);
  if (!team) throw new Error(`The team ${task.teamId} of ${task.id} does not exist`);
  return { kind: 'found', task, today: localDayOf(deps.clock.now(), team.timeZone) };
}

export function isAllowedOn(task: Task, actor: Actor, permission: Permission): boolean {
  const memberIds = task.assigneeId === null ? [] : [task.assigneeId];
  return isAllowed(actor, permission, { memberIds, teamId: task.teamId });
}
