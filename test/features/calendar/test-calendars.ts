import { createWorkLimits } from '../../../src/features/assignments/index.js';
import { type Audit, createAudit } from '../../../src/features/audit/index.js';
import { type CalendarFeature, createCalendars } from '../../../src/features/calendar/index.js';
import {
  createPeople,
  type MemberActor,
  type PeopleFeature,
} from '../../../src/features/people/index.js';
import { PeopleStore } from '../../../src/features/people/people-store.js';
import { createOutbox, OutboxStore, outboxIndexes } from '../../../src/outbox/index.js';
import type { Message } from '../../../src/shared/message.js';
import { connectDatabase, type Db, ensureIndexes } from '../../../src/storage/index.js';
import { keepingLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';
import { memberWith, teamWith } from '../people/samples.js';
import { anySkillNames } from '../people/any-skill-names.js';

/**
 * Calendars of a team `core` in Berlin, on a MongoDB of their own: the engineers `ana` (Berlin) and
 * `raj` (Kolkata), their manager `mia`, the admin `ada` and, in no team, the manager `max`.
 */
export interface TestCalendars {
  readonly db: Db;
  readonly calendars: CalendarFeature;
  readonly people: PeopleFeature;
  readonly audit: Audit;
  readonly clock: ManualClock;
  /** Warnings and errors. */
  readonly logged: readonly object[];
  actor(memberId: string): Promise<MemberActor>;
  /** What was queued, to whom, oldest first. */
  told(): Promise<readonly { to: string; message: Message }[]>;
  close(): Promise<void>;
}

const members = [
  memberWith({
    id: 'ana',
    name: 'Ana',
    slackId: 'UANA',
    teamId: 'core',
    timeZone: 'Europe/Berlin',
  }),
  memberWith({ id: 'raj', name: 'Raj', slackId: 'URAJ', teamId: 'core', timeZone: 'Asia/Kolkata' }),
  memberWith({ id: 'mia', name: 'Mia', slackId: 'UMIA', teamId: 'core', role: 'manager' }),
  memberWith({ id: 'ada', name: 'Ada', slackId: 'UADA', teamId: null, role: 'admin' }),
  memberWith({ id: 'max', name: 'Max', slackId: 'UMAX', teamId: null, role: 'manager' }),
];

/** @param now the instant at which the clock stands */
export async function startCalendars(now = '2026-11-20T09:00:00Z'): Promise<TestCalendars> {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db, inTransaction } = database;
  const clock = new ManualClock(now);
  const { audit, indexes } = createAudit(db);
  const { logger, logged } = keepingLogger();
  let count = 0;
  const base = {
    db,
    inTransaction,
    audit,
    outbox: createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined }),
    clock,
    newId: () => `id-${(count += 1)}`,
    logger,
  };
  const people = createPeople({
    ...base,
    firstAdminSlackIds: [],
    defaultTimeZone: 'UTC',
    workLimitsOf: createWorkLimits(db).workLimitsOf,
    skillNames: anySkillNames,
    suggestionFor: async () => null,
  });
  const calendars = createCalendars({ ...base, people: people.people });
  await ensureIndexes(db, [...indexes, ...outboxIndexes, ...people.indexes, ...calendars.indexes]);
  const store = new PeopleStore(db);
  await inTransaction(async (transaction) => {
    const team = { id: 'core', name: 'Core', managerIds: ['mia'], timeZone: 'Europe/Berlin' };
    await store.insertTeams([teamWith(team)], transaction);
    await store.insertMembers(members, transaction);
  });
  return {
    db,
    calendars,
    people,
    audit,
    clock,
    logged,
    async actor(memberId) {
      const actor = await people.people.actorById(memberId);
      if (!actor) throw new Error(`${memberId} is no member`);
      return actor;
    },
    told: () =>
      db
        .collection<{ to: string; message: Message }>('notification_logs')
        .find()
        .sort({ sequence: 1 })
        .toArray(),
    async close() {
      await database.close();
      await mongo.close();
    },
  };
}
