import { z } from 'zod';
import { decimal, type FieldFaults, faultsByField, singleLine, timeZone } from './input.js';
import { type Member, roles } from './member.js';
import { skillList } from './skills.js';

/** What an admin decides about a member. */
export type MemberDetails = Omit<Member, 'id' | 'active' | 'version'>;

export const defaultWeeklyCapacityHours = 40;

const capacityFault = 'Write hours per week, more than 0 and at most 168.';

/** Each field of a member as it may be typed or stand in a file. */
export const memberFields = {
  kind: z.enum(['person', 'agent'], { error: 'Write person or agent.' }),
  name: singleLine(80),
  slackId: z
    .string({ error: 'Write a Slack member id.' })
    .trim()
    .regex(/^[UW][A-Z0-9]{2,}$/, 'Write a Slack member id, such as U024BE7LH.'),
  email: z.string().trim().max(254).pipe(z.email('Write an e-mail address.')),
  role: z.enum(roles, { error: `Write one of ${roles.join(', ')}.` }),
  timeZone,
  skills: skillList,
  weeklyCapacityHours: decimal(capacityFault).pipe(
    z.number().positive(capacityFault).max(168, capacityFault),
  ),
};

const memberForm = z.object({
  ...memberFields,
  slackId: memberFields.slackId.nullable(),
  email: memberFields.email.nullable(),
  skills: memberFields.skills.nullable().transform((skills) => skills ?? []),
  teamId: z.string().nullish().default(null),
});

/** Reads a submitted form. Its field ids are the names of the fields of `MemberDetails`. */
export function readMemberDetails(
  values: unknown,
): { details: MemberDetails } | { faults: FieldFaults } {
  const read = memberForm.safeParse(values);
  if (!read.success) return { faults: faultsByField(read.error) };
  const { slackId, email, ...others } = read.data;
  const details = { ...others, ...(slackId && { slackId }), ...(email && { email }) };
  const faults = memberFaults(details);
  return Object.keys(faults).length > 0 ? { faults } : { details };
}

/** Rules over several fields of one member. */
export function memberFaults({ kind, slackId, role }: MemberDetails): FieldFaults {
  if (kind === 'person' && slackId === undefined) {
    return { slackId: 'A person needs a Slack account.' };
  }
  if (kind === 'agent' && role !== 'engineer' && role !== 'lead') {
    return { role: 'An agent is an engineer or a lead.' };
  }
  return {};
}
