import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPeopleFile } from '../../../src/features/people/index.js';
import {
  joinTransactions,
  type SampleServices,
  seedSample,
} from '../../../src/local/sample/index.js';
import { defaultScoreWeights } from '../../../src/features/performance/index.js';
import { WorkStore } from '../../../src/scheduling/index.js';
import { createServices } from '../../../src/services.js';
import { projectRoot } from '../../../src/shared/project-root.js';
import { seededRandom } from '../../../src/shared/random.js';
import { newUuid } from '../../../src/shared/ids.js';
import { connectDatabase, type Database, ensureIndexes } from '../../../src/storage/index.js';
import { silentLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo, type TestMongo } from '../../support/mongo.js';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

let mongo: TestMongo;
let database: Database;
beforeAll(async () => {
  mongo = await startTestMongo();
  database = await connectDatabase(mongo.uri);
});
afterAll(async () => {
  await database.close();
  await mongo.close();
});

/** The services on an empty database, and how they make the sample, as a new process does. */
async function emptyDatabase() {
  const { db } = database;
  for (const { name } of await db.listCollections().toArray()) {
    await db.collection(name).deleteMany({});
  }
  const clock = new ManualClock('2026-11-20T08:00:00Z');
  const { inTransaction, together } = joinTransactions(database.inTransaction);
  const services = createServices({
    database: { db, inTransaction, inGroupCommit: inTransaction },
    settings: {
      firstAdminSlackIds: [],
      defaultTimeZone: 'UTC',
      measurementHosts: [],
      allowPrivateMeasurementAddresses: false,
      noticesPerDay: 20,
      approvalTimes: { remindEvery: 1, escalateAfter: 3 },
      scores: { windowDays: 30, weights: defaultScoreWeights },
      workload: { horizonDays: 10, underusedBelow: 0.5, overloadedAbove: 1 },
      archiveFolder: null,
    },
    clock,
    random: seededRandom(1),
    newId: newUuid,
    logger: silentLogger,
    work: new WorkStore(db),
    outbox: {
      enqueue: async () => {},
      rewrite: async () => false,
      cancel: async () => {},
      endHolds: async () => {},
      entry: async () => null,
      postedSince: async () => [],
      lastPosted: async () => null,
      noteActedOn: async () => {},
      tallySince: async () => [],
      waiting: async () => ({ count: 0, since: null }),
      failedSince: async () => 0,
      limitsAt: async () => [],
      counts: async () => ({}),
      latest: async () => [],
      retry: async () => false,
    },
  });
  await ensureIndexes(db, services.indexes);
  const sample: SampleServices = { ...services, together };
  const seed = (changed: Partial<SampleServices> = {}, at = '2026-11-20T08:00:00Z') => {
    clock.set(at);
    return seedSample({ ...sample, ...changed }, clock, seededRandom(7), 'Europe/Berlin');
  };
  return { sample, seed };
}

const collections = ['members', 'teams', 'tasks', 'measurements', 'audit_log'];

async function counts(): Promise<Record<string, number>> {
  const entries = collections.map(async (name): Promise<[string, number]> => {
    const documents = await database.db.collection(name).find().toArray();
    return [name, documents.length];
  });
  return Object.fromEntries(await Promise.all(entries));
}

let whole: Record<string, number>;
beforeAll(async () => {
  const { seed } = await emptyDatabase();
  await seed();
  whole = await counts();
});

const powerCut = () => Promise.reject(new Error('power cut'));

describe('the sample', () => {
  test('is made once, however often the bot starts', async () => {
    const { seed } = await emptyDatabase();
    await seed();
    await seed();

    expect(whole).toMatchObject({ members: 9, teams: 1, tasks: 19 });
    expect(await counts()).toEqual(whole);
  });

  test.each<keyof SampleServices>(['people', 'tasks', 'measurements'])(
    'that was cut short while making %s is completed as if it never had been',
    async (cut) => {
      const { sample, seed } = await emptyDatabase();
      const broken: Partial<SampleServices> = {
        people: { importPeople: powerCut },
        tasks: { tasks: { ...sample.tasks, create: powerCut } },
        measurements: { measurements: { ...sample.measurements, recordPast: powerCut } },
      }[cut as 'people' | 'tasks' | 'measurements'];

      await expect(seed(broken)).rejects.toThrow('power cut');
      await seed();

      expect(await counts()).toEqual(whole);
    },
  );

  test.each([
    ['Monday', '2026-11-16'],
    ['Sunday', '2026-11-22'],
  ])('has the question that README leads a newcomer to also on a %s', async (_, day) => {
    const { sample, seed } = await emptyDatabase();
    await seed({}, `${day}T08:00:00Z`);
    const [, name, metric] =
      /Act as \*\*(\w+)\*\*\. .* the bot asks for this week's (.+?)(?: \(.+\))?\. Press/.exec(
        readme,
      ) ?? [];
    const { people, measurements } = sample;
    const [team] = await people.teams();
    const member = (await people.activeMembers()).find((each) => each.name.startsWith(`${name} `));
    const asked = member?.slackId && (await people.actorBySlackId(member.slackId));
    if (!team || !asked) throw new Error(`README names ${name}, who is not in the sample`);

    const week = { team, bucket: '2026-W47', cadence: 'weekly', dryRun: false } as const;
    await measurements.measureDue(week);

    const questions = await measurements.openQuestionsTo(asked);
    expect(questions.map(({ task }) => task.monitoring.metric)).toEqual([metric]);
  });

  test('is kept out of a database that holds a team of its own', async () => {
    const { sample, seed } = await emptyDatabase();
    const ours = {
      teams: [{ name: 'Ours', channel: 'C0OURS', managers: ['U0ADA'], time_zone: 'UTC' }],
      members: [{ slack_id: 'U0ADA', name: 'Ada', role: 'manager', time_zone: 'UTC' }],
    };
    const read = readPeopleFile(JSON.stringify(ours), 'json');
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    await sample.importPeople(read.rows, { dryRun: false });
    await seed();

    expect(await counts()).toMatchObject({ members: 1, teams: 1, tasks: 0, measurements: 0 });
  });
});
