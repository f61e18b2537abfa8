import { createApprovals } from '../../../src/features/approvals/index.js';
import { createAudit } from '../../../src/features/audit/index.js';
import {
  addLocalDays,
  defaultCalendar,
  type Leave,
  type WorkCalendar,
} from '../../../src/features/calendar/index.js';
import type { ChatReply, ModalReply } from '../../../src/features/chat.js';
import type { DecisionInput } from '../../../src/features/evaluations/rule/decision-input.js';
import type { RemindReport } from '../../../src/features/evaluations/approvals/remind.js';
import type { Evaluation } from '../../../src/features/evaluations/evaluation.js';
import { createEvaluations } from '../../../src/features/evaluations/index.js';
import { HomeChanges } from '../../../src/features/home-changes.js';
import {
  bucketOf,
  createMeasurements,
  type Measurements,
} from '../../../src/features/measurements/index.js';
import type { MemberActor, People, Team } from '../../../src/features/people/index.js';
import {
  createTasks,
  type NewMonitoring,
  type NewTask,
  type Task,
} from '../../../src/features/tasks/index.js';
import {
  createOutbox,
  type Outbox,
  OutboxStore,
  outboxIndexes,
} from '../../../src/outbox/index.js';
import type { ActionButton } from '../../../src/shared/message.js';
import type { ModalValues } from '../../../src/shared/modal.js';
import { connectDatabase, ensureIndexes } from '../../../src/storage/index.js';
import { keepingLogger } from '../../support/logger.js';
import { ManualClock } from '../../support/manual-clock.js';
import { startTestMongo } from '../../support/mongo.js';
import { actorNamed, system, testPeople } from '../tasks/people-of-test.js';
import { aNewMonitoring, aNewTask } from '../tasks/samples.js';
import { anySkillNames } from '../people/any-skill-names.js';

/** Monday. */
export const startDate = '2026-10-19';

/** A card or notice as the outbox holds it. */
export interface Queued {
  readonly _id: string;
  readonly to: string;
  readonly key?: string;
  readonly message: {
    readonly template: string;
    readonly view: Record<string, unknown> & { actions: Record<string, ActionButton> };
  };
  readonly chart?: { readonly name: string; readonly model: object };
}

export type EvaluationsBench = Awaited<ReturnType<typeof startEvaluationsBench>>;

/** Evaluations on a database, with everything around them real but the people. */
export async function startEvaluationsBench() {
  const mongo = await startTestMongo();
  const database = await connectDatabase(mongo.uri);
  const { db, inTransaction, inGroupCommit } = database;
  const clock = new ManualClock(`${startDate}T08:00:00Z`);
  const { audit, indexes: auditIndexes } = createAudit(db);
  const { logger, logged } = keepingLogger();
  const queue = createOutbox({ store: new OutboxStore(db), clock, wake: () => undefined });
  const broken = { outbox: 0, digest: false, readingsOf: null as string | null };
  const outbox: Outbox = {
    rewrite: (message, transaction) => queue.rewrite(message, transaction),
    cancel: (intentId, transaction) => queue.cancel(intentId, transaction),
    async enqueue(messages, transaction) {
      if (broken.outbox > 0) {
        broken.outbox -= 1;
        throw new Error('The process died');
      }
      if (broken.digest && messages.some(({ id }) => id.startsWith('evaluation-digest/'))) {
        throw new Error('The process died');
      }
      return queue.enqueue(messages, transaction);
    },
  };
  let decisionsGoTo: Team['decisionsGoTo'] = 'channel';
  let webManagers: readonly string[] = ['max'];
  let active: readonly string[] | null = null;
  const leave = new Map<string, Leave[]>();
  const asArranged = (team: Team): Team => ({
    ...team,
    decisionsGoTo,
    ...(team.id === 'web' && { managerIds: webManagers }),
  });
  const actorOf = (id: string): MemberActor => {
    const actor = actorNamed(id);
    const others = actor.managesTeamIds.filter((teamId) => teamId !== 'web');
    return { ...actor, managesTeamIds: webManagers.includes(id) ? ['web', ...others] : others };
  };
  const people: People = {
    ...testPeople,
    activeMembers: async (teamId) =>
      (await testPeople.activeMembers(teamId)).filter(({ id }) => active?.includes(id) ?? true),
    actorById: async (id) => actorOf(id),
    teams: async () => (await testPeople.teams()).map(asArranged),
    team: async (id) => {
      const team = await testPeople.team(id);
      return team && asArranged(team);
    },
  };
  const common = { db, inTransaction, audit, outbox, people, clock, logger };
  const teamsCalendars = {
    calendarsOf: async () => new Map(),
    calendarOfTeam: async ({ timeZone }: { timeZone: string }) => defaultCalendar(timeZone),
  };
  const taskFeature = createTasks({
    ...common,
    skillNames: anySkillNames,
    inGroupCommit,
    calendars: teamsCalendars,
    checkSourceUrl: () => null,
  });
  const { tasks } = taskFeature;
  const measurementFeature = createMeasurements({
    ...common,
    tasks,
    calendars: teamsCalendars,
    homeChanges: new HomeChanges(),
    random: () => 0,
    http: { allowedHosts: [], allowPrivateAddresses: false },
  });
  const readingCalendars = new Map<string, WorkCalendar>();
  const measurements: Measurements = {
    async ofTask(task) {
      if (task.id === broken.readingsOf) throw new Error('The readings are unreadable');
      return measurementFeature.measurements.ofTask(task);
    },
    async ofTasks(several) {
      if (several.some(({ id }) => id === broken.readingsOf)) throw new Error('Unreadable');
      return measurementFeature.measurements.ofTasks(several);
    },
    readingCalendars: async () => readingCalendars,
  };
  const approvals = createApprovals({
    ...common,
    calendars: {
      calendarsOf: async (ids) => {
        const found = await people.members(ids);
        return new Map(
          found.map(({ id, timeZone }) => [
            id,
            { ...defaultCalendar(timeZone), leave: leave.get(id) ?? [] },
          ]),
        );
      },
    },
  });
  const evaluations = createEvaluations({
    ...common,
    tasks,
    measurements,
    approvals: approvals.approvals,
    levelsToConfirm: async () => [],
  });
  const feature = {
    ...evaluations,
    chat: {
      ...evaluations.chat,
      subcommands: [...evaluations.chat.subcommands, ...approvals.chat.subcommands],
    },
  };
  tasks.onTaskChanged(feature.followTask);
  const indexes = [approvals, feature, taskFeature, measurementFeature].flatMap(
    (each) => each.indexes,
  );
  await ensureIndexes(db, [...indexes, ...auditIndexes, ...outboxIndexes]);
  let intents = 0;
  const newIntent = () => `intent-${(intents += 1)}`;

  async function create(overrides: Partial<NewTask>): Promise<Task> {
    const created = await tasks.create({
      task: aNewTask(overrides),
      actor: actorNamed('lea'),
      intentId: newIntent(),
    });
    if (created.kind !== 'created') throw new Error(JSON.stringify(created));
    return created.task;
  }

  const bench = {
    ...feature,
    db,
    clock,
    audit,
    tasks,
    broken,
    logged,
    newIntent,
    /** By task; a reading of every bucket is expected of the others. */
    readingCalendars,

    async clear(): Promise<void> {
      for (const { name } of await db.listCollections().toArray()) {
        await db.collection(name).deleteMany({});
      }
      clock.set(`${startDate}T08:00:00Z`);
      broken.outbox = 0;
      broken.digest = false;
      broken.readingsOf = null;
      decisionsGoTo = 'channel';
      webManagers = ['max'];
      active = null;
      leave.clear();
      logged.length = 0;
      readingCalendars.clear();
    },

    async close(): Promise<void> {
      await database.close();
      await mongo.close();
    },

    /** Those who manage the team Web, in their order. */
    letManage(...memberIds: string[]): void {
      webManagers = memberIds;
    },

    /** Nobody else is an active member any more. */
    letOnlyStay(...memberIds: string[]): void {
      active = memberIds;
    },

    takeLeave(memberId: string, firstDay: string, lastDay: string): void {
      const days: Leave = { kind: 'days', firstDay, lastDay, part: 'whole day' };
      leave.set(memberId, [...(leave.get(memberId) ?? []), days]);
    },

    actorOf,

    /** What the job of that day does for the team Web. */
    async remind(day: string): Promise<RemindReport> {
      clock.set(`${day}T09:00:00Z`);
      const team = await people.team('web');
      if (!team) throw new Error('There is no team Web');
      return feature.evaluations.remindApprovals(team, day);
    },

    sendDecisionsTo(where: Team['decisionsGoTo']): void {
      decisionsGoTo = where;
    },

    /**
     * A task of Ana's with the readings of `input`, one for each day or week from `startDate` on;
     * the clock stands at eight in the morning after its last day.
     */
    async measuredTask(
      input: DecisionInput,
      more: Partial<NewMonitoring> & { assigneeId?: string | null } = {},
    ): Promise<Task> {
      const { assigneeId = 'ana', ...overrides } = more;
      const { points, baseline, direction, target, cadence } = input;
      clock.set(`${startDate}T08:00:00Z`);
      const daysPerBucket = cadence === 'daily' ? 1 : 7;
      const length = Math.max(...points.map(({ t }) => t)) + 1;
      const endDate = addLocalDays(startDate, length * daysPerBucket - 1);
      const monitoring = aNewMonitoring({
        baseline,
        direction,
        target,
        cadence,
        startDate,
        endDate,
        ...overrides,
      });
      const { id } = await create({ assigneeId, monitoring });
      clock.set(`${addLocalDays(endDate, 1)}T08:00:00Z`);
      await db.collection<{ _id: string }>('measurements').insertMany(
        points.map(({ t, y }) => {
          const bucket = bucketOf(cadence, addLocalDays(startDate, t * daysPerBucket));
          const reading = { value: y, takenAt: clock.now(), takenBy: 'ana', corrections: [] };
          return { _id: `${id}/${bucket}`, taskId: id, bucket, cadence, ...reading };
        }),
      );
      await db.collection('notification_logs').deleteMany({});
      return bench.task(id);
    },

    taskWithoutMonitoring: () => create({ monitoring: null }),

    run: () => feature.evaluations.evaluateDue({ dryRun: false }),

    async task(id: string): Promise<Task> {
      const task = await tasks.task(id);
      if (!task) throw new Error(`There is no ${id}`);
      return task;
    },

    async evaluation(taskId: string): Promise<Evaluation> {
      const explained = await feature.evaluations.explain({ taskId, endDate: null, actor: system });
      if (explained.kind !== 'explained') throw new Error(JSON.stringify(explained));
      return explained.evaluation;
    },

    /** Queued messages in the order in which they were queued. */
    queued: () => db.collection<Queued>('notification_logs').find().sort({ sequence: 1 }).toArray(),

    /** `receiver template` of every queued message, in the order in which they were queued. */
    async told(): Promise<string[]> {
      return (await bench.queued()).map(({ to, message }) => `${to} ${message.template}`);
    },

    /** The last card that was sent to `receiver`. */
    async card(receiver = 'C0WEB'): Promise<Queued> {
      const card = (await bench.queued()).findLast(
        ({ to, key }) => to === receiver && key !== undefined,
      );
      if (!card) throw new Error(`No card was sent to ${receiver}`);
      return card;
    },

    count: async (collection: string) => (await db.collection(collection).find().toArray()).length,

    /** Presses a button of a card as `by`. */
    async press(
      by: string,
      button: ActionButton | undefined,
      intentId = newIntent(),
    ): Promise<ChatReply> {
      if (!button) throw new Error('The card has no such button');
      const handler = feature.chat.buttons.find(({ actionId }) => actionId === button.actionId);
      if (!handler) throw new Error(`Nobody handles ${button.actionId}`);
      const actor = actorOf(by);
      return handler.run({ actor, intentId, value: button.value, channelId: 'C0WEB' });
    },

    /** Opens a button's form as `by` and submits it with its own values, replaced by `values`. */
    async submit(
      by: string,
      button: ActionButton | undefined,
      values: ModalValues,
    ): Promise<ModalReply> {
      const form = await bench.press(by, button);
      if (!form || !('callbackId' in form)) throw new Error(`No form: ${JSON.stringify(form)}`);
      const handler = feature.chat.modals.find(({ callbackId }) => callbackId === form.callbackId);
      if (!handler) throw new Error(`Nobody handles ${form.callbackId}`);
      const initial = Object.fromEntries(
        form.fields.map((field) => [field.id, ('initial' in field && field.initial) || null]),
      );
      return handler.submit({
        actor: actorOf(by),
        intentId: newIntent(),
        values: { ...initial, ...values },
        metadata: form.metadata ?? '',
      });
    },

    async say(by: string, subcommand: string, text: string): Promise<ChatReply> {
      const found = feature.chat.subcommands.find(({ name }) => name === subcommand);
      if (!found) throw new Error(`There is no ${subcommand}`);
      const actor = actorOf(by);
      return found.run({ actor, intentId: newIntent(), text, channelId: 'C0WEB' });
    },
  };
  return bench;
}
