import { type Message, message } from '../../shared/message.js';
import { localDayAndTime, localDayOf, type LocalDay } from '../calendar/index.js';
import type { Team } from '../people/index.js';
import { assumedHours } from '../workload/index.js';
import type { Report, ReportKind } from './report.js';
import { latenessText } from './report-times.js';
import type { Load, TeamFigures } from './team-figures.js';

/** The templates of the reports, as the ledger knows them. */
export const templates: Readonly<Record<ReportKind, string>> = {
  daily: 'reports/daily',
  digest: 'reports/digest',
};

/** The report that was due at `dueAt`, as people call it, to begin a sentence with. */
export function reportName(kind: ReportKind, dueAt: Date, { timeZone }: Team): string {
  const day = dayText(localDayOf(dueAt, timeZone));
  return `The ${kind === 'daily' ? 'report' : 'digest'} of ${day}`;
}

export function reportMessage(report: Report, team: Team): Message {
  const { figures, gap, score } = report;
  const view = { ...figuresView(figures), ...originView(report, team), gap };
  return report.kind === 'daily'
    ? message('reports/daily', { ...view, score, day: dayText(report.period) })
    : message('reports/digest', {
        ...view,
        firstDay: dayText(localDayOf(report.from, team.timeZone)),
        lastDay: dayText(localDayOf(report.until, team.timeZone)),
        week: report.period,
      });
}

/** The digest as it would be now, to one reader. */
export function previewMessage(figures: TeamFigures, team: Team, from: Date): Message {
  return message('reports/digest-preview', {
    ...figuresView(figures),
    team: team.name,
    since: localDayAndTime(from, team.timeZone),
  });
}

function originView({ until, computedAt, correctedAt, from }: Report, { name, timeZone }: Team) {
  return {
    team: name,
    since: localDayAndTime(from, timeZone),
    late: latenessText(until, computedAt),
    corrected: correctedAt && localDayAndTime(correctedAt, timeZone),
  };
}

function figuresView(figures: TeamFigures) {
  const { completed, decided, extended, waiting, overdue, dueToday, blocked, gaps } = figures;
  return {
    completed,
    decided,
    waiting,
    overdue,
    blocked,
    gaps,
    dueToday: dueToday.map(({ dayOff, ...line }) => ({
      ...line,
      dayOff: dayOff && dayText(dayOff),
    })),
    extended: extended.map((line) => ({ ...line, until: dayText(line.until) })),
    load: figures.load && loadView(figures.load),
    highlight: figures.highlight && {
      ...figures.highlight,
      changePercent: signed(figures.highlight.changePercent),
    },
    memberCount: figures.memberCount,
    unavailable: figures.unavailable,
  };
}

function loadView({ openHours, workingHours }: Load) {
  const shown = { openHours: rounded(openHours), workingHours: rounded(workingHours) };
  return {
    ...shown,
    share: shown.workingHours === 0 ? null : shown.openHours / shown.workingHours,
    assumedHours,
  };
}

function signed(percent: number): string {
  const shown = rounded(percent);
  return shown > 0 ? `+${shown}` : String(shown).replace('-', '−');
}

function rounded(figure: number): number {
  return Math.round(figure * 10) / 10;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** `Friday 20 November` */
function dayText(day: LocalDay): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}
