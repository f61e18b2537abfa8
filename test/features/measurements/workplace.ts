import { createAudit } from '../../../src/features/audit/index.js';
import { HomeChanges } from '../../../src/features/home-changes.js';
import { createMeasurements, sourceUrlCheck } from '../../../src/features/measurements/index.js';
import type { People } from '../../../src/features/people/index.js';
import { createTasks, type Task, type Tasks } from '../../../src/features/tasks/index.js';
import { createOutbox, OutboxStore, outboxIndexes } from '../../../src/outbox/index.js';
import { connectDatabase, type Database, ensureIndexes } from '../../../src/storage/index.js';
import { keepingLogger, silentLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';
import { CalendarsOfTest } from './calendars-of-test.js';
import { people as crew, tasksOf } from './crew.js';
import { anySkillNames } from '../people/any-skill-names.js';

const sourceLimits = { allowedHosts: ['127.0.0.1'], allowPrivateAddresses: true };

/** A queued message, as far as these tests look at it. */
export interface Queued {
  readonly _id: string;
  readonly to: string;
  readonly key: string;
  readonly message: { readonly template: string; readonly view: Record<string, unknown> };
  readonly expiresAt: Date;
}

/** The measurements feature on a MongoDB of its own. */
export class Workplace {
  readonly clock = new ManualClock('2026-11-20T08:00:00Z');
  /** Of those who work from Monday to Friday, 9 to 17; tests put in what is otherwise. */
  readonly calendars = new CalendarsOfTest();
  readonly #mongo: TestMongo;
  readonly #database: Database;

  private constructor(mongo: TestMongo, database: Database) {
    this.#mongo = mongo;
    this.#database = database;
  }

  static async open(): Promise<Workplace> {
    const mongo = await startTestMongo();
    return new Workplace(mongo, await connectDatabase(mongo.uri));
  }

  async close(): Promise<void> {
    await this.#database.close();
    await this.#mongo.close();
  }

  /** An empty database, Friday 20 November 2026, 9 o'clock in Berlin. */
  async start(tasks: Task[], people: People = crew) {
    await this.#empty();
    return this.#compose(tasksOf(tasks), people);
  }

  /** The same with the tasks that the bot itself keeps. */
  async startWithRealTasks() {
    await this.#empty();
    const { db, inTransaction, inGroupCommit } = this.#database;
    const { audit, indexes } = createAudit(db);
    const { tasks, indexes: taskIndexes } = createTasks({
      db,
      inTransaction,
      inGroupCommit,
      audit,
      outbox: createOutbox({ store: new OutboxStore(db), clock: this.clock, wake: () => {} }),
      people: crew,
      skillNames: anySkillNames,
      calendars: this.calendars,
      clock: this.clock,
      logger: silentLogger,
      checkSourceUrl: sourceUrlCheck(sourceLimits),
    });
    await ensureIndexes(db, [...indexes, ...taskIndexes]);
    const measurements = await this.#compose(tasks, crew);
    tasks.onTaskAssigned(measurements.askAtOnce);
    tasks.onMonitoringResumed(measurements.askAtOnce);
    return { ...measurements, tasks, inTransaction };
  }

  async #empty(): Promise<void> {
    const { db } = this.#database;
    for (const { name } of await db.listCollections().toArray()) {
      await db.collection(name).deleteMany({});
    }
    this.clock.set('2026-11-20T08:00:00Z');
    this.calendars.own.clear();
  }

  async #compose(tasks: Tasks, people: People) {
    const { db, inTransaction } = this.#database;
    const audit = createAudit(db);
    const store = new OutboxStore(db);
    const { logger, logged } = keepingLogger();
    const feature = createMeasurements({
      db,
      inTransaction,
      audit: audit.audit,
      outbox: createOutbox({ store, clock: this.clock, wake: () => {} }),
      people,
      calendars: this.calendars,
      tasks,
      homeChanges: new HomeChanges(),
      clock: this.clock,
      random: () => 0,
      logger,
      http: sourceLimits,
    });
    await ensureIndexes(db, [...outboxIndexes, ...audit.indexes, ...feature.indexes]);
    return {
      ...feature,
      logged,
      audit: audit.audit,
      queued: () =>
        db.collection<Queued>('notification_logs').find().sort({ sequence: 1 }).toArray(),
      count: async (collection: string) =>
        (await db.collection(collection).find().toArray()).length,
    };
  }
}
