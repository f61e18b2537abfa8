import { z } from 'zod';
import { memberFields } from '../member-details.js';
import { teamFields } from '../team-details.js';

/** What is wrong with one field of a file that is to be imported. */
export interface FileFault {
  /** Line of a CSV file, counted from 1; null where a position says little, as in JSON. */
  readonly line: number | null;
  /** Column of a CSV file, or path in a JSON file such as `members[2].role`. Empty = the whole. */
  readonly field: string;
  readonly problem: string;
}

/** Where in its file a row stands. */
export interface Origin {
  readonly line: number | null;
  /** What comes before a field's name in a fault, such as `members[2].` or `team_`. */
  readonly path: string;
}

/** Notes why a row cannot be taken. */
export type Refuse = (origin: Origin, field: string, problem: string) => void;

/** The fields of a member in a file. All but the name may be left out: what is there stays. */
export const memberRow = z.strictObject({
  slack_id: memberFields.slackId.optional(),
  name: memberFields.name,
  email: memberFields.email.optional(),
  kind: memberFields.kind.optional(),
  role: memberFields.role.optional(),
  team: teamFields.name.optional(),
  time_zone: memberFields.timeZone.optional(),
  skills: memberFields.skills.optional(),
  weekly_capacity_hours: memberFields.weeklyCapacityHours.optional(),
});

/** The fields of a team in a file. All but the name may be left out: what is there stays. */
export const teamRow = z.strictObject({
  name: teamFields.name,
  channel: teamFields.channelId.optional(),
  managers: z
    .array(memberFields.slackId, { error: 'List the Slack ids of the managers.' })
    .min(1, 'Name at least one manager.')
    .optional(),
  time_zone: teamFields.timeZone.optional(),
  decisions_go_to: teamFields.decisionsGoTo.optional(),
  measurement_hour: teamFields.measurementHour.optional(),
  evaluation_hour: teamFields.evaluationHour.optional(),
  digest_day: teamFields.digestDay.optional(),
  digest_hour: teamFields.digestHour.optional(),
});

export interface MemberRow extends z.infer<typeof memberRow> {
  readonly origin: Origin;
}

export interface TeamRow extends z.infer<typeof teamRow> {
  readonly origin: Origin;
}

/** The content of a file whose fields are right, each taken for itself. */
export interface PeopleRows {
  readonly teams: readonly TeamRow[];
  readonly members: readonly MemberRow[];
}

export type ReadPeople = { readonly rows: PeopleRows } | { readonly faults: readonly FileFault[] };
