import { type Actor, isAllowed, type Member, type Target, type Team } from '../people/index.js';
import type { Task } from './task.js';

/** A task as what permissions are asked for: its assignee's and its creator's, in its team. */
export function targetOf({
  assigneeId,
  createdById,
  teamId,
}: Pick<Task, 'assigneeId' | 'createdById' | 'teamId'>): Target {
  return { memberIds: assigneeId === null ? [createdById] : [assigneeId, createdById], teamId };
}

/** Starting, blocking, completing, cancelling, reopening: whose task it is, or who leads the team. */
export function mayChange(actor: Actor, task: Task): boolean {
  return isAllowed(actor, 'edit_tasks', targetOf(task));
}

export function mayShow(actor: Actor, task: Task): boolean {
  return isAllowed(actor, 'view_team', targetOf(task));
}

/** Whether `actor` may decide over the work of everybody in the team. */
function leads(actor: Actor, teamId: string): boolean {
  return isAllowed(actor, 'edit_tasks', { teamId });
}

function belongsTo(actor: Actor, teamId: string): boolean {
  return actor.kind === 'member' && actor.teamId === teamId;
}

/** Everybody creates tasks in their own team; who leads a team, in that team. */
export function mayCreateIn(actor: Actor, teamId: string): boolean {
  return belongsTo(actor, teamId) || leads(actor, teamId);
}

/**
 * Who leads a team assigns its tasks to anybody in it. Everybody else may only take a task that is
 * nobody's or that they created, never hand one to another person.
 */
export function mayAssign(
  actor: Actor,
  { teamId, assigneeId, createdById }: Pick<Task, 'teamId' | 'assigneeId' | 'createdById'>,
  newAssigneeId: string,
): boolean {
  if (leads(actor, teamId)) return true;
  if (actor.kind !== 'member' || newAssigneeId !== actor.memberId) return false;
  return belongsTo(actor, teamId) && (assigneeId === null || createdById === actor.memberId);
}

/** Work goes to the team's members and its managers. */
export function worksIn(member: Member, team: Team): boolean {
  return member.teamId === team.id || team.managerIds.includes(member.id);
}
