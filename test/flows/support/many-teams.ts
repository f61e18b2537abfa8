import { join } from 'node:path';
import { createApp } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import { systemEnvironment } from '../../../src/environment.js';
import { localDayOf } from '../../../src/features/calendar/index.js';
import { readPeopleFile, systemActor } from '../../../src/features/people/index.js';
import { type LocalSlack, startLocalSlack } from '../../../src/local/slack/index.js';
import { systemClock } from '../../../src/shared/clock.js';
import { botScopes } from '../../../src/slack/index.js';
import { credentials } from '../../support/local-slack.js';
import { silentLogger } from '../../support/logger.js';
import { eventually, Person } from '../../support/person.js';
import { settingsFor } from './crew.js';
import { insertDueTasks } from './due-tasks.js';

/** Teams of their own channel, so that Slack's pace for one channel does not set the test's. */
const teamCount = 8;
const tasksPerTeam = 5;
export const taskCount = teamCount * tasksPerTeam;
const timeZone = 'UTC';
const bot = {
  userId: 'U0CREWCHIEF',
  botId: 'B0CREWCHIEF',
  appId: 'A0CREWCHIEF',
  name: 'Crewchief',
};
const managerId = 'U0MARA';
const teams = Array.from({ length: teamCount }, (_, index) => ({
  name: `Team ${index}`,
  channel: `C0TEAM${index}`,
  engineer: `U0ENG${index}`,
}));

export function startManyTeamsSlack(folder: string): Promise<LocalSlack> {
  const memberIds = [bot.userId, managerId, ...teams.map(({ engineer }) => engineer)];
  return startLocalSlack({
    folder: join(folder, 'slack'),
    seed: {
      team: { id: 'T0LOCAL', name: 'Many teams', domain: 'many-teams' },
      bot,
      users: memberIds
        .slice(1)
        .map((id) => ({ id, name: id.toLowerCase(), realName: id, tz: timeZone })),
      channels: teams.map(({ name, channel }) => ({ id: channel, name, memberIds })),
      commands: [],
    },
    port: 0,
    clock: systemClock,
    credentials,
    scopes: botScopes.map(({ scope }) => scope),
    logger: silentLogger,
  });
}

/** The bot's database, opened while no bot runs. */
export async function withDatabase<T>(
  folder: string,
  work: (app: Awaited<ReturnType<typeof createApp>>) => Promise<T>,
): Promise<T> {
  const config = readConfig({
    ...settingsFor('http', 'http://127.0.0.1:9/api/'),
    CREWCHIEF_DATA: folder,
  });
  const app = await createApp(config, systemEnvironment(silentLogger));
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

/** Teams whose tasks are all due for their evaluation, in a store that nobody has open. */
export async function seedDueTasks(folder: string): Promise<void> {
  await withDatabase(folder, async ({ services, database }) => {
    const file = JSON.stringify({
      teams: teams.map(({ name, channel }) => ({
        name,
        channel,
        managers: [managerId],
        time_zone: timeZone,
        decisions_go_to: 'channel',
        measurement_hour: 0,
        evaluation_hour: 0,
      })),
      members: [
        { slack_id: managerId, name: 'Mara', role: 'admin', time_zone: timeZone },
        ...teams.map(({ name, engineer }) => ({
          slack_id: engineer,
          name: engineer,
          role: 'engineer',
          team: name,
          time_zone: timeZone,
        })),
      ],
    });
    const read = readPeopleFile(file, 'json');
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    const report = await services.importPeople(read.rows, { dryRun: false });
    expect(report.refused).toEqual([]);
    for (const member of await services.people.activeMembers()) {
      const request = { actor: systemActor, intentId: `any-hour/${member.id}` };
      await services.notifications.change(request, member, () => ({ hours: 'any' }));
    }
    const manager = await services.people.actorBySlackId(managerId);
    const today = localDayOf(systemClock.now(), timeZone);
    const due = (await services.people.teams()).map(async (team, teamIndex) => {
      const engineer = teams.find(({ name }) => name === team.name)?.engineer ?? '';
      const assignee = await services.people.actorBySlackId(engineer);
      return Array.from({ length: tasksPerTeam }, (_, index) => ({
        number: teamIndex * tasksPerTeam + index + 1,
        teamId: team.id,
        assigneeId: assignee?.memberId ?? '',
        createdById: manager?.memberId ?? '',
        today,
        decision: index % 2 === 0 ? ('close' as const) : ('extend' as const),
      }));
    });
    await insertDueTasks(database.db, (await Promise.all(due)).flat());
  });
}

/** Ids of the outbox entries behind the bot's messages, by conversation, in the order shown. */
async function deliveredIn(slack: LocalSlack): Promise<ReadonlyMap<string, readonly string[]>> {
  const delivered = new Map<string, readonly string[]>();
  for (const { channel, engineer } of teams) {
    const person = new Person(slack.acting, engineer);
    for (const [receiver, conversation] of [
      [channel, channel],
      [engineer, await person.direct(bot.userId)],
    ] as const) {
      const messages = await person.sees(conversation);
      const ids = messages.map(({ metadata }) => {
        const { entry_id: id } = (metadata?.['event_payload'] ?? {}) as { entry_id?: string };
        return String(id);
      });
      delivered.set(
        receiver,
        ids.filter((id) => id.startsWith('evaluation/')),
      );
    }
  }
  return delivered;
}

/** Waits until a card and a notice of every task are shown. @returns what is shown by receiver. */
export function allDelivered(slack: LocalSlack): Promise<ReadonlyMap<string, readonly string[]>> {
  return eventually(
    slack.acting,
    'a card and a notice of every task',
    async () => {
      const byReceiver = await deliveredIn(slack);
      const count = [...byReceiver.values()].reduce((sum, ids) => sum + ids.length, 0);
      return count >= 2 * taskCount ? byReceiver : undefined;
    },
    120_000,
  );
}

/** Every task was evaluated once and told of once, in the order in which it was queued. */
export async function expectEachTaskOnce(
  folder: string,
  delivered: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await withDatabase(folder, async ({ database: { db } }) => {
    const evaluations = await db.collection('task_evaluations').find().toArray();
    expect(new Set(evaluations.map(({ taskId }) => taskId)).size).toBe(taskCount);
    expect(evaluations).toHaveLength(taskCount);
    expect(await db.collection('task_summaries').countDocuments()).toBe(taskCount);
    const audited = db.collection('audit_log').find({ action: 'monitoring evaluated' });
    const subjects = (await audited.toArray()).map(({ subject }) => subject);
    expect(subjects.length).toBe(taskCount);
    expect(new Set(subjects).size).toBe(taskCount);
    const tasks = db.collection('tasks');
    expect(
      await tasks.countDocuments({ status: 'done', 'monitoring.state': 'ended', version: 2 }),
    ).toBe(24);
    expect(
      await tasks.countDocuments({ 'monitoring.state': 'awaiting approval', version: 2 }),
    ).toBe(16);

    const queued = await db
      .collection<{ _id: string; to: string; status: string }>('notification_logs')
      .find({ _id: { $gte: 'evaluation/', $lt: 'evaluation0' } })
      .sort({ queuedAt: 1, sequence: 1 })
      .toArray();
    expect(queued).toHaveLength(2 * taskCount);
    expect(queued.filter(({ status }) => status !== 'sent')).toEqual([]);
    for (const [receiver, ids] of delivered) {
      expect(ids).toEqual(queued.filter(({ to }) => to === receiver).map(({ _id }) => _id));
    }
  });
}
