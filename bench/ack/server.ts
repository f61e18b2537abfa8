import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bolt from '@slack/bolt';
import { type App, createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { systemEnvironment } from '../../src/environment.js';
import { readPeopleFile } from '../../src/features/people/index.js';
import { createLogger } from '../../src/shared/logger.js';
import { boltLogger } from '../../src/slack/bolt-logger.js';

/** What the child process tells its parent once it answers requests. */
export interface ServerReady {
  readonly port: number;
  /** Tasks that may be completed, one a request; empty for the bare app. */
  readonly taskIds: readonly string[];
}

const signingSecret = 'bench-signing-secret';
const botToken = 'xoxb-bench';
const engineer = 'U0BENCH';
const logger = createLogger('error');

/** Slack as far as starting a bot needs it. */
async function startSlackStub(): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(
      '{"ok":true,"user_id":"U0BOT","bot_id":"B0BOT","team_id":"T0BENCH","team":"Bench"}',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

/** A Bolt app that acknowledges `/complete` and does nothing else. */
async function startBareApp(apiUrl: string): Promise<ServerReady> {
  const receiver = new bolt.HTTPReceiver({ signingSecret, logger: boltLogger(logger) });
  const app = new bolt.App({
    token: botToken,
    receiver,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: apiUrl },
    logger: boltLogger(logger),
  });
  app.command('/complete', async ({ ack }) => ack());
  await app.init();
  const server = await receiver.start(0);
  return { port: (server.address() as AddressInfo).port, taskIds: [] };
}

/** The whole bot on the local store, with tasks in progress to complete. */
async function startCrewchief(apiUrl: string, taskCount: number): Promise<ServerReady> {
  const folder = mkdtempSync(join(tmpdir(), 'crewchief-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    CREWCHIEF_DATA: folder,
    CREWCHIEF_ADMINS: 'U0ADMIN',
    PORT: '0',
  });
  const app = await createApp(config, systemEnvironment(logger));
  const { port } = await app.start();
  return { port, taskIds: await createTasks(app, taskCount) };
}

/** One task by the service, and copies of its document. */
async function createTasks({ services, database }: App, count: number): Promise<readonly string[]> {
  const people = {
    teams: [{ name: 'Bench', channel: 'C0BENCH', managers: ['U0ADMIN'], time_zone: 'UTC' }],
    members: [
      { slack_id: 'U0ADMIN', name: 'Admin', role: 'admin', team: 'Bench', time_zone: 'UTC' },
      { slack_id: engineer, name: 'Engineer', team: 'Bench', time_zone: 'UTC' },
    ],
  };
  const read = readPeopleFile(JSON.stringify(people), 'json');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  await services.importPeople(read.rows, { dryRun: false });
  const actor = await services.people.actorBySlackId(engineer);
  const [team] = await services.people.teams();
  if (!actor || !team) throw new Error('The people of the bench were not imported');
  const created = await services.tasks.create({
    actor,
    intentId: 'bench',
    task: {
      title: 'Task',
      notes: null,
      teamId: team.id,
      assigneeId: actor.memberId,
      priority: 'normal',
      dueOn: null,
      estimatedHours: null,
      monitoring: null,
    },
  });
  if (created.kind !== 'created') throw new Error(`The task of the bench: ${created.kind}`);
  const { id, number, ...task } = created.task;
  const copyIds = Array.from({ length: count - 1 }, (_, index) => `T-${number + 1 + index}`);
  await database.db
    .collection<{ _id: string }>('tasks')
    .insertMany(copyIds.map((_id, index) => ({ _id, number: number + 1 + index, ...task })));
  return [id, ...copyIds];
}

const [which, taskCount = '0'] = process.argv.slice(2);
const apiUrl = await startSlackStub();
const ready =
  which === 'bare' ? await startBareApp(apiUrl) : await startCrewchief(apiUrl, Number(taskCount));
process.send?.(ready);
process.once('disconnect', () => process.exit(0));
