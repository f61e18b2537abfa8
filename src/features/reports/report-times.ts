import { millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import { addLocalDays, clockOf, isoWeekOf, type LocalDay, localDayOf } from '../calendar/index.js';
import { durationText } from '../duration-text.js';
import { lastDayOf } from '../measurements/index.js';
import type { Team } from '../people/index.js';

/** A report of one period that has become due. */
export interface DueReport {
  /** A local day of the team, `YYYY-MM-DD`, or an ISO week, `YYYY-Www`. */
  readonly period: string;
  readonly dueAt: Date;
}

const dailyReportMinute = 8 * 60;
/** Later in the day, people know what it would have told them. */
const dailyUsefulMs = 8 * millisecondsInHour;
const digestUsefulMs = 48 * millisecondsInHour;

/** When the report of `day` is due: at 08:00 on the team's clocks. */
export function dailyReportTime({ timeZone }: Pick<Team, 'timeZone'>, day: LocalDay): Date {
  return clockOf(day, timeZone)(dailyReportMinute);
}

/** The daily report that is due at `now`; null before its hour, and once it has become useless. */
export function dueDailyReport(team: Pick<Team, 'timeZone'>, now: Date): DueReport | null {
  const period = localDayOf(now, team.timeZone);
  return ifUseful({ period, dueAt: dailyReportTime(team, period) }, now, dailyUsefulMs);
}

type DigestTime = Pick<Team, 'timeZone' | 'digestDay' | 'digestHour'>;

/** The digest that is due at `now`: that of the ISO week, from the team's day and hour on. */
export function dueDigest(team: DigestTime, now: Date): DueReport | null {
  const today = localDayOf(now, team.timeZone);
  const dueIn = (period: string) =>
    ifUseful({ period, dueAt: digestTime(team, period) }, now, digestUsefulMs);
  return dueIn(isoWeekOf(today)) ?? dueIn(isoWeekOf(addLocalDays(today, -7)));
}

/** When the digest of `week`, `YYYY-Www`, is due: at the team's day and hour. */
export function digestTime({ timeZone, digestDay, digestHour }: DigestTime, week: string): Date {
  const dueDay = addLocalDays(lastDayOf(week), digestDay - 7);
  return clockOf(dueDay, timeZone)(digestHour * 60);
}

function ifUseful(report: DueReport, now: Date, usefulMs: number): DueReport | null {
  const lateMs = now.getTime() - report.dueAt.getTime();
  return lateMs >= 0 && lateMs < usefulMs ? report : null;
}

/** Until when it is worth posting. */
export function uselessFrom(kind: 'daily' | 'digest', dueAt: Date): Date {
  return new Date(dueAt.getTime() + (kind === 'daily' ? dailyUsefulMs : digestUsefulMs));
}

/** Jobs look what is due once a minute; what is shorter than this is not worth a word. */
const noticeableMs = 10 * millisecondsInMinute;

/** How late something due at `dueAt` is at `now`, such as `2 h 12 min`; null when it hardly is. */
export function latenessText(dueAt: Date, now: Date): string | null {
  const lateMs = now.getTime() - dueAt.getTime();
  return lateMs < noticeableMs ? null : durationText(lateMs);
}
