import { millisecondsInWeek } from 'date-fns/constants';
import type { OutgoingMessage } from '../../outbox/index.js';
import { isDuplicateKey } from '../../storage/index.js';
import { addWorkingDays, isWorkingDay, type LocalDay } from '../calendar/index.js';
import { lastGap } from '../deliveries/index.js';
import { systemActor, type Team } from '../people/index.js';
import { smallestGroupShown } from '../smallest-group-shown.js';
import { gatherFigures } from './gather-figures.js';
import { type MeanScore, type Report, type ReportKind, reportIdOf } from './report.js';
import type { ReportDeps } from './report-deps.js';
import { reportMessage, reportName, templates } from './report-messages.js';
import { dailyReportTime, digestTime, type DueReport, uselessFrom } from './report-times.js';
import { isEmpty } from './team-figures.js';

/** What became of a report that was due. */
export type Published = 'posted' | 'silent' | 'made before';

/**
 * Makes the report of `day` and queues it for the team's channel; silent on days on which the team
 * does not work. It tells of the time since the report of the working day before.
 */
export async function publishDaily(
  deps: ReportDeps,
  team: Team,
  day: LocalDay,
): Promise<Published> {
  const calendar = await deps.calendars.calendarOfTeam(team);
  const previous = addWorkingDays(calendar, day, -1);
  if (!isWorkingDay(calendar, day) || previous === undefined) return 'silent';
  const due = { period: day, dueAt: dailyReportTime(team, day) };
  return publish(deps, 'daily', team, due, dailyReportTime(team, previous));
}

/** Makes the digest of `week`, of the time since the one before, and queues it. */
export async function publishDigest(
  deps: ReportDeps,
  team: Team,
  week: string,
): Promise<Published> {
  const dueAt = digestTime(team, week);
  const from = await digestBegins(deps, team, dueAt);
  return publish(deps, 'digest', team, { period: week, dueAt }, from);
}

/** A digest that was left out is made up for by the next one, up to this far back. */
const longestDigestMs = 2 * millisecondsInWeek;

/** From when on a digest made at `until` tells: where the one before ended. */
export async function digestBegins(
  { store }: Pick<ReportDeps, 'store'>,
  { id }: Pick<Team, 'id'>,
  until: Date,
): Promise<Date> {
  const [previous] = await store.latest(id, 'digest', 1);
  const sinceMs = previous ? until.getTime() - previous.until.getTime() : Infinity;
  return sinceMs > 0 && sinceMs <= longestDigestMs && previous
    ? previous.until
    : new Date(until.getTime() - millisecondsInWeek);
}

async function publish(
  deps: ReportDeps,
  kind: ReportKind,
  team: Team,
  { period, dueAt }: DueReport,
  from: Date,
): Promise<Published> {
  const { store, outbox, inTransaction, clock } = deps;
  const id = reportIdOf({ kind, teamId: team.id, period });
  const [figures, gap, score] = await Promise.all([
    gatherFigures(deps, team, from, dueAt),
    gapBefore(deps, kind, team, dueAt),
    kind === 'daily' ? meanScoreOf(deps, team) : null,
  ]);
  const outcome = isEmpty(figures) ? 'silent' : 'posted';
  const report: Report = {
    id,
    kind,
    teamId: team.id,
    period,
    from,
    until: dueAt,
    figures,
    gap,
    score,
    outcome,
    computedAt: clock.now(),
    correctedAt: null,
    version: 1,
  };
  try {
    await inTransaction(async (transaction) => {
      await store.insert(report, transaction);
      if (outcome === 'posted') await outbox.enqueue([outgoing(report, team)], transaction);
    });
    return outcome;
  } catch (error) {
    if (isDuplicateKey(error)) return 'made before';
    throw error;
  }
}

/** What there is to say about the delivery of the report of that kind before the one due at `dueAt`. */
function gapBefore(
  { outbox }: Pick<ReportDeps, 'outbox'>,
  kind: ReportKind,
  team: Team,
  dueAt: Date,
): Promise<string | null> {
  const last = { receiver: team.channelId, template: templates[kind], before: dueAt };
  return lastGap(outbox, last, (due) => reportName(kind, due, team));
}

async function meanScoreOf(
  { performance }: Pick<ReportDeps, 'performance'>,
  team: Team,
): Promise<MeanScore | null> {
  const found = await performance.lookAtTeam({
    actor: systemActor,
    intentId: `report of ${team.id}`,
    teamId: team.id,
  });
  if (found.kind !== 'team score') return null;
  const { mean, scored } = found.score;
  return mean === null || scored < smallestGroupShown ? null : { mean, scored };
}

/** The report as a message; each version edits the one before it in place. */
export function outgoing(report: Report, team: Team): OutgoingMessage {
  return {
    id: `report/${report.id}/${report.version}`,
    key: `report/${report.id}`,
    to: team.channelId,
    dueAt: report.until,
    dataAsOf: report.correctedAt ?? report.computedAt,
    message: reportMessage(report, team),
    expiresAt: uselessFrom(report.kind, report.correctedAt ?? report.until),
  };
}
