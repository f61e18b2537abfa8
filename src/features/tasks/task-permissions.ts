import { type Actor, isAllowed, type Member, type Team } from '../people/index.js';
import type { Task } from './task.js';

/** Starting, blocking, completing, cancelling, reopening: whose task it is, or who leads the team. */
export function mayChange(actor: Actor, { assigneeId, createdById, teamId }: Task): boolean {
  const memberIds = assigneeId === null ? [createdById] : [assigneeId, createdById];
  return isAllowed(actor, 'edit_tasks', { memberIds, teamId });
}

export function mayShow(actor: Actor, { assigneeId, createdById, teamId }: Task): boolean {
  const memberIds = assigneeId === null ? [createdById] : [assigneeId, createdById];
  return isAllowed(actor, 'view_team', { memberIds, teamId });
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
