import type { ModalField, ModalOption } from '../../../shared/modal.js';
import type { Member, Team } from '../../people/index.js';
import { priorities } from '../task.js';
import { worksIn } from '../task-permissions.js';
import { textLimits } from '../task-texts.js';
import { optionsFor } from './words.js';

export interface FormChoices {
  /** The first is the one that is chosen to begin with. */
  readonly teams: readonly [Team, ...Team[]];
  readonly members: readonly Member[];
  readonly now: Date;
}

/** As many as Slack's select can hold; others are reached with `/crew task assign`. */
const mostOptions = 100;

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
    { id: 'title', kind: 'text', label: 'Title', maxLength: textLimits.title },
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
