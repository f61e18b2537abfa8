import { z } from 'zod';
import { parseChannel } from '../mentions.js';
import { decimal, type FieldFaults, faultsByField, singleLine, timeZone } from './input.js';
import type { Member, Team } from './member.js';

/** What an admin decides about a team. */
export type TeamDetails = Omit<Team, 'id' | 'version'>;

export const teamDefaults = {
  decisionsGoTo: 'channel',
  measurementHour: 16,
  evaluationHour: 9,
  digestDay: 1,
  digestHour: 9,
} as const satisfies Partial<TeamDetails>;

const hourFault = 'Write a whole hour from 0 to 23.';
const hour = decimal(hourFault).pipe(
  z.number().int(hourFault).min(0, hourFault).max(23, hourFault),
);

const weekdayFault = 'Write 1 for Monday to 7 for Sunday.';

/** Each field of a team as it may be typed or stand in a file, managers apart. */
export const teamFields = {
  name: singleLine(60),
  channelId: z.string({ error: 'Name the channel.' }).transform((text, context) => {
    const id = parseChannel(text);
    if (id !== null) return id;
    context.addIssue('Write the id of the channel, such as C024BE91L; it stands in its details.');
    return z.NEVER;
  }),
  timeZone,
  decisionsGoTo: z.enum(['channel', 'managers'], { error: 'Write channel or managers.' }),
  measurementHour: hour,
  evaluationHour: hour,
  digestDay: decimal(weekdayFault).pipe(
    z.number().int(weekdayFault).min(1, weekdayFault).max(7, weekdayFault),
  ),
  digestHour: hour,
};

const teamForm = z.object({
  ...teamFields,
  managerIds: z.array(z.string(), { error: 'Choose a manager.' }).min(1, 'Choose a manager.'),
});

/** Reads a submitted form. Its field ids are the names of the fields of `TeamDetails`. */
export function readTeamDetails(
  values: unknown,
): { details: TeamDetails } | { faults: FieldFaults } {
  const read = teamForm.safeParse(values);
  return read.success ? { details: read.data } : { faults: faultsByField(read.error) };
}

/** Whether `member` may be named as a team's manager. */
export function canManageTeams(member: Pick<Member, 'active' | 'role'>): boolean {
  return member.active && (member.role === 'manager' || member.role === 'admin');
}

/** Team names are the same when they differ in letter case alone. */
export function teamNameKey(name: string): string {
  return name.trim().toLowerCase();
}
