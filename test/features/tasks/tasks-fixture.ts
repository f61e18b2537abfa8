import { createAudit } from '../../../src/features/audit/index.js';
import { defaultCalendar, type WorkCalendar } from '../../../src/features/calendar/index.js';
import {
  createTasks,
  type NewTask,
  type Task,
  type TaskCommand,
} from '../../../src/features/tasks/index.js';
import type { Member, People } from '../../../src/features/people/index.js';
import { createOutbox, OutboxStore, outboxIndexes } from '../../../src/outbox/index.js';
import { createLogger } from '../../../src/shared/logger.js';
import { connectDatabase, ensureIndexes } from '../../../src/storage/index.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';
import { actorNamed, testPeople } from './people-of-test.js';
import { aNewTask } from './samples.js';
import { anySkillNames } from '../people/any-skill-names.js';

/** Friday in Berlin. */
export const friday = '2026-11-20T23:30:00Z';

export type TasksFixture = Awaited<ReturnType<typeof startTasksFixture>>;

/** The tasks feature on a database, with everything around it real but the people. */
export async function startTasksFixture() {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db, inTransaction, inGroupCommit } = database;
  const clock = new ManualClock(friday);
  const { audit, indexes: auditIndexes } = createAudit(db);
  const outbox = createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined });
  const logged: string[] = [];
  const logger = createLogger('warn', { write: (line) => void logged.push(line) });
  const calendars = new Map<string, WorkCalendar>();
  const newcomers: Member[] = [];
  const people: People = {
    ...testPeople,
    activeMembers: async (teamId) => {
      const came = newcomers.filter((each) => teamId === undefined || each.teamId === teamId);
      return [...(await testPeople.activeMembers(teamId)), ...came];
    },
  };
  const feature = createTasks({
    db,
    inTransaction,
    inGroupCommit,
    audit,
    outbox,
    people,
    skillNames: anySkillNames,
    calendars: {
      calendarsOf: async (ids) =>
        new Map(
          ids.flatMap((id) => {
            const calendar = calendars.get(id);
            return calendar ? [[id, calendar] as const] : [];
          }),
        ),
      calendarOfTeam: async ({ timeZone }) => defaultCalendar(timeZone),
    },
    clock,
    logger,
    checkSourceUrl: (url) => (url.startsWith('https://') ? null : 'Only https URLs are read.'),
  });
  const { tasks } = feature;
  await ensureIndexes(db, [...feature.indexes, ...auditIndexes, ...outboxIndexes]);
  let intents = 0;
  const newIntent = () => `intent-${(intents += 1)}`;

  return {
    ...feature,
    db,
    inTransaction,
    audit,
    clock,
    newIntent,
    logger,
    logged,
    /** Of members; the others work by their team's, Monday to Friday. */
    calendars,
    people,
    /** Active members beside those of every test. */
    newcomers,

    async clear(): Promise<void> {
      const collections = ['tasks', 'counters', 'audit_log', 'notification_logs'];
      await Promise.all(collections.map((name) => db.collection(name).deleteMany({})));
      calendars.clear();
      newcomers.length = 0;
      clock.set(friday);
    },

    async close(): Promise<void> {
      await database.close();
      await mongo.close();
    },

    /** Does it as Lea, the lead, when nobody is named. */
    async create(overrides: Partial<NewTask> = {}, by = 'lea'): Promise<Task> {
      const outcome = await tasks.create({
        task: aNewTask(overrides),
        actor: actorNamed(by),
        intentId: newIntent(),
      });
      if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome));
      return outcome.task;
    },

    change(
      by: string,
      taskId: string,
      command: TaskCommand,
      more: { intentId?: string; version?: number } = {},
    ) {
      return tasks.change({
        taskId,
        command,
        actor: actorNamed(by),
        intentId: newIntent(),
        ...more,
      });
    },

    /** @throws when the change is refused. */
    async changed(by: string, taskId: string, command: TaskCommand): Promise<Task> {
      const outcome = await this.change(by, taskId, command);
      if (outcome.kind !== 'changed') throw new Error(JSON.stringify(outcome));
      return outcome.task;
    },

    /** `receiver template` of every queued message, in the order of the receivers. */
    async queued(): Promise<string[]> {
      const entries = await db
        .collection<{ to: string; message: { template: string } }>('notification_logs')
        .find()
        .toArray();
      return entries.map(({ to, message }) => `${to} ${message.template}`).toSorted();
    },

    async actions(): Promise<unknown[]> {
      const entries = await db.collection('audit_log').find().toArray();
      return entries.map((entry) => entry['action']);
    },
  };
}
