import { message } from '../../../shared/message.js';
import type { ModalField, ModalOption, ModalSpec, ModalValues } from '../../../shared/modal.js';
import { addLocalDays, localDayOf } from '../../calendar/index.js';
import type { Member, Team } from '../../people/index.js';
import { defaultMaximumExtensions } from '../monitoring.js';
import { monitoringLimits } from '../new-monitoring.js';
import { priorities } from '../task.js';
import { worksIn } from '../task-permissions.js';
import { textLimits } from '../task-texts.js';
import { submitted } from './words.js';

export const newTaskFormId = 'tasks.create';

export interface FormChoices {
  /** The first is the one that is chosen to begin with. */
  readonly teams: readonly [Team, ...Team[]];
  readonly members: readonly Member[];
  readonly now: Date;
}

const usualPeriodDays = 28;
/** As many as Slack's select can hold; others are reached with `/crew task assign`. */
const mostOptions = 100;

/**
 * The form for a new task. At the step `monitoring` it has unfolded: the same fields, filled with
 * `values`, and below them those that say how the task is monitored.
 */
export function newTaskForm(
  choices: FormChoices,
  values: ModalValues,
  step: 'task' | 'monitoring',
): ModalSpec {
  const unfolded = step === 'monitoring';
  const fields = [...taskFields(choices), ...(unfolded ? monitoringFields() : [])];
  const initial: ModalValues = { ...defaults(choices), ...values };
  return {
    callbackId: newTaskFormId,
    title: 'New task',
    submit: 'Create',
    metadata: step,
    ...(unfolded && {
      intro: message('tasks/form-monitoring', { title: submitted(values, 'title') }),
    }),
    fields: fields.map((field) => filled(field, submitted(initial, field.id))),
  };
}

function defaults({ teams: [team], now }: FormChoices): ModalValues {
  const today = localDayOf(now, team.timeZone);
  return {
    teamId: team.id,
    priority: 'normal',
    monitored: 'no',
    direction: 'higher',
    targetType: 'percent',
    cadence: 'daily',
    startDate: today,
    endDate: addLocalDays(today, usualPeriodDays),
    maximumExtensions: String(defaultMaximumExtensions),
  };
}

function filled(field: ModalField, initial: string): ModalField {
  if (initial === '' || field.kind === 'multi-select') return field;
  const isChoice = field.kind === 'select' || field.kind === 'radio';
  const offered = !isChoice || field.options.some(({ value }) => value === initial);
  return offered ? { ...field, initial } : field;
}

function options(values: readonly string[]): readonly ModalOption[] {
  return values.map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
  }));
}

function taskFields({ teams, members }: FormChoices): readonly ModalField[] {
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
    { id: 'priority', kind: 'select', label: 'Priority', options: options(priorities) },
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

function monitoringFields(): readonly ModalField[] {
  return [
    {
      id: 'metric',
      kind: 'text',
      label: 'What is measured',
      placeholder: 'Pages built per hour',
      maxLength: monitoringLimits.metric,
    },
    {
      id: 'unit',
      kind: 'text',
      label: 'Unit',
      placeholder: 'ms',
      optional: true,
      maxLength: monitoringLimits.unit,
    },
    {
      id: 'direction',
      kind: 'radio',
      label: 'Which way is better?',
      options: options(['higher', 'lower']),
    },
    {
      id: 'targetValue',
      kind: 'number',
      decimal: true,
      label: 'Target: by how much should it move?',
    },
    {
      id: 'targetType',
      kind: 'select',
      label: 'The target is counted in',
      options: [
        { value: 'percent', label: 'Percent of the baseline' },
        { value: 'absolute', label: 'The metric’s own unit' },
      ],
    },
    {
      id: 'baselineValue',
      kind: 'number',
      decimal: true,
      label: 'Baseline: where does it stand now?',
    },
    {
      id: 'baselineReadings',
      kind: 'number',
      label: 'Readings behind the baseline',
      hint: 'If it is a mean: of how many readings.',
      optional: true,
      min: 1,
    },
    {
      id: 'baselineSpread',
      kind: 'number',
      decimal: true,
      label: 'Standard deviation of those readings',
      optional: true,
      min: 0,
    },
    {
      id: 'cadence',
      kind: 'radio',
      label: 'How often is it measured?',
      options: options(['daily', 'weekly']),
    },
    {
      id: 'sourceUrl',
      kind: 'text',
      label: 'URL that answers with the reading as JSON',
      hint: 'Leave it empty to have the assignee asked.',
      optional: true,
    },
    {
      id: 'sourcePointer',
      kind: 'text',
      label: 'Where in the JSON',
      placeholder: '/stats/p95',
      optional: true,
      maxLength: monitoringLimits.pointer,
    },
    { id: 'startDate', kind: 'date', label: 'First day' },
    { id: 'endDate', kind: 'date', label: 'Last day' },
    {
      id: 'maximumExtensions',
      kind: 'number',
      label: 'How often may it be extended?',
      min: 0,
      max: monitoringLimits.maximumExtensions,
    },
  ];
}
