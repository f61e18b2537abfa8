import { defaultCalendar } from '../../../src/features/calendar/index.js';
import type { Evaluation } from '../../../src/features/evaluations/index.js';
import type { Measurement } from '../../../src/features/measurements/index.js';
import type { People, Team } from '../../../src/features/people/index.js';
import { teamScoreOf } from '../../../src/features/performance/team-score.js';
import { createReports } from '../../../src/features/reports/index.js';
import type { Task } from '../../../src/features/tasks/index.js';
import { createOutbox, OutboxStore, outboxIndexes } from '../../../src/outbox/index.js';
import { connectDatabase, ensureIndexes } from '../../../src/storage/index.js';
import { keepingLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';
import { memberWith } from '../people/samples.js';

export interface Posted {
  readonly _id: string;
  readonly to: string;
  readonly key: string;
  readonly editsOnly?: boolean;
  readonly message: { readonly template: string; readonly view: Record<string, unknown> };
}

export type ReportsBench = Awaited<ReturnType<typeof startReportsBench>>;

/** Reports on a database, of teams whose tasks, decisions and readings the test sets. */
export async function startReportsBench(teams: readonly Team[]) {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db, inTransaction } = database;
  const clock = new ManualClock('2026-11-16T08:00:00Z');
  const { logger, logged } = keepingLogger();
  const outbox = createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined });
  const state = {
    tasks: [] as readonly Task[],
    settled: [] as readonly Evaluation[],
    readings: new Map<string, readonly Measurement[]>(),
    scores: [] as readonly number[],
    /** Hours of work and of time, by member. */
    loads: [] as readonly (readonly [number, number])[],
  };
  const feature = createReports({
    db,
    inTransaction,
    outbox,
    clock,
    logger,
    people: {
      activeMembers: async (teamId?: string) =>
        ['ana', 'bo', 'cy', 'di', 'ed'].map((id) =>
          memberWith({ id, name: id, teamId: teamId ?? null }),
        ),
      teams: async () => teams,
    } as Pick<People, 'activeMembers' | 'teams'> as People,
    tasks: {
      ongoingOrCompletedSince: async (teamId) =>
        state.tasks.filter((task) => task.teamId === teamId),
    },
    evaluations: {
      settledBetween: async (teamId, from, until) =>
        state.settled.filter(
          ({ settlement, ...evaluation }) =>
            evaluation.teamId === teamId &&
            settlement !== null &&
            from <= settlement.at &&
            settlement.at < until,
        ),
    },
    measurements: {
      ofTask: async () => [],
      ofTasks: async () => state.readings,
      readingCalendars: async () => new Map(),
    },
    performance: {
      lookAtTeam: async () => ({
        kind: 'team score' as const,
        team: teams[0] as Team,
        score: teamScoreOf(state.scores),
        byMember: null,
      }),
    },
    workload: {
      loadsOfTeam: async (loaded, horizon = { from: clock.now(), to: clock.now() }) => {
        const members = state.loads.map(([loadHours, capacityHours]) => ({
          member: memberWith({ id: 'ana', name: 'Ana' }),
          tasks: [],
          loadHours,
          capacityHours,
          share: null,
          state: 'balanced' as const,
        }));
        return { team: loaded, horizon, members, calendars: new Map(), unassigned: [] };
      },
    },
    calendars: {
      calendarOfTeam: async ({ timeZone }) => defaultCalendar(timeZone),
      calendarsOf: async (ids) => new Map(ids.map((id) => [id, defaultCalendar('UTC')])),
    },
  });
  await ensureIndexes(db, [...feature.indexes, ...outboxIndexes]);
  return {
    ...feature,
    db,
    clock,
    state,
    logged,
    posted: () => db.collection<Posted>('notification_logs').find().sort({ queuedAt: 1 }).toArray(),
    /** As if the delivery had come to that with all that waits. */
    settle: (status: 'sent' | 'expired') =>
      db.collection('notification_logs').updateMany({}, { $set: { status } }),
    clear: async () => {
      for (const name of ['notification_logs', 'reports']) await db.collection(name).deleteMany({});
      Object.assign(state, { tasks: [], settled: [], readings: new Map(), scores: [], loads: [] });
    },
    close: async () => {
      await database.close();
      await mongo.close();
    },
  };
}
