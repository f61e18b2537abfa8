import { workHandlers } from '../../../jobs/work-handlers.js';
import {
  type MemberActor,
  readPeopleFile,
  systemActor,
} from '../../../src/features/people/index.js';
import { defaultScoreWeights } from '../../../src/features/performance/index.js';
import type { NewTask, Task, TaskCommand } from '../../../src/features/tasks/index.js';
import { createOutbox, OutboxStore } from '../../../src/outbox/index.js';
import { doDueWork, WorkStore } from '../../../src/scheduling/index.js';
import { createServices } from '../../../src/services.js';
import { newUuid } from '../../../src/shared/ids.js';
import { seededRandom } from '../../../src/shared/random.js';
import { connectDatabase, ensureIndexes } from '../../../src/storage/index.js';
import { silentLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';

/** Monday morning, 10:00, where everybody works. */
export const monday = '2026-11-23T10:00:00Z';

export interface Colleague {
  readonly name: string;
  readonly role?: 'engineer' | 'lead' | 'manager' | 'admin';
  readonly skills?: string;
  readonly hours?: number;
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** All services on a database of their own, with one team; nothing is sent or scheduled. */
export async function openOffice(
  colleagues: readonly Colleague[],
  archiveFolder: string | null = null,
) {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db } = database;
  const clock = new ManualClock(monday);
  const work = new WorkStore(db);
  const services = createServices({
    database,
    settings: {
      firstAdminSlackIds: [],
      defaultTimeZone: 'UTC',
      measurementHosts: [],
      allowPrivateMeasurementAddresses: false,
      noticesPerDay: 20,
      approvalTimes: { remindEvery: 1, escalateAfter: 3 },
      scores: { windowDays: 30, weights: defaultScoreWeights },
      workload: { horizonDays: 10, underusedBelow: 0.5, overloadedAbove: 1 },
      archiveFolder,
    },
    clock,
    random: seededRandom(1),
    newId: newUuid,
    logger: silentLogger,
    outbox: createOutbox({ store: new OutboxStore(db), clock, wake: () => {} }),
    work,
  });
  await ensureIndexes(db, services.indexes);
  const { assignments, people, tasks } = services;
  const read = readPeopleFile(peopleFile(colleagues), 'json');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  await services.importPeople(read.rows, { dryRun: false });
  const members = await people.activeMembers();
  const [team] = await people.teams();
  if (!team) throw new Error('no team');
  let intents = 0;
  const intent = () => `intent-${(intents += 1)}`;
  const idOf = (name: string) => {
    const member = members.find((each) => each.name === name);
    if (!member) throw new Error(`nobody is called ${name}`);
    return member.id;
  };

  async function actor(name: string): Promise<MemberActor> {
    const found = await people.actorById(idOf(name));
    if (!found) throw new Error(`${name} has left`);
    return found;
  }

  return {
    ...services,
    db,
    clock,
    team,
    idOf,
    intent,
    actor,
    nameOf: (id: string) => members.find((each) => each.id === id)?.name ?? id,

    async task(given: Partial<NewTask> = {}): Promise<Task> {
      const task = {
        title: 'A task',
        notes: null,
        priority: 'normal',
        teamId: team.id,
        assigneeId: null,
        dueOn: null,
        estimatedHours: 4,
        monitoring: null,
        ...given,
      } as const;
      const outcome = await tasks.create({ task, actor: systemActor, intentId: intent() });
      if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome));
      return outcome.task;
    },

    async change(name: string, taskId: string, command: TaskCommand) {
      const outcome = await tasks.change({
        actor: await actor(name),
        intentId: intent(),
        taskId,
        command,
      });
      if (outcome.kind !== 'changed') throw new Error(outcome.kind);
      return outcome;
    },

    /** Does what follows from the changes so far. */
    settle: () =>
      doDueWork({ store: work, handlers: workHandlers(services), clock, logger: silentLogger }),

    /** The assignment of the hour that it is. */
    assignHour: () => assignments.assignHourly(team, clock.now().toISOString().slice(0, 13)),

    async removeMember(name: string): Promise<void> {
      const outcome = await services.memberAdministration.remove({
        actor: systemActor,
        intentId: intent(),
        memberId: idOf(name),
      });
      if (outcome.kind !== 'removed') throw new Error(outcome.kind);
    },

    offerTo: (name: string) => assignments.openOfferOf(idOf(name)),

    async answer(name: string, how: 'accept' | 'postpone', offerId: string) {
      return assignments[how]({ actor: await actor(name), intentId: intent(), offerId });
    },

    async decline(name: string, offerId: string, kind: 'no time' | 'skills' = 'no time') {
      const decline = { kind, note: null };
      return assignments.decline({
        actor: await actor(name),
        intentId: intent(),
        offerId,
        decline,
      });
    },

    /** Monday morning again, with the same people and nothing done yet. */
    async clear(): Promise<void> {
      const kept = new Set(['members', 'teams']);
      for (const { name } of await db.listCollections().toArray()) {
        if (!kept.has(name)) await db.collection(name).deleteMany({});
      }
      await db.collection('members').updateMany({}, { $set: { active: true } });
      clock.set(monday);
    },

    async close(): Promise<void> {
      await services.close();
      await database.close();
      await mongo.close();
    },
  };
}

function peopleFile(colleagues: readonly Colleague[]): string {
  const slackIdOf = (name: string) => `U0${name.toUpperCase()}`;
  return JSON.stringify({
    teams: [
      {
        name: 'Core',
        channel: 'C0CORE',
        managers: colleagues
          .filter(({ role }) => role === 'manager' || role === 'admin')
          .map(({ name }) => slackIdOf(name)),
        time_zone: 'UTC',
      },
    ],
    members: colleagues.map(({ name, role = 'engineer', skills, hours }) => ({
      slack_id: slackIdOf(name),
      name,
      role,
      team: 'Core',
      time_zone: 'UTC',
      ...(skills !== undefined && { skills }),
      ...(hours !== undefined && { weekly_capacity_hours: hours }),
    })),
  });
}
