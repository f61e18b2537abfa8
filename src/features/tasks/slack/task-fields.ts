import type { ModalField, ModalOption } from '../../../shared/modal.js';
import type { WorkCalendar } from '../../calendar/index.js';
import type { Member, Team } from '../../people/index.js';
import { priorities } from '../task.js';
import { worksIn } from '../task-permissions.js';
import { textLimits } from '../task-texts.js';
import { optionsFor } from './words.js';

export interface FormChoices {
  /** The first is the one that is chosen to begin with. */
  readonly teams: readonly [Team, ...Team[]];
  readonly members: readonly Member[];
  /** Of the first of the teams. */
  readonly calendar: WorkCalendar;
  readonly now: Date;
}

/** As many as Slack's select can hold; others are reached with `/crew task assign`. */
const mostOptions = 100;

const titleField: ModalField = {
  id: 'title',
  kind: 'text',
  label: 'Title',
  maxLength: textLimits.title,
};

/** The fields of a task that is there already. */
export function editFields(): readonly ModalField[] {
  return [titleField, ...planningFields()];
}

/** What assignment goes by: how urgent, how much, for whom, and when it can begin. */
function planningFields(): readonly ModalField[] {
  return [
    { id: 'priority', kind: 'select', label: 'Priority', options: optionsFor(priorities) },
    { id: 'dueOn', kind: 'date', label: 'Due on', optional: true },
    {
      id: 'estimatedHours',
      kind: 'text',
      label: 'Estimated hours',
      hint: 'Such as 5.5, 5h30m or 90m.',
      optional: true,
      maxLength: 20,
    },
    {
      id: 'requiredSkills',
      kind: 'text',
      label: 'Required skills',
      hint: 'With the least level, 1 to 5, such as typescript:3; postgres:2. /crew skills lists those that are known.',
      optional: true,
      maxLength: 600,
    },
    {
      id: 'dependsOn',
      kind: 'text',
      label: 'Depends on',
      hint: 'Tasks that must be over before work begins, such as T-3, T-7.',
      optional: true,
      maxLength: 300,
    },
    {
      id: 'pinned',
      kind: 'radio',
      label: 'May it be given to somebody else automatically?',
      options: [
        { value: 'no', label: 'Yes' },
        { value: 'yes', label: 'No, it is pinned to its assignee' },
      ],
    },
  ];
}

/** The fields of every new task. */
export function taskFields({ teams, members }: FormChoices): readonly ModalField[] {
  const team: ModalField = {
    id: 'teamId',
    kind: 'select',
    label: 'Team',
    options: teams.slice(0, mostOptions).map(({ id, name }) => ({ value: id, label: name })),
  };
  const assignee = {
    id: 'assigneeId',
    kind: 'select',
    label: 'Assignee',
    hint: 'Leave it empty to decide later.',
    optional: true,
    options: assigneeOptions(teams, members),
  } as const;
  return [
    titleField,
    {
      id: 'notes',
      kind: 'text',
      label: 'Notes',
      optional: true,
      multiline: true,
      maxLength: textLimits.notes,
    },
    ...(teams.length > 1 ? [team] : []),
    ...(assignee.options.length > 0 ? [assignee] : []),
    ...planningFields(),
    {
      id: 'monitored',
      kind: 'radio',
      label: 'Is a number watched to tell whether it worked?',
      options: [
        { value: 'no', label: 'No' },
        { value: 'yes', label: 'Yes, ask me for the number next' },
      ],
    },
  ];
}

/** Everybody who works in one of the teams. */
function assigneeOptions(
  teams: readonly Team[],
  members: readonly Member[],
): readonly ModalOption[] {
  return members
    .filter((member) => teams.some((team) => worksIn(member, team)))
    .map(({ id, name, teamId }) => {
      const teamName = teams.find((team) => team.id === teamId)?.name;
      return { value: id, label: teams.length > 1 && teamName ? `${name} · ${teamName}` : name };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label))
    .slice(0, mostOptions);
}
