import { performance } from 'node:perf_hooks';
import { createApprovals } from '../src/features/approvals/index.js';
import { createAudit } from '../src/features/audit/index.js';
import { addLocalDays, defaultCalendar } from '../src/features/calendar/index.js';
import { createEvaluations } from '../src/features/evaluations/index.js';
import { HomeChanges } from '../src/features/home-changes.js';
import { createMeasurements } from '../src/features/measurements/index.js';
import { createTasks, type Task } from '../src/features/tasks/index.js';
import { createOutbox, OutboxStore, outboxIndexes } from '../src/outbox/index.js';
import { createLogger } from '../src/shared/logger.js';
import { connectDatabase, type Database, type Db, ensureIndexes } from '../src/storage/index.js';
import type { BenchRow } from './bench-row.js';
import { benchPeople, team } from './bench-people.js';
import { startLocalStore } from './local-store.js';
import { seededRandom, syntheticTask } from './monitored-tasks.js';
import { watchMemory } from './watch-memory.js';
import { anySkillNames } from '../test/features/people/any-skill-names.js';

const days = 90;
const startDate = '2026-08-01';
const endDate = addLocalDays(startDate, days - 1);
const clock = { now: () => new Date(`${addLocalDays(endDate, 1)}T08:00:00Z`) };
const insertedTogether = 1_000;

type Stored = { _id: string; [field: string]: unknown };

/**
 * Evaluates `taskCount` tasks of 90 days whose period has ended, from reading them in the local
 * store to their queued messages. The reference reads the same readings in one go and writes the
 * same documents in large batches, without deciding anything and without transactions. The store
 * has a process of its own.
 */
export async function benchEvaluationRun(taskCount = 10_000): Promise<BenchRow[]> {
  const store = await startLocalStore();
  const database = await connectDatabase(store.uri);
  try {
    const { evaluations } = await wire(database);
    await fill(database.db, taskCount);
    await store.memory();
    const memory = watchMemory();
    const started = performance.now();
    const { tasks } = await evaluations.evaluateDue({ dryRun: false });
    const seconds = (performance.now() - started) / 1000;
    const { beforeMb, peakMb } = memory.stop();
    const { ownPeakMb, fileMb } = await store.memory();
    const failed = tasks.filter(({ outcome }) => outcome !== 'evaluated');
    if (tasks.length !== taskCount || failed.length > 0) throw new Error(JSON.stringify(failed[0]));
    const referenceSeconds = await bareReadAndWrite(database.db);
    const name = `evaluation run of ${taskCount} tasks x ${days} days`;
    return [
      {
        name,
        value: seconds,
        unit: 's',
        reference: 'one read and batched inserts of the same documents by the driver',
        referenceValue: referenceSeconds,
        ratio: referenceSeconds / seconds,
        budget: '<= 60 s',
      },
      {
        name: `${name}, memory of bot (${Math.round(peakMb)} MB) and local store (${Math.round(ownPeakMb)} MB; pages of files apart: ${Math.round(fileMb)} MB)`,
        value: peakMb + ownPeakMb,
        unit: 'MB',
        reference: 'the bot before the run',
        referenceValue: beforeMb,
        ratio: beforeMb / (peakMb + ownPeakMb),
        budget: '<= 500 MB',
      },
    ];
  } finally {
    await database.close();
    await store.close();
  }
}

async function wire({ db, inTransaction, inGroupCommit }: Database) {
  const { audit, indexes: auditIndexes } = createAudit(db);
  const outbox = createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined });
  const logger = createLogger('silent');
  const common = { db, inTransaction, audit, outbox, people: benchPeople, clock, logger };
  const teamsCalendars = {
    calendarsOf: async () => new Map(),
    calendarOfTeam: async ({ timeZone }: { timeZone: string }) => defaultCalendar(timeZone),
  };
  const tasks = createTasks({
    ...common,
    skillNames: anySkillNames,
    inGroupCommit,
    calendars: teamsCalendars,
    checkSourceUrl: () => null,
  });
  const measurements = createMeasurements({
    ...common,
    tasks: tasks.tasks,
    homeChanges: new HomeChanges(),
    calendars: teamsCalendars,
    random: () => 0,
    http: { allowedHosts: [], allowPrivateAddresses: false },
  });
  const approvals = createApprovals({
    ...common,
    calendars: { calendarsOf: async () => new Map() },
  });
  const evaluations = createEvaluations({
    ...common,
    tasks: tasks.tasks,
    measurements: measurements.measurements,
    approvals: approvals.approvals,
    levelsToConfirm: async () => [],
  });
  const own = [tasks, measurements, evaluations].flatMap(({ indexes }) => indexes);
  await ensureIndexes(db, [...own, ...auditIndexes, ...outboxIndexes]);
  return evaluations;
}

async function fill(db: Db, taskCount: number): Promise<void> {
  const random = seededRandom(1);
  const readings = new BatchedInserts(db, 'measurements');
  const tasks = new BatchedInserts(db, 'tasks');
  for (let number = 1; number <= taskCount; number += 1) {
    const { points, baseline, direction, target, cadence, period } = syntheticTask(days, random);
    const firstBucket = (period?.lastBucket ?? 0) - days + 1;
    const id = `T-${number}`;
    const { id: _id, ...task } = monitoredTask(id, number, { baseline, direction, target });
    await tasks.add({ _id, ...task });
    for (const { t, y } of points) {
      if (y === null) continue;
      const bucket = addLocalDays(startDate, t - firstBucket);
      await readings.add({
        _id: `${id}/${bucket}`,
        taskId: id,
        bucket,
        cadence,
        value: y,
        takenAt: clock.now(),
        takenBy: 'ana',
        corrections: [],
      });
    }
  }
  await Promise.all([readings.flush(), tasks.flush()]);
}

type Goal = Pick<NonNullable<Task['monitoring']>, 'baseline' | 'direction' | 'target'>;

function monitoredTask(id: string, number: number, goal: Goal): Task {
  return {
    id,
    number,
    title: `Task ${number}`,
    notes: null,
    status: 'in progress',
    blockedReason: null,
    priority: 'normal',
    teamId: team.id,
    assigneeId: 'ana',
    createdById: 'max',
    dueOn: null,
    estimatedHours: null,
    requiredSkills: [],
    pinned: false,
    dependsOn: [],
    actualHours: null,
    completionNotes: null,
    monitoring: {
      metric: 'Requests per second',
      unit: 'rps',
      ...goal,
      cadence: 'daily',
      source: { kind: 'manual' },
      startDate,
      endDate,
      extensionCount: 0,
      maximumExtensions: 2,
      state: 'active',
      evaluatedAt: null,
      recommendation: null,
      evaluationNotes: null,
    },
    createdAt: clock.now(),
    startedAt: clock.now(),
    completedAt: null,
    version: 1,
  };
}

class BatchedInserts {
  readonly #collection;
  #waiting: Stored[] = [];

  constructor(db: Db, name: string) {
    this.#collection = db.collection<Stored>(name);
  }

  async add(document: Stored): Promise<void> {
    this.#waiting.push(document);
    if (this.#waiting.length >= insertedTogether) await this.flush();
  }

  async flush(): Promise<void> {
    const documents = this.#waiting;
    this.#waiting = [];
    if (documents.length > 0) await this.#collection.insertMany(documents, { ordered: false });
  }
}

const written = ['tasks', 'task_evaluations', 'task_summaries', 'audit_log', 'notification_logs'];

/** @returns the seconds that reading all readings and writing all results take, and no more. */
async function bareReadAndWrite(db: Db): Promise<number> {
  let seconds = 0;
  const time = async <T>(work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    seconds += (performance.now() - started) / 1000;
    return result;
  };
  await time(async () => {
    for await (const reading of db.collection('measurements').find()) void reading;
  });
  for (const name of written) {
    const copy = new BatchedInserts(db, `copy_of_${name}`);
    for await (const document of db.collection<Stored>(name).find()) {
      await time(() => copy.add(document));
    }
    await time(() => copy.flush());
  }
  return seconds;
}
