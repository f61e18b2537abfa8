import type { ModalField, ModalOption, ModalValues } from '../../../shared/modal.js';
import { type Weekday, weekdays } from '../../../shared/weekdays.js';
import type { Faults } from '../fault.js';
import { addLocalDays, type LocalDay, mondayOf } from '../local-day.js';
import { longestPattern, readWeeks, writeWeeks } from '../pattern-text.js';
import { fiveByEight, fourByTen, type WorkPattern } from '../work-pattern.js';

const workdays: readonly Weekday[] = weekdays.slice(0, 5);
const written = 'written';
const teams = 'team';
const rotating = 'rotating';

/** How far back and ahead hours are changed. */
const mostDaysBack = 92;
const mostDaysAhead = 366;

const presets: readonly ModalOption[] = [
  { value: 'five-by-eight', label: '5 × 8: Monday to Friday, 09:00-17:00' },
  ...workdays.map((weekday) => ({
    value: weekday,
    label: `4 × 10: 08:00-18:00, ${weekday} off`,
  })),
  { value: rotating, label: '4 × 10: 08:00-18:00, another day off each week' },
];

/**
 * The fields in which hours are chosen or written.
 * @param teamsHours whether those of the team are had now; null where that is no choice
 * @param from the day from which on they hold
 */
export function patternFields(
  { weeks, cycleStart }: WorkPattern,
  teamsHours: boolean | null,
  from: LocalDay,
): readonly ModalField[] {
  return [
    {
      id: 'preset',
      label: 'Hours',
      kind: 'select',
      options: [
        { value: written, label: 'As written below' },
        ...(teamsHours === null ? [] : [{ value: teams, label: 'Those of the team' }]),
        ...presets,
      ],
      initial: teamsHours === true ? teams : written,
    },
    {
      id: 'weeks',
      label: 'Written',
      hint: 'A line for one or several days, such as Mon-Thu 08:00-12:00, 12:30-18:30. A line --- before each further week of a rotation.',
      kind: 'text',
      multiline: true,
      maxLength: longestPattern,
      initial: writeWeeks(weeks),
    },
    {
      id: 'cycleStart',
      label: 'A day of the first week of a rotation',
      hint: 'Empty: the week from which on the hours hold.',
      kind: 'date',
      optional: true,
      ...(weeks.length > 1 && { initial: cycleStart }),
    },
    {
      id: 'from',
      label: 'From',
      hint: 'The days before keep the hours that they had.',
      kind: 'date',
      initial: from,
    },
  ];
}

/** The pattern that was chosen or written, null for that of the team, and from when; or faults. */
export function readPattern(
  values: ModalValues,
  today: LocalDay,
): { readonly pattern: WorkPattern | null; readonly from: LocalDay } | { readonly faults: Faults } {
  const from = typeof values['from'] === 'string' ? values['from'] : today;
  const fault = fromFault(from, today);
  if (fault !== null) return { faults: { from: fault } };
  const read = readWeeksOrPreset(values, from);
  return 'faults' in read ? read : { ...read, from };
}

function fromFault(from: LocalDay, today: LocalDay): string | null {
  if (from < addLocalDays(today, -mostDaysBack)) {
    return `Hours of more than ${mostDaysBack} days ago stay as they were.`;
  }
  return from > addLocalDays(today, mostDaysAhead) ? 'At most a year from now.' : null;
}

function readWeeksOrPreset(
  values: ModalValues,
  from: LocalDay,
): { readonly pattern: WorkPattern | null } | { readonly faults: Faults } {
  const preset = values['preset'];
  const chosenStart = values['cycleStart'];
  const cycleStart = mondayOf(typeof chosenStart === 'string' ? chosenStart : from);
  if (preset === teams) return { pattern: null };
  if (preset === rotating) return { pattern: fourByTen(workdays, cycleStart) };
  const offDay = workdays.find((weekday) => weekday === preset);
  if (offDay) return { pattern: fourByTen([offDay]) };
  if (preset !== written) return { pattern: fiveByEight };
  const weeks = values['weeks'];
  const read = readWeeks(typeof weeks === 'string' ? weeks : '');
  if ('fault' in read) return { faults: { weeks: read.fault } };
  const rotates = read.value.length > 1;
  return {
    pattern: { weeks: read.value, cycleStart: rotates ? cycleStart : fiveByEight.cycleStart },
  };
}
