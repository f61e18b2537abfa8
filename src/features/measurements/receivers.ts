import type { Member, Team } from '../people/index.js';
import type { MeasurementDeps } from './measurements-service.js';

/** Whom a task's values are asked of: the assignee, or those responsible when that one is not in Slack. */
export async function slackIdsToAsk(
  deps: Pick<MeasurementDeps, 'people'>,
  team: Team,
  assignee: Member | null,
): Promise<string[]> {
  return assignee && isReachable(assignee) ? [assignee.slackId] : responsibleSlackIds(deps, team);
}

/** Whether the bot can ask `member`. */
export function isReachable(member: Member): member is Member & { readonly slackId: string } {
  return member.active && member.slackId !== undefined;
}

/** Slack ids of the team's managers, or of the admins when no manager is in Slack. */
export async function responsibleSlackIds(
  { people }: Pick<MeasurementDeps, 'people'>,
  team: Team,
): Promise<string[]> {
  const managers = await people.members(team.managerIds);
  const inSlack = managers.filter(({ active }) => active).flatMap(({ slackId }) => slackId ?? []);
  if (inSlack.length > 0) return inSlack;
  return (await people.admins()).flatMap(({ slackId }) => slackId ?? []);
}
