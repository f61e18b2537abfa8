import { isAllowed } from '../people/index.js';
import { taskSubject } from './record-change.js';
import type { TaskStatus } from './task.js';
import type { TaskDeps } from './task-deps.js';
import type { ListOutcome, ListTasks, ShowOutcome, ShowTask } from './task-outcomes.js';
import { mayShow } from './task-permissions.js';
import type { TaskQuery } from './tasks-store.js';

const historyLength = 20;
/** Readings have a list of their own and would crowd out everything else. */
const notInHistory = ['measurement recorded'];

/** A task with the latest entries of its history, oldest first. */
export async function showTask(
  { store, audit }: TaskDeps,
  { actor, taskId }: ShowTask,
): Promise<ShowOutcome> {
  const task = await store.find(taskId);
  if (!task) return { kind: 'unknown task' };
  if (!mayShow(actor, task)) return { kind: 'not allowed', task };
  const history = await audit.about(taskSubject(task.id), historyLength, notInHistory);
  return { kind: 'shown', task, history };
}

const statusesOf: Record<ListTasks['status'], readonly TaskStatus[] | null> = {
  open: ['open', 'in progress', 'blocked'],
  done: ['done'],
  all: null,
};

export async function listTasks(deps: TaskDeps, request: ListTasks): Promise<ListOutcome> {
  const scope = await scopeOf(deps, request);
  if ('kind' in scope) return scope;
  const statuses = statusesOf[request.status];
  const limit = Math.min(Math.max(request.limit, 1), 100);
  const found = await deps.store.list({
    ...scope,
    ...(statuses && { statuses }),
    ...(request.monitoredOnly && { monitored: true }),
    ...(request.beforeNumber !== undefined && { beforeNumber: request.beforeNumber }),
    limit: limit + 1,
  });
  const tasks = found.slice(0, limit);
  const next = found.length > limit ? (tasks.at(-1)?.number ?? null) : null;
  return { kind: 'listed', tasks, next };
}

type Scope = Pick<TaskQuery, 'assigneeId' | 'teamIds'>;

/** Whose tasks to look for; somebody else's only in the teams that the actor may see. */
async function scopeOf(
  { people }: TaskDeps,
  { actor, whose }: ListTasks,
): Promise<Scope | Exclude<ListOutcome, { kind: 'listed' }>> {
  const self = actor.kind === 'member' ? actor.memberId : null;
  if (whose.kind === 'mine') {
    return self === null ? { kind: 'not allowed' } : { assigneeId: self };
  }
  if (whose.kind === 'member' && whose.memberId === self) return { assigneeId: self };
  const teams = await people.teams();
  const teamIds = teams
    .map(({ id }) => id)
    .filter((teamId) => isAllowed(actor, 'view_team', { teamId }));
  if (whose.kind === 'team') {
    return teamIds.length === 0 ? { kind: 'not allowed' } : { teamIds };
  }
  const member = await people.member(whose.memberId);
  if (!member) return { kind: 'unknown member' };
  const visible = isAllowed(actor, 'view_team', { memberIds: [member.id], teamId: member.teamId });
  return visible ? { assigneeId: member.id, teamIds } : { kind: 'not allowed' };
}
