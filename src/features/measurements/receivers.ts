import type { Team } from '../people/index.js';
import type { MeasurementDeps } from './measurements-service.js';

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
