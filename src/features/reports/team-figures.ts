import {
  type LocalDay,
  localDayOf,
  type WorkCalendar,
  workingDaysBetween,
} from '../calendar/index.js';
import type { ChoiceKind, Evaluation } from '../evaluations/index.js';
import { coverage, isMonitored, lastDayOf, type Measurement } from '../measurements/index.js';
import { smallestGroupShown } from '../smallest-group-shown.js';
import { dueFrom, isOngoing, type Task } from '../tasks/index.js';

export interface TaskLine {
  readonly id: string;
  readonly title: string;
}

/** What a team's period came to. It names tasks and no persons. */
export interface TeamFigures {
  readonly completed: readonly TaskLine[];
  /** Monitoring that was closed, or goes on otherwise than by an extension. */
  readonly decided: readonly (TaskLine & { readonly choice: ChoiceKind })[];
  readonly extended: readonly (TaskLine & { readonly until: LocalDay })[];
  /** Longest waiting first; in working days of the team that have begun since. */
  readonly waiting: readonly (TaskLine & { readonly days: number })[];
  /** Longest overdue first; in working days that have begun since. */
  readonly overdue: readonly (TaskLine & { readonly days: number })[];
  /** With the due date where it is a day off to come, before which this is the last working day. */
  readonly dueToday: readonly (TaskLine & { readonly dayOff: LocalDay | null })[];
  readonly blocked: readonly TaskLine[];
  /** Buckets of the period that are over and have no reading, but for days off. */
  readonly gaps: readonly (TaskLine & { readonly missing: number })[];
  /** Null when nobody has any work, and in a team so small that it tells of a person. */
  readonly load: Load | null;
  readonly highlight: Highlight | null;
  readonly memberCount: number;
  /** How many members do not work on the day of the report. */
  readonly unavailable: number;
}

export interface Load {
  /** Hours of the open tasks that the members have, as the workload counts them. */
  readonly openHours: number;
  /** What the members can work in the seven days to come. */
  readonly workingHours: number;
}

/** The goal that was met with the largest change. */
export interface Highlight extends TaskLine {
  readonly metric: string;
  /** From the baseline to the level at the end, such as -18.2. */
  readonly changePercent: number;
}

/** What figures are made of. */
export interface TeamPeriod {
  /** From `from` up to but without `until`. */
  readonly from: Date;
  readonly until: Date;
  /** Their local days. */
  readonly firstDay: LocalDay;
  readonly today: LocalDay;
  /** Ongoing, or completed in the period. */
  readonly tasks: readonly Task[];
  /** Settled in the period. */
  readonly settled: readonly Evaluation[];
  readonly readings: ReadonlyMap<string, readonly Measurement[]>;
  /** By task, those by which readings are expected. */
  readonly readingCalendars: ReadonlyMap<string, WorkCalendar>;
  /** By task, those of the ones who have them. */
  readonly dueCalendars: ReadonlyMap<string, WorkCalendar>;
  readonly teamCalendar: WorkCalendar;
  readonly load: Load;
  readonly memberCount: number;
  readonly unavailable: number;
}

export function figuresOf(period: TeamPeriod): TeamFigures {
  const { tasks, settled, from, until } = period;
  const ongoing = tasks.filter(isOngoing);
  const choices = settled.flatMap((evaluation) =>
    evaluation.settlement === null ? [] : [{ evaluation, settlement: evaluation.settlement }],
  );
  const dues = ongoing.map((task) => ({ task, due: dueOf(task, period) }));
  return {
    completed: tasks
      .filter(
        ({ completedAt }) => completedAt !== null && from <= completedAt && completedAt < until,
      )
      .map(line),
    decided: choices
      .filter(({ settlement }) => settlement.choice !== 'extend')
      .map(({ evaluation, settlement }) => ({
        ...lineOf(evaluation),
        choice: settlement.choice,
      })),
    extended: choices
      .filter(({ settlement }) => settlement.choice === 'extend')
      .flatMap(({ evaluation, settlement: { endDate } }) =>
        endDate === null ? [] : [{ ...lineOf(evaluation), until: endDate }],
      ),
    waiting: longestFirst(waitingOf(period)),
    overdue: longestFirst(
      dues.flatMap(({ task, due }) =>
        due?.state === 'overdue' ? [{ ...line(task), days: due.workingDays }] : [],
      ),
    ),
    dueToday: dues.flatMap(({ task, due }) =>
      due?.state === 'today' ? [{ ...line(task), dayOff: due.isDayOff ? due.on : null }] : [],
    ),
    blocked: ongoing.filter(({ status }) => status === 'blocked').map(line),
    gaps: gapsOf(period),
    load: loadOf(period),
    highlight: highlightOf(settled),
    memberCount: period.memberCount,
    unavailable: period.unavailable,
  };
}

/** Whether there is nothing that anybody would want to be told. */
export function isEmpty(figures: TeamFigures): boolean {
  const { completed, decided, extended, waiting, overdue, dueToday, blocked, gaps } = figures;
  return [completed, decided, extended, waiting, overdue, dueToday, blocked, gaps].every(
    ({ length }) => length === 0,
  );
}

function dueOf({ id, dueOn }: Task, { dueCalendars, today }: TeamPeriod) {
  const calendar = dueCalendars.get(id);
  return dueOn !== null && calendar ? dueFrom(today, dueOn, calendar) : null;
}

function gapsOf({
  tasks,
  readings,
  readingCalendars,
  firstDay,
  today,
}: TeamPeriod): TeamFigures['gaps'] {
  return tasks.flatMap((task) => {
    if (!isMonitored(task) || task.monitoring.state === 'ended') return [];
    const calendar = readingCalendars.get(task.id) ?? null;
    const missing = coverage(task, readings.get(task.id) ?? [], today, calendar).missing.filter(
      (bucket) => lastDayOf(bucket) >= firstDay && lastDayOf(bucket) < today,
    ).length;
    return missing === 0 ? [] : [{ ...line(task), missing }];
  });
}

function waitingOf({ tasks, teamCalendar, today }: TeamPeriod): TeamFigures['waiting'] {
  return tasks.flatMap((task) => {
    const { state, evaluatedAt = null } = task.monitoring ?? {};
    if (state !== 'awaiting approval' || evaluatedAt === null) return [];
    const since = localDayOf(evaluatedAt, teamCalendar.timeZone);
    return [{ ...line(task), days: Math.max(0, workingDaysBetween(teamCalendar, since, today)) }];
  });
}

function loadOf({ load, memberCount }: TeamPeriod): Load | null {
  return memberCount < smallestGroupShown || load.openHours === 0 ? null : load;
}

function highlightOf(settled: readonly Evaluation[]): Highlight | null {
  const met = settled.flatMap((evaluation) => {
    const changePercent = evaluation.receipt.figures.baselineToLevelPct;
    return evaluation.settlement?.choice === 'close as met' && changePercent !== null
      ? [{ ...lineOf(evaluation), metric: evaluation.metric, changePercent }]
      : [];
  });
  const [largest] = met.toSorted(
    (left, right) => Math.abs(right.changePercent) - Math.abs(left.changePercent),
  );
  return largest ?? null;
}

function line({ id, title }: Task): TaskLine {
  return { id, title };
}

function lineOf({ taskId, title }: Evaluation): TaskLine {
  return { id: taskId, title };
}

function longestFirst<T extends { days: number }>(lines: readonly T[]): readonly T[] {
  return lines.toSorted((left, right) => right.days - left.days);
}
