import type { Member, Team } from '../member.js';
import type { Refuse, TeamRow } from './rows.js';
import { teamDefaults } from '../team-details.js';

interface Context {
  /** Everybody there will be. */
  readonly members: readonly Member[];
  readonly refuse: Refuse;
}

/** The team that a row makes of `before`, or of none; null when the row is refused. */
export function teamFromRow(
  row: TeamRow,
  before: Team | null,
  id: string,
  { members, refuse }: Context,
): Team | null {
  const channelId = row.channel ?? before?.channelId;
  if (channelId === undefined) refuse(row.origin, 'channel', 'A new team needs a channel.');
  const managers = row.managers?.map((slackId) => {
    const manager = members.find((member) => member.slackId === slackId);
    if (!manager)
      refuse(row.origin, 'managers', `There is no member with the Slack id ${slackId}.`);
    return manager;
  });
  const managerIds = managers?.flatMap((manager) => manager?.id ?? []) ?? before?.managerIds;
  if (managerIds === undefined) refuse(row.origin, 'managers', 'A new team needs a manager.');
  const timeZone = row.time_zone ?? before?.timeZone ?? managers?.[0]?.timeZone;
  if (channelId === undefined || managerIds === undefined || timeZone === undefined) return null;

  return {
    id,
    name: before?.name ?? row.name,
    channelId,
    managerIds,
    timeZone,
    decisionsGoTo: row.decisions_go_to ?? before?.decisionsGoTo ?? teamDefaults.decisionsGoTo,
    measurementHour:
      row.measurement_hour ?? before?.measurementHour ?? teamDefaults.measurementHour,
    evaluationHour: row.evaluation_hour ?? before?.evaluationHour ?? teamDefaults.evaluationHour,
    digestDay: row.digest_day ?? before?.digestDay ?? teamDefaults.digestDay,
    digestHour: row.digest_hour ?? before?.digestHour ?? teamDefaults.digestHour,
    version: (before?.version ?? 0) + 1,
  };
}
