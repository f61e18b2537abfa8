import type { ModalField, ModalSpec } from '../../../shared/modal.js';
import { weekdays } from '../../../shared/weekdays.js';
import type { Member, Team } from '../member.js';
import { canManageTeams, type TeamDetails, teamDefaults } from '../team-details.js';
import { initial, optionsWith } from './form-fields.js';
import { writeSubject } from './form-subject.js';

export const addTeamFormId = 'people/add-team';
export const editTeamFormId = 'people/edit-team';

/** A form to add a team. Of `members`, those whose role allows it may be chosen as managers. */
export function addTeamForm(
  start: Partial<TeamDetails> & { timeZone: string },
  members: readonly Member[],
): ModalSpec {
  return {
    callbackId: addTeamFormId,
    title: 'Add a team',
    submit: 'Add',
    fields: teamFields(start, members),
  };
}

export function editTeamForm(team: Team, members: readonly Member[]): ModalSpec {
  return {
    callbackId: editTeamFormId,
    title: 'Edit a team',
    metadata: writeSubject(team),
    fields: teamFields(team, members),
  };
}

function teamFields(
  start: Partial<TeamDetails> & { timeZone: string },
  members: readonly Member[],
): readonly ModalField[] {
  const eligible = members.filter(canManageTeams);
  const managers = eligible.filter(({ id }) => start.managerIds?.includes(id));
  return [
    { id: 'name', label: 'Name', kind: 'text', maxLength: 60, ...initial(start.name) },
    {
      id: 'channelId',
      label: 'Channel',
      hint: 'Its id, such as C024BE91L. It stands at the end of the channel’s details in Slack.',
      kind: 'text',
      maxLength: 100,
      ...initial(start.channelId),
    },
    {
      id: 'managerIds',
      label: 'Managers',
      hint: 'Members with the role manager or admin.',
      kind: 'multi-select',
      options: optionsWith(managers, eligible),
      initial: managers.map(({ id }) => id),
    },
    {
      id: 'timeZone',
      label: 'Time zone',
      hint: 'An IANA name, such as Europe/Berlin. The team’s days and weeks are counted in it.',
      kind: 'text',
      maxLength: 60,
      initial: start.timeZone,
    },
    {
      id: 'decisionsGoTo',
      label: 'Decisions are shown',
      kind: 'radio',
      options: [
        { value: 'channel', label: 'in the channel' },
        { value: 'managers', label: 'to each manager alone' },
      ],
      initial: start.decisionsGoTo ?? teamDefaults.decisionsGoTo,
    },
    hourField(
      'measurementHour',
      'Read sources at',
      start.measurementHour ?? teamDefaults.measurementHour,
    ),
    hourField(
      'evaluationHour',
      'Evaluate tasks from',
      start.evaluationHour ?? teamDefaults.evaluationHour,
    ),
    {
      id: 'digestDay',
      label: 'Post the weekly digest on',
      kind: 'select',
      options: weekdays.map((label, index) => ({ value: String(index + 1), label })),
      initial: String(start.digestDay ?? teamDefaults.digestDay),
    },
    hourField('digestHour', 'at', start.digestHour ?? teamDefaults.digestHour),
  ];
}

function hourField(id: string, label: string, hour: number): ModalField {
  return {
    id,
    label,
    hint: 'A full hour of the team’s day, 0 to 23.',
    kind: 'number',
    min: 0,
    max: 23,
    initial: String(hour),
  };
}
