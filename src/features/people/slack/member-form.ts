import type { ModalField, ModalSpec } from '../../../shared/modal.js';
import { initial, optionsWith } from './form-fields.js';
import { writeSubject } from './form-subject.js';
import { type Member, roles, type Team } from '../member.js';
import { defaultWeeklyCapacityHours, type MemberDetails } from '../member-details.js';
import { formatSkills } from '../skills.js';

export const addMemberFormId = 'people/add-member';
export const editMemberFormId = 'people/edit-member';

/** A form to add a member. `start` fills in what is known of them. */
export function addMemberForm(
  start: Partial<MemberDetails> & { timeZone: string },
  teams: readonly Team[],
): ModalSpec {
  return {
    callbackId: addMemberFormId,
    title: 'Add a member',
    submit: 'Add',
    fields: memberFields(start, teams),
  };
}

export function editMemberForm(member: Member, teams: readonly Team[]): ModalSpec {
  return {
    callbackId: editMemberFormId,
    title: 'Edit a member',
    metadata: writeSubject(member),
    fields: memberFields(member, teams),
  };
}

function memberFields(
  start: Partial<MemberDetails> & { timeZone: string },
  teams: readonly Team[],
): readonly ModalField[] {
  return [
    { id: 'name', label: 'Name', kind: 'text', maxLength: 80, ...initial(start.name) },
    {
      id: 'slackId',
      label: 'Slack account',
      hint: 'An AI agent may have none.',
      kind: 'member',
      optional: true,
      ...initial(start.slackId),
    },
    {
      id: 'kind',
      label: 'Kind',
      kind: 'radio',
      options: [
        { value: 'person', label: 'Person' },
        { value: 'agent', label: 'AI agent' },
      ],
      initial: start.kind ?? 'person',
    },
    {
      id: 'role',
      label: 'Role',
      kind: 'select',
      options: roles.map((role) => ({ value: role, label: role })),
      initial: start.role ?? 'engineer',
    },
    ...teamField(start.teamId ?? null, teams),
    {
      id: 'timeZone',
      label: 'Time zone',
      hint: 'An IANA name, such as Europe/Berlin.',
      kind: 'text',
      maxLength: 60,
      initial: start.timeZone,
    },
    {
      id: 'weeklyCapacityHours',
      label: 'Hours per week',
      kind: 'number',
      decimal: true,
      min: 0,
      max: 168,
      initial: String(start.weeklyCapacityHours ?? defaultWeeklyCapacityHours),
    },
    {
      id: 'skills',
      label: 'Skills',
      hint: 'With levels from 1 (beginner) to 5 (expert), such as typescript:4; react:3. /crew skills lists those that are known.',
      kind: 'text',
      multiline: true,
      optional: true,
      ...initial(formatSkills(start.skills ?? [])),
    },
    { id: 'email', label: 'E-mail', kind: 'text', optional: true, ...initial(start.email) },
  ];
}

/** Nothing when there is no team yet, because a choice needs something to choose from. */
function teamField(teamId: string | null, teams: readonly Team[]): readonly ModalField[] {
  if (teams.length === 0) return [];
  const chosen = teams.find(({ id }) => id === teamId);
  const options = optionsWith(chosen ? [chosen] : [], teams);
  return [
    {
      id: 'teamId',
      label: 'Team',
      kind: 'select',
      options,
      optional: true,
      ...initial(chosen?.id),
    },
  ];
}
